import type { Writable } from 'node:stream';
import { type AppendFile, appendToStream, openAppendFile } from '../output/append-file.js';

/** The path of standard output. */
export const STDOUT = '-';

/** The files that a receiver writes, by path. */
export interface ReceiverFiles {
  /** Samples and snapshots, as NDJSON. `-` is standard output. */
  readonly out: string;
  /** Genuine bodies of which samples and snapshots do not hold everything, as received; created when there is one. */
  readonly rejects: string;
  /** Issues found in events that were read, as NDJSON; created when there is one. */
  readonly issues: string;
}

/** The files of a receiver while it runs. */
export interface OpenReceiverFiles extends Readonly<Record<keyof ReceiverFiles, AppendFile>> {
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
  const close = async () => {
    for (const file of opened) await file.close();
  };
  try {
    return {
      out: paths.out === STDOUT ? appendToStream(stdout) : await open(paths.out, false),
      rejects: await open(paths.rejects, true),
      issues: await open(paths.issues, true),
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
