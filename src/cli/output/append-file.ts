import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file of lines that is only ever added to. */
export interface AppendFile {
  /** Adds whole lines. When it returns they are the system's, and outlive this process. */
  append(lines: string | Uint8Array): void;
  close(): void;
}

const LINE_FEED = 10;
/** Such files hold payloads: readable by their owner alone. */
const MODE = 0o600;

/** Opens a file, or makes one. A line that was cut off when it was last written to is ended first. */
export function openAppendFile(path: string): AppendFile {
  const file = openSync(path, 'a+', MODE);
  let isCutOff = !endsWithLine(file);
  return {
    append(lines) {
      const feed = isCutOff ? '\n' : '';
      // Until all is written.
      isCutOff = true;
      appendFileSync(file, feed === '' ? lines : Buffer.concat([Buffer.from(feed), Buffer.from(lines)]));
      isCutOff = false;
    },
    close: () => closeSync(file),
  };
}

/** A file that is made when there is something to write. */
export function openLater(path: string): AppendFile {
  let file: AppendFile | undefined;
  return {
    append(lines) {
      file ??= openAppendFile(path);
      file.append(lines);
    },
    close: () => file?.close(),
  };
}

function endsWithLine(file: number): boolean {
  const stats = fstatSync(file);
  if (!stats.isFile() || stats.size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, stats.size - 1);
  return last[0] === LINE_FEED;
}
