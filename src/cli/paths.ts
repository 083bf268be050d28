import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
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

/** Checks that no file is written for two purposes. @throws {UsageError} if two paths name the same file */
export function checkDistinct(outputs: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of outputs) {
    const identity = identityOf(path);
    if (seen.has(identity)) throw new UsageError(`Two outputs name the same file, ${path}.`);
    seen.add(identity);
  }
}

/** What two names of one file have in common, as hard links of it do. */
function identityOf(path: string): string {
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
