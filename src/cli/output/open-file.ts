import { type BigIntStats, closeSync, fstatSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { createDiskSync } from './disk-sync.js';
import { type FileLock, fileKey, lock } from './file-lock.js';

/** A file while it is open: another file may come to have its path. */
export interface OpenFile {
  /** Whether a path leads to this file. What is not a regular file, such as a pipe, is never looked for again. */
  isAt(path: string): boolean;
  /** Its permissions if others than the owner can read it, such as `0644`. */
  readonly sharedMode: string | undefined;
  /** Appends whole lines. If another write left a line unfinished, they begin on a new one. */
  append(lines: Uint8Array): void;
  /** Resolves when the disk has everything that was appended before. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

const LINE_FEED = 10;
const END_OF_LINE = Buffer.of(LINE_FEED);
/** Readable by the owner only: the file holds payloads. */
const MODE = 0o600;
const READABLE_BY_OTHERS = 0o044;

/** Opens or creates a file of lines, and locks it. @throws {FileInUseError} if another process of this machine has locked it */
export async function openFile(path: string): Promise<OpenFile> {
  const file = openSync(path, 'a+', MODE);
  try {
    const stats = fstatSync(file, { bigint: true });
    return stats.isFile() ? createRegular(file, stats, await lock(fileKey(stats), path)) : createOther(file);
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function createRegular(file: number, { dev, ino, mode }: BigIntStats, held: FileLock): OpenFile {
  const sync = createDiskSync(file);
  return {
    isAt(path) {
      try {
        const found = statSync(path, { bigint: true });
        return found.dev === dev && found.ino === ino;
      } catch {
        return false;
      }
    },
    sharedMode: sharedMode(Number(mode)),
    append: (lines) => writeFileSync(file, hasTornLine(file) ? Buffer.concat([END_OF_LINE, lines]) : lines),
    sync: sync.request,
    async close() {
      await sync.settled();
      closeSync(file);
      held.release();
    },
  };
}

/** A pipe or a device, which ends in no line and knows no disk. */
function createOther(file: number): OpenFile {
  return {
    isAt: () => true,
    sharedMode: undefined,
    append: (lines) => writeFileSync(file, lines),
    async sync() {},
    async close() {
      closeSync(file);
    },
  };
}

/** Windows has other permissions. */
function sharedMode(mode: number): string | undefined {
  if (process.platform === 'win32' || (mode & READABLE_BY_OTHERS) === 0) return undefined;
  return (mode & 0o777).toString(8).padStart(4, '0');
}

/** Whether the last line of a file has no end. Asked before every append, since any process may have written it. */
function hasTornLine(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  return readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== LINE_FEED;
}
