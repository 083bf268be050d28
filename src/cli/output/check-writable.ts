import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { realPath } from '../paths.js';
import { UsageError } from '../usage-error.js';

/** Checks that a file can be written, before the work that fills it begins. @throws {UsageError} if it cannot */
export function checkWritable(path: string): void {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    // The trailing slash makes the check fail if the parent is not a directory.
    accessSync(stats === undefined ? `${dirname(realPath(path))}/` : path, constants.W_OK);
    if (stats?.isDirectory()) throw new UsageError(`Cannot write ${path}: it is a directory.`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // Both calls throw only system errors.
    throw new UsageError(`Cannot write ${path} (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** Checks that a file can be replaced by one written beside it. @throws {UsageError} if it cannot */
export function checkReplaceable(path: string): void {
  checkWritable(path);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return;
  try {
    accessSync(dirname(realPath(path)), constants.W_OK);
  } catch {
    throw new UsageError(`Cannot replace ${path}: its folder is not writable.`);
  }
}
