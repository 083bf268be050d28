import type { Writable } from 'node:stream';
import {
  type AppendFile,
  type AppendOptions,
  appendToOutput,
  openAppendFile,
} from '../output/append-file.js';

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
  /** Creates the file of samples, if there is none. The others are created when there is something to write. */
  create(): Promise<void>;
  /** Opens again what has been removed or renamed. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the files of a receiver, and creates none yet.
 *
 * @throws {UsageError} if one cannot be written, or another receiver of this machine writes to it
 */
export async function openReceiverFiles(
  paths: ReceiverFiles,
  {
    stdout,
    fsync = false,
    onShared = () => {},
  }: { readonly stdout: Writable & { readonly fd?: number } } & Partial<AppendOptions>,
): Promise<OpenReceiverFiles> {
  const opened: AppendFile[] = [];
  const open = async (path: string): Promise<AppendFile> => {
    const file = await openAppendFile(path, { fsync, onShared });
    opened.push(file);
    return file;
  };
  const close = async () => {
    for (const file of opened) await file.close();
  };
  try {
    const out = paths.out === STDOUT ? await appendToOutput(stdout) : await open(paths.out);
    if (paths.out === STDOUT) opened.push(out);
    return {
      out,
      rejects: await open(paths.rejects),
      issues: await open(paths.issues),
      create: out.create,
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
