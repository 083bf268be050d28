import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isConnection } from './connection.js';
import { UsageError } from './usage-error.js';

/** The absolute path of a file with links resolved, whether or not the file exists yet. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    // realpathSync throws only system errors.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return resolve(path);
    const target = linkTarget(path);
    if (target !== undefined) return realPath(resolve(dirname(path), target));
    const folder = dirname(resolve(path));
    return folder === resolve(path) ? folder : join(realPath(folder), basename(path));
  }
}

/**
 * Checks that no file is written for two purposes.
 *
 * @param database the files of a database that is read or written, which no output may replace
 * @throws {UsageError} if two paths name the same file, or one is a URL
 */
export function checkDistinct(
  outputs: readonly (string | undefined)[],
  database: readonly string[] = [],
): void {
  const kept = new Set(database.map(identityOf));
  const seen = new Set<string>();
  for (const path of outputs) {
    if (path === undefined) continue;
    checkFile('An output', path);
    const identity = identityOf(path);
    if (kept.has(identity))
      throw new UsageError(`${path} is a file of the database, and would be overwritten.`);
    if (seen.has(identity)) throw new UsageError(`Two outputs name the same file, ${path}.`);
    seen.add(identity);
  }
}

/** Checks that a path is not a URL. @throws {UsageError} if it is one; the message does not repeat it */
export function checkFile(what: string, path: string): void {
  if (isConnection(path))
    throw new UsageError(
      `${what} must be a file, but is a URL. It is not repeated here, as it may hold a password.`,
    );
}

/** What two names of one file have in common, as links of it do. */
export function identityOf(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return realPath(path);
  }
}

/** Where a link leads that leads to nothing yet. */
function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
