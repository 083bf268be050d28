import type { Writable } from 'node:stream';
import { type AppendFile, appendToStream, openAppendFile } from '../output/append-file.js';

/** The path of standard output. */
export const STDOUT = '-';

/** The files that a receiver writes, by path. */
export interface ReceiverFiles {
  /** Samples and snapshots, as NDJSON. `-` is standard output. Absent if only a database gets them. */
  readonly out?: string | undefined;
  /** Genuine bodies of which samples and snapshots do not hold everything, as received; created when there is one. */
  readonly rejects: string;
  /** Issues found in events that were read, as NDJSON; created when there is one. Absent if only a database gets them. */
  readonly issues?: string | undefined;
}

/** The files of a receiver while it runs. */
export interface OpenReceiverFiles {
  readonly out: AppendFile | undefined;
  readonly rejects: AppendFile;
  readonly issues: AppendFile | undefined;
  /** Opens again what has been removed or renamed. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the files of a receiver.
 *
 * @throws {UsageError} if one cannot be written, or another receiver of this machine writes to it
 */
export async function openReceiverFiles(
  paths: ReceiverFiles,
  { stdout, fsync = false }: { readonly stdout: Writable; readonly fsync?: boolean },
): Promise<OpenReceiverFiles> {
  const opened: AppendFile[] = [];
  const open = async (path: string, isLazy: boolean): Promise<AppendFile> => {
    const file = await openAppendFile(path, { fsync, isLazy });
    opened.push(file);
    return file;
  };
  const openOut = async (): Promise<AppendFile | undefined> => {
    if (paths.out === STDOUT) return appendToStream(stdout);
    return paths.out === undefined ? undefined : open(paths.out, false);
  };
  const close = async () => {
    for (const file of opened) await file.close();
  };
  try {
    return {
      out: await openOut(),
      rejects: await open(paths.rejects, true),
      issues: paths.issues === undefined ? undefined : await open(paths.issues, true),
      async reopen() {
        for (const file of opened) await file.reopen();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
