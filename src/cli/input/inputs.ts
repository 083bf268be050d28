import { accessSync, constants, createReadStream, type Stats, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Io } from '../io.js';
import { checkDistinct, checkFile, identityOf } from '../paths.js';
import { UsageError } from '../usage-error.js';

/** Node's default. Larger chunks of events, and all that is made of one, would take memory beyond 120 MB. */
const CHUNK_BYTES = 65_536;
/** How many bytes of a file of samples to read at once: four times Node's default takes a third of its time. */
export const SAMPLES_CHUNK_BYTES = 262_144;

/** A file, or standard input. */
export interface Input {
  /** The path as given, or `stdin`. */
  readonly name: string;
  /** In bytes; absent if it is not a regular file. */
  readonly size: number | undefined;
  readonly open: () => Readable;
}

/**
 * Finds the inputs and checks that all can be read. `-` is standard input.
 *
 * @param outputs files that will be written
 * @param database files of a database that will be written
 * @param chunkBytes how much of a file to read at once
 * @throws {UsageError} if one is a URL, cannot be read, or is also an output
 */
export function openInputs(
  paths: readonly string[],
  io: Io,
  outputs: readonly string[] = [],
  database: readonly string[] = [],
  chunkBytes = CHUNK_BYTES,
): Input[] {
  if (paths.includes('-') && io.stdin.isTTY)
    throw new UsageError('No input: name a file, or send data to standard input.');
  checkDistinct(outputs, database);
  const written = [...outputs, ...database].map(identityOf);
  return paths.map((path) => {
    if (path === '-') return { name: 'stdin', size: undefined, open: () => io.stdin };
    checkFile('An input', path);
    const stats = statsOf(path);
    if (stats.isDirectory()) throw new UsageError(`Cannot read ${path}: it is a directory.`);
    if (written.includes(identityOf(path)))
      throw new UsageError(`${path} is an input and an output, and would be overwritten.`);
    return {
      name: path,
      size: stats.isFile() ? stats.size : undefined,
      open: () => createReadStream(path, { highWaterMark: chunkBytes }),
    };
  });
}

/** The bytes of all inputs together; absent if the size of one is. */
export function totalSize(inputs: readonly Input[]): number | undefined {
  const sizes = inputs.map(({ size }) => size);
  return sizes.every((size) => size !== undefined)
    ? sizes.reduce((total, size) => total + size, 0)
    : undefined;
}

/** The chunks of an input. */
export async function* bytesOf(
  input: Input,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  for await (const chunk of input.open()) {
    // The stream has no encoding set, so every chunk is a Buffer.
    const bytes = chunk as Buffer;
    onBytes(bytes.length);
    yield bytes;
  }
}

function statsOf(path: string): Stats {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path);
  } catch (error) {
    // Both calls throw only system errors.
    throw new UsageError(`Cannot read ${path} (${(error as NodeJS.ErrnoException).code}).`);
  }
}
