import type { Readable, Writable } from 'node:stream';

/** What a terminal adds to a stream; absent on files and pipes. */
interface MaybeTerminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  hasColors?(): boolean;
}

/** The streams and the environment of a command: the process's own, or a test's. */
export interface Io {
  readonly stdin: Readable & MaybeTerminal;
  /** `fd` is absent on a stream of a test. */
  readonly stdout: Writable & MaybeTerminal & { readonly fd?: number };
  readonly stderr: Writable & MaybeTerminal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const DEFAULT_COLUMNS = 120;

/** The width for tables: the terminal's, or else `COLUMNS`, or else 120. */
export function columnsOf({ stdout, env }: Io): number {
  if (stdout.isTTY && stdout.columns) return stdout.columns;
  const columns = Number(env.COLUMNS);
  return Number.isInteger(columns) && columns > 0 ? columns : DEFAULT_COLUMNS;
}
