import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { realPath } from '../paths.js';
import { cannotWrite } from './cannot-write.js';

/** A file that is replaced whole, by one written beside it: whoever reads it, and a crash, sees the old or the new one. */
export interface Replacement {
  write(data: string | Uint8Array): void;
  /** Puts the new file in the place of the old one. */
  commit(): void;
  /** Without a commit, removes the new file and keeps the old one. */
  close(): void;
}

/** Readable by the owner only: the file names people. */
const MODE = 0o600;

/**
 * Begins to replace a file. A symbolic link stays one: the file that it leads to is replaced. The mode stays. A device or a
 * pipe cannot be replaced, and is written directly.
 *
 * @throws {NodeJS.ErrnoException} as its functions do, with a message that names the file
 */
export function replaceFile(path: string): Replacement {
  return named(path, () => {
    const target = realPath(path);
    const old = statSync(target, { throwIfNoEntry: false });
    if (old !== undefined && !old.isFile()) return writeDirectly(path, openSync(target, 'w'));
    const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
    const file = openSync(beside, 'wx', MODE);
    let isOpen = true;
    const closeFile = () => {
      if (isOpen) closeSync(file);
      isOpen = false;
    };
    if (old !== undefined) fchmodSync(file, old.mode & 0o7777);
    return {
      write: (data) => named(path, () => writeFileSync(file, data)),
      commit: () =>
        named(path, () => {
          // Otherwise a power failure after the renaming could leave an empty file.
          fsyncSync(file);
          closeFile();
          renameSync(beside, target);
        }),
      close() {
        closeFile();
        // After a commit it is not there any more.
        rmSync(beside, { force: true });
      },
    };
  });
}

function writeDirectly(path: string, file: number): Replacement {
  return {
    write: (data) => named(path, () => writeFileSync(file, data)),
    commit() {},
    close: () => closeSync(file),
  };
}

function named<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw cannotWrite(path, error);
  }
}
