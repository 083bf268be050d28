import { extname } from 'node:path';
import { numberIn, parseArguments } from '../../arguments.js';
import { filesOf, readTarget, type StoreTarget } from '../../database/target.js';
import type { Io } from '../../io.js';
import { checkDistinct } from '../../paths.js';
import { type ReceiverFiles, STDOUT } from '../../receive/receiver-files.js';
import { UsageError } from '../../usage-error.js';

export interface Options {
  readonly files: ReceiverFiles;
  readonly store: StoreTarget | undefined;
  /** Whether to wait for the disk before each answer. */
  readonly fsync: boolean;
  readonly report: string | undefined;
  readonly host: string;
  readonly port: number;
}

/** Reads the arguments of `listen`, and a database from the environment. @throws {UsageError} if they are invalid */
export function readOptions(args: readonly string[], { env }: Pick<Io, 'env'>): Options {
  const { values, positionals } = parseArguments(args, {
    out: { type: 'string' },
    store: { type: 'string' },
    rejects: { type: 'string' },
    issues: { type: 'string' },
    report: { type: 'string' },
    fsync: { type: 'boolean', default: false },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '8080' },
  });
  if (positionals.length > 0) throw new UsageError('listen takes options only.');
  const store = values.store === undefined ? undefined : readTarget('--store', values.store, env);
  if (!values.out && store === undefined)
    throw new UsageError('No output: add --out file, --out - for standard output, or --store qss.duckdb.');
  const file = store?.kind === 'duckdb' ? store.path : undefined;
  const {
    out,
    rejects = beside(out ?? file, 'rejects'),
    // A database has a table of issues.
    issues = out === undefined ? undefined : beside(out, 'issues'),
    report,
    host,
    fsync,
  } = values;
  if (report !== undefined && store === undefined && out === STDOUT)
    throw new UsageError('--report reads back what is in --out or --store: give --out a file.');
  if ((out === STDOUT || out === undefined) && fsync)
    throw new UsageError('--fsync waits for a file: give --out one.');
  if (rejects === STDOUT || issues === STDOUT)
    throw new UsageError('Only --out can be standard output: give --rejects and --issues a file.');
  checkDistinct([out, rejects, issues, report], filesOf(store));
  const port = numberIn('--port', values.port);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new UsageError('--port must be a whole number from 0 to 65535.');
  return { files: { out, rejects, issues }, store, fsync, report, host, port };
}

/** `samples.rejects.ndjson` for `samples.ndjson` or `samples.duckdb`; `rejects.ndjson` in the current folder for what is no file. */
function beside(path: string | undefined, what: string): string {
  if (path === STDOUT || path === undefined) return `${what}.ndjson`;
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  return `${stem}.${what}${extension === '.duckdb' ? '.ndjson' : extension}`;
}
