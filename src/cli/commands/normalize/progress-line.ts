import type { Io } from '../../io.js';

/** Tells the person at the terminal how far a long input has been read. */
export interface ProgressLine {
  /** Notes bytes read, and shows the line anew from time to time. */
  advance(bytes: number): void;
  /** Takes the line away, so that something else can be written. */
  clear(): void;
}

const FIRST_AFTER_MS = 1_000;
const EVERY_MS = 200;
const ERASE_LINE = '\r\x1b[K';

/**
 * A progress line on standard error, where that is a terminal and standard output does not write to it meanwhile.
 *
 * @param total bytes to be read, if known
 * @param now milliseconds of a clock that does not jump
 */
export function createProgressLine(
  { stderr, stdout }: Io,
  total?: number,
  now = () => performance.now(),
): ProgressLine {
  if (!stderr.isTTY || stdout.isTTY) return { advance: () => {}, clear: () => {} };
  let read = 0;
  let dueAt = now() + FIRST_AFTER_MS;
  let shown = false;
  return {
    advance(bytes) {
      read += bytes;
      if (now() < dueAt) return;
      dueAt = now() + EVERY_MS;
      shown = true;
      stderr.write(`${ERASE_LINE}${describe(read, total)}`);
    },
    clear() {
      if (shown) stderr.write(ERASE_LINE);
      shown = false;
    },
  };
}

function describe(read: number, total: number | undefined): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  if (total === undefined) return `${megabytes(read)} MB read`;
  const percent = total === 0 ? 100 : Math.floor((read / total) * 100);
  return `${percent} % of ${megabytes(total)} MB read`;
}
