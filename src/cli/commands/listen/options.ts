import { extname } from 'node:path';
import { numberIn, parseArguments } from '../../arguments.js';
import type { ReceiverFiles } from '../../receive/file-receiver.js';
import { UsageError } from '../../usage-error.js';

export interface Options {
  readonly files: ReceiverFiles;
  readonly report: string | undefined;
  readonly host: string;
  readonly port: number;
}

/** Reads the arguments of `listen`. @throws {UsageError} */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArguments(args, {
    out: { type: 'string' },
    rejects: { type: 'string' },
    issues: { type: 'string' },
    report: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '8080' },
  });
  if (!values.out || positionals.length > 0) throw new UsageError('Say where samples go: --out file.');
  const { out, rejects = beside(out, 'rejects'), issues = beside(out, 'issues'), report, host } = values;
  const files = [out, rejects, issues, ...(report === undefined ? [] : [report])];
  if (new Set(files).size < files.length) throw new UsageError('Two of the files are the same.');
  const port = numberIn('--port', values.port);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new UsageError('--port takes a whole number from 0 to 65535.');
  return { files: { out, rejects, issues }, report, host, port };
}

/** `samples.rejects.ndjson` for `samples.ndjson`. */
function beside(path: string, what: string): string {
  const extension = extname(path);
  return `${path.slice(0, path.length - extension.length)}.${what}${extension}`;
}
