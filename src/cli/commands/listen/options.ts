import { extname } from 'node:path';
import { numberIn, parseArguments } from '../../arguments.js';
import { checkDistinct } from '../../paths.js';
import { type ReceiverFiles, STDOUT } from '../../receive/receiver-files.js';
import { UsageError } from '../../usage-error.js';

export interface Options {
  readonly files: ReceiverFiles;
  /** Whether to wait for the disk before each answer. */
  readonly fsync: boolean;
  readonly report: string | undefined;
  readonly host: string;
  readonly port: number;
}

/** Reads the arguments of `listen`. @throws {UsageError} if they are invalid */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArguments(args, {
    out: { type: 'string' },
    rejects: { type: 'string' },
    issues: { type: 'string' },
    report: { type: 'string' },
    fsync: { type: 'boolean', default: false },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '8080' },
  });
  if (positionals.length > 0) throw new UsageError('listen takes options only.');
  if (!values.out) throw new UsageError('No output: add --out file, or --out - for standard output.');
  const {
    out,
    rejects = beside(out, 'rejects'),
    issues = beside(out, 'issues'),
    report,
    host,
    fsync,
  } = values;
  if (out === STDOUT && report !== undefined)
    throw new UsageError('--report reads back what is in --out: give --out a file.');
  if (out === STDOUT && fsync) throw new UsageError('--fsync waits for a file: give --out one.');
  if (rejects === STDOUT || issues === STDOUT)
    throw new UsageError('Only --out can be standard output: give --rejects and --issues a file.');
  checkDistinct([out, rejects, issues, report].filter((path) => path !== undefined));
  const port = numberIn('--port', values.port);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new UsageError('--port must be a whole number from 0 to 65535.');
  return { files: { out, rejects, issues }, fsync, report, host, port };
}

/** `samples.rejects.ndjson` for `samples.ndjson`; `rejects.ndjson` in the current folder for standard output. */
function beside(path: string, what: string): string {
  if (path === STDOUT) return `${what}.ndjson`;
  const extension = extname(path);
  return `${path.slice(0, path.length - extension.length)}.${what}${extension}`;
}
