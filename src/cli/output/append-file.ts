import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { checkWritable } from './check-writable.js';
import { type OpenFile, openFile } from './open-file.js';

/** Lines that are only ever added to. */
export interface AppendFile {
  /**
   * Appends whole lines. When it resolves, the operating system has them, so that they survive the end of this process; with
   * `fsync`, the disk has them.
   */
  append(lines: string | Uint8Array): Promise<void>;
  /** Opens the file that is at the path now, if it is another one. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export interface AppendOptions {
  /** Whether to wait for the disk. */
  readonly fsync: boolean;
  /** Whether to create the file only on the first append. */
  readonly isLazy?: boolean;
}

/**
 * Opens or creates a file. A file that has been removed or renamed since is noticed at the next append, and opened again.
 *
 * @throws {UsageError} if it cannot be written, or another listener on this machine writes to it
 */
export async function openAppendFile(
  path: string,
  { fsync, isLazy = false }: AppendOptions,
): Promise<AppendFile> {
  let file: OpenFile | undefined;
  let opening: Promise<OpenFile> | undefined;

  const replace = async (): Promise<OpenFile> => {
    const old = file;
    const isNew = !existsSync(path);
    file = await openFile(path);
    if (fsync && isNew) syncFolder(dirname(path));
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

  checkWritable(path);
  if (!isLazy || existsSync(path)) await open();

  return {
    async append(lines) {
      const current = file?.isAt(path) ? file : await open();
      current.append(Buffer.from(lines));
      if (fsync) await current.sync();
    },
    async reopen() {
      if (file?.isAt(path) === false) await open();
    },
    async close() {
      const last = file;
      file = undefined;
      await last?.close();
    },
  };
}

/** Appends to a stream, such as standard output. There is nothing to open again or to close. */
export function appendToStream(stream: Writable): AppendFile {
  // Errors arrive in the callback of a write. Without a listener they would also end the process.
  stream.on('error', () => {});
  return {
    append: (lines) =>
      new Promise((resolve, reject) => {
        stream.write(lines, (error) => (error ? reject(error) : resolve()));
      }),
    async reopen() {},
    async close() {},
  };
}

/** Waits until the disk knows the name of a new file. Windows and some file systems have no such call. */
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
