import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from './usage-error.js';

/** The absolute path of a file with links resolved; of a file that does not exist yet, its absolute path. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** Checks that no file is written for two purposes. @throws {UsageError} if two paths name the same file */
export function checkDistinct(outputs: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of outputs) {
    const real = realPath(path);
    if (seen.has(real)) throw new UsageError(`Two outputs name the same file, ${path}.`);
    seen.add(real);
  }
}
