import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** An append-only file of lines. */
export interface AppendFile {
  /** Appends whole lines. When it returns, the operating system has them: they survive a crash of this process. */
  append(lines: string | Uint8Array): void;
  close(): void;
}

const LINE_FEED = 10;
/** Readable by the owner only: the file holds payloads. */
const MODE = 0o600;

/** Opens or creates a file. If its last line is incomplete, the first append starts a new line. */
export function openAppendFile(path: string): AppendFile {
  const file = openSync(path, 'a+', MODE);
  let hasPartialLine = !endsWithLineFeed(file);
  return {
    append(lines) {
      const prefix = hasPartialLine ? '\n' : '';
      // Stays true if the write throws halfway.
      hasPartialLine = true;
      appendFileSync(file, prefix === '' ? lines : Buffer.concat([Buffer.from(prefix), Buffer.from(lines)]));
      hasPartialLine = false;
    },
    close: () => closeSync(file),
  };
}

/** Like `openAppendFile`, but opens or creates the file on the first append. */
export function openAppendFileLazily(path: string): AppendFile {
  let file: AppendFile | undefined;
  return {
    append(lines) {
      file ??= openAppendFile(path);
      file.append(lines);
    },
    close: () => file?.close(),
  };
}

function endsWithLineFeed(file: number): boolean {
  const stats = fstatSync(file);
  if (!stats.isFile() || stats.size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, stats.size - 1);
  return last[0] === LINE_FEED;
}
