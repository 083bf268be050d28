import { type BigIntStats, closeSync, fstatSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { UsageError } from '../usage-error.js';
import { createDiskSync } from './disk-sync.js';
import { type FileLock, fileKey, lock } from './file-lock.js';

/** A file while it is open: another file may come to have its path. */
export interface OpenFile {
  /** Whether a path leads to this file. A device is never looked for again. */
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

/**
 * Opens or creates a file of lines, and locks it.
 *
 * @throws {UsageError} if it is a pipe: this process would be its own reader, and never see that another has gone
 * @throws {FileInUseError} if another process of this machine has locked it
 */
export async function openFile(path: string): Promise<OpenFile> {
  const file = openSync(path, 'a+', MODE);
  try {
    const stats = fstatSync(file, { bigint: true });
    if (stats.isFIFO()) throw new UsageError(`Cannot write ${path}: it is a pipe. Use --out - instead.`);
    if (!stats.isFile()) return createDevice(file);
    return createRegular({ file, reader: file, opened: [file] }, stats, await lock(fileKey(stats), path));
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/**
 * Takes standard output as a file, which it is after `>> file`. A stream would take a write that the disk cut short for a
 * success.
 *
 * @returns undefined if it is not a file
 * @throws {FileInUseError} if another process of this machine has locked it
 */
export async function openOutputFile(output: number): Promise<OpenFile | undefined> {
  const stats = fstatSync(output, { bigint: true });
  if (!stats.isFile()) return undefined;
  const held = await lock(fileKey(stats), 'standard output');
  const reader = openForReading(output);
  const opened = reader === undefined ? [] : [reader];
  return createRegular({ file: output, reader, opened }, stats, held);
}

/** The shell opens standard output for writing only. */
function openForReading(output: number): number | undefined {
  try {
    return openSync(`/dev/fd/${output}`, 'r');
  } catch {
    return undefined;
  }
}

interface Descriptors {
  readonly file: number;
  /** The same file, open for reading; absent if that was impossible. */
  readonly reader: number | undefined;
  /** Those to close. */
  readonly opened: readonly number[];
}

function createRegular(
  { file, reader, opened }: Descriptors,
  { dev, ino, mode }: BigIntStats,
  held: FileLock,
): OpenFile {
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
    append: (lines) =>
      writeFileSync(file, hasTornLine(file, reader) ? Buffer.concat([END_OF_LINE, lines]) : lines),
    sync: sync.request,
    async close() {
      await sync.settled();
      for (const each of opened) closeSync(each);
      held.release();
    },
  };
}

/** A device such as `/dev/null`, which ends in no line and knows no disk. */
function createDevice(file: number): OpenFile {
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
function hasTornLine(file: number, reader: number | undefined): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return false;
  // Rather a blank line than a lost one.
  if (reader === undefined) return true;
  const last = Buffer.alloc(1);
  return readSync(reader, last, 0, 1, size - 1) === 1 && last[0] !== LINE_FEED;
}
