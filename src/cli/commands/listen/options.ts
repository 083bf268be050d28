import { extname } from 'node:path';
import { numberIn, parseArguments } from '../../arguments.js';
import { checkDistinct } from '../../paths.js';
import type { ReceiverFiles } from '../../receive/file-receiver.js';
import { UsageError } from '../../usage-error.js';

export interface Options {
  readonly files: ReceiverFiles;
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
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '8080' },
  });
  if (positionals.length > 0) throw new UsageError('listen takes options only.');
  if (!values.out) throw new UsageError('No output: add --out file.');
  const { out, rejects = beside(out, 'rejects'), issues = beside(out, 'issues'), report, host } = values;
  checkDistinct([out, rejects, issues, ...(report === undefined ? [] : [report])]);
  const port = numberIn('--port', values.port);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new UsageError('--port must be a whole number from 0 to 65535.');
  return { files: { out, rejects, issues }, report, host, port };
}

/** `samples.rejects.ndjson` for `samples.ndjson`. */
function beside(path: string, what: string): string {
  const extension = extname(path);
  return `${path.slice(0, path.length - extension.length)}.${what}${extension}`;
}
