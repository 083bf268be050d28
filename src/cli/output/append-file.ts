import { closeSync, existsSync, fsyncSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { realPath } from '../paths.js';
import { UsageError } from '../usage-error.js';
import { checkWritable } from './check-writable.js';
import { type FileLock, lock, nameKey } from './file-lock.js';
import { type OpenFile, openFile, openOutputFile } from './open-file.js';

/** Lines that are only ever added to. */
export interface AppendFile {
  /**
   * Appends whole lines. When it resolves, the operating system has them, so that they survive the end of this process; with
   * `fsync`, the disk has them.
   */
  append(lines: string | Uint8Array): Promise<void>;
  /** Creates the file, if there is none. Otherwise the first append does. */
  create(): Promise<void>;
  /** Opens the file that is at the path now, if it is another one. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export interface AppendOptions {
  /** Whether to wait for the disk. */
  readonly fsync: boolean;
  /** Called with the permissions of a file, such as `0644`, when it is opened and others than its owner can read it. */
  readonly onShared?: (path: string, mode: string) => void;
}

/**
 * Opens a file, and locks its name too: another listener could else take the name between a rename of the file and the next
 * append. A file that has been removed or renamed is noticed at the next append, and opened again.
 *
 * @throws {UsageError} if it cannot be written, or another listener on this machine writes to it
 */
export async function openAppendFile(
  path: string,
  { fsync, onShared = () => {} }: AppendOptions,
): Promise<AppendFile> {
  let file: OpenFile | undefined;
  let opening: Promise<OpenFile> | undefined;
  let nameLock: FileLock | undefined;

  /** Locks the name. A folder that was replaced makes it another name. */
  const lockName = async (): Promise<void> => {
    if (!isRegular(path)) return;
    const key = nameKey(path);
    if (nameLock?.key === key) return;
    const next = await lock(key, path);
    nameLock?.release();
    nameLock = next;
  };
  const replace = async (): Promise<OpenFile> => {
    const old = file;
    await lockName();
    file = await openFile(path);
    if (fsync) syncFolder(dirname(realPath(path)));
    if (file.sharedMode !== undefined) onShared(path, file.sharedMode);
    // Those who wait for its disk still do.
    await old?.close();
    return file;
  };
  const open = (): Promise<OpenFile> => {
    opening ??= replace().finally(() => {
      opening = undefined;
    });
    return opening;
  };

  const close = async (): Promise<void> => {
    const last = file;
    file = undefined;
    await last?.close();
    nameLock?.release();
    nameLock = undefined;
  };

  checkWritable(path);
  await lockName();
  try {
    if (existsSync(path)) await open();
  } catch (error) {
    await close();
    if (error instanceof UsageError) throw error;
    // Everything else comes from node:fs and node:net.
    throw new UsageError(`Cannot write ${path} (${(error as NodeJS.ErrnoException).code}).`);
  }

  return {
    async append(lines) {
      const current = file?.isAt(path) ? file : await open();
      current.append(Buffer.from(lines));
      if (fsync) await current.sync();
    },
    async create() {
      if (file === undefined) await open();
    },
    async reopen() {
      if (file?.isAt(path) === false) await open();
    },
    close,
  };
}

/** Whether a path leads to a file, or to nothing yet. */
function isRegular(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

/** Appends to standard output: to its file, if it is one. There is nothing to open again. */
export async function appendToOutput(output: Writable & { readonly fd?: number }): Promise<AppendFile> {
  const file = output.fd === undefined ? undefined : await openOutputFile(output.fd);
  if (file === undefined) return appendToStream(output);
  return {
    append: async (lines) => file.append(Buffer.from(lines)),
    async create() {},
    async reopen() {},
    close: file.close,
  };
}

/** Appends to a stream. There is nothing to open again or to close. */
function appendToStream(stream: Writable): AppendFile {
  // Errors arrive in the callback of a write. Without a listener they would also end the process.
  stream.on('error', () => {});
  return {
    append: (lines) =>
      new Promise((resolve, reject) => {
        stream.write(lines, (error) => (error ? reject(error) : resolve()));
      }),
    async create() {},
    async reopen() {},
    async close() {},
  };
}

/** Waits until the disk knows the name of a file that may be new. Windows and some file systems have no such call. */
function syncFolder(path: string): void {
  let folder: number | undefined;
  try {
    folder = openSync(path, 'r');
    fsyncSync(folder);
  } catch {
    // A disk that fails shows when the file itself is waited for.
  } finally {
    if (folder !== undefined) closeSync(folder);
  }
}
