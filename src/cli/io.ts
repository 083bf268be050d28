import type { Readable, Writable } from 'node:stream';

/** What a terminal adds to a stream; absent on files and pipes. */
interface MaybeTerminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  hasColors?(): boolean;
}

/** The streams a command reads and writes: those of the process, or a test's. */
export interface Io {
  readonly stdin: Readable & MaybeTerminal;
  readonly stdout: Writable & MaybeTerminal;
  readonly stderr: Writable & MaybeTerminal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const USUAL_COLUMNS = 120;

/** How many columns a table may take: the terminal's; elsewhere what `COLUMNS` says, or 120. */
export function columnsOf({ stdout, env }: Io): number {
  if (stdout.isTTY && stdout.columns) return stdout.columns;
  const asked = Number(env.COLUMNS);
  return Number.isInteger(asked) && asked > 0 ? asked : USUAL_COLUMNS;
}
