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
  const openOut = async (): Promise<AppendFile | undefined> => {
    if (paths.out !== STDOUT) return paths.out === undefined ? undefined : open(paths.out);
    const out = await appendToOutput(stdout);
    opened.push(out);
    return out;
  };
  const close = async () => {
    for (const file of opened) await file.close();
  };
  try {
    const out = await openOut();
    return {
      out,
      rejects: await open(paths.rejects),
      issues: paths.issues === undefined ? undefined : await open(paths.issues),
      create: async () => out?.create(),
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
