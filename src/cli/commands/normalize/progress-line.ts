import type { Io } from '../../io.js';

/** A line at the terminal that shows how much of a long input has been read. */
export interface ProgressLine {
  /** Adds bytes read, and redraws the line if it is due. */
  advance(bytes: number): void;
  /** Erases the line, so that something else can be written. */
  clear(): void;
}

const FIRST_AFTER_MS = 1_000;
const EVERY_MS = 200;
const ERASE_LINE = '\r\x1b[K';

/**
 * Creates a progress line on standard error, if that is a terminal and standard output is not.
 *
 * @param total the bytes to read, if known
 * @param now a monotonic clock, in milliseconds
 */
export function createProgressLine(
  { stderr, stdout }: Io,
  total?: number,
  now = () => performance.now(),
): ProgressLine {
  if (!stderr.isTTY || stdout.isTTY) return { advance: () => {}, clear: () => {} };
  let read = 0;
  let dueAt = now() + FIRST_AFTER_MS;
  let isShown = false;
  return {
    advance(bytes) {
      read += bytes;
      if (now() < dueAt) return;
      dueAt = now() + EVERY_MS;
      isShown = true;
      stderr.write(`${ERASE_LINE}${describe(read, total)}`);
    },
    clear() {
      if (isShown) stderr.write(ERASE_LINE);
      isShown = false;
    },
  };
}

function describe(read: number, total: number | undefined): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  if (total === undefined) return `${megabytes(read)} MB read`;
  const percent = total === 0 ? 100 : Math.floor((read / total) * 100);
  return `${percent} % of ${megabytes(total)} MB read`;
}
