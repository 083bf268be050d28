import { accessSync, constants, createReadStream, realpathSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { Options } from '../commands/normalize/options.js';
import type { Io } from '../io.js';
import { UsageError } from '../usage-error.js';

/** Something to read. */
export interface Input {
  /** As given, or `stdin`. */
  readonly name: string;
  /** In bytes; unknown for what is no file. */
  readonly size: number | undefined;
  readonly open: () => Readable;
}

/** The inputs named, all of which can be read, and none of which is about to be overwritten. @throws {UsageError} */
export function checkPaths(
  { inputs, rejects, issues }: Pick<Options, 'inputs' | 'rejects' | 'issues'>,
  io: Io,
): Input[] {
  if (inputs.includes('-') && io.stdin.isTTY)
    throw new UsageError('Name a file, or send events to standard input.');
  const written = [rejects, issues].filter((path) => path !== undefined).map(realPath);
  if (written.length > new Set(written).size)
    throw new UsageError('--rejects and --issues are the same file.');
  return inputs.map((name) => {
    if (name === '-') return { name: 'stdin', size: undefined, open: () => io.stdin };
    const stats = statsOf(name);
    if (stats.isDirectory()) throw new UsageError(`${name} is a directory.`);
    if (written.includes(realPath(name))) throw new UsageError(`${name} would be overwritten.`);
    return {
      name,
      size: stats.isFile() ? stats.size : undefined,
      open: () => createReadStream(name),
    };
  });
}

/** The bytes of all inputs together, if known. */
export function totalSize(inputs: readonly Input[]): number | undefined {
  const sizes = inputs.map(({ size }) => size);
  return sizes.every((size) => size !== undefined)
    ? sizes.reduce((total, size) => total + size, 0)
    : undefined;
}

/** The chunks of an input. */
export async function* bytesOf(input: Input, advance: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of input.open()) {
    // No stream of bytes has an encoding set, so that every chunk is a Buffer.
    const bytes = chunk as Buffer;
    advance(bytes.length);
    yield bytes;
  }
}

function statsOf(path: string): Stats {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path);
  } catch (error) {
    // Both throw nothing but the system's errors.
    throw new UsageError(`Cannot read ${path} (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** The one path of a file however it is named; of a file that is not there yet, as it will be. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
