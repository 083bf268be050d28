import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../usage-error.js';

/** Makes sure, before the work begins, that its result can be written. @throws {UsageError} if it cannot */
export function checkWritable(path: string): void {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    // With a slash at its end only a folder can be had.
    accessSync(stats === undefined ? `${dirname(path)}/` : path, constants.W_OK);
    if (stats?.isDirectory()) throw new UsageError(`Cannot write ${path}: it is a folder.`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // Both calls throw nothing but the system's errors.
    throw new UsageError(`Cannot write ${path} (${(error as NodeJS.ErrnoException).code}).`);
  }
}
