import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkFile } from '../../paths.js';
import type { ReceiverFiles } from '../../receive/receiver-files.js';
import { UsageError } from '../../usage-error.js';

export interface DemoFiles extends ReceiverFiles {
  readonly out: string;
  readonly issues: string;
  readonly report: string;
  /** A DuckDB file. */
  readonly database: string;
}

const DEFAULT_FOLDER = 'zoom-qss-demo';

/**
 * Prepares the files of a demo, so that none exists. Those of the last demo are deleted from the default folder; nothing is
 * deleted from a folder that the user named.
 *
 * @throws {UsageError} if the folder cannot be created, or one of the files exists in the folder that the user named
 */
export function prepareFiles(userFolder: string | undefined): DemoFiles {
  const folder = userFolder ?? DEFAULT_FOLDER;
  checkFile('--out', folder);
  const files = {
    out: join(folder, 'samples.ndjson'),
    rejects: join(folder, 'rejects.ndjson'),
    issues: join(folder, 'issues.ndjson'),
    report: join(folder, 'report.html'),
    database: join(folder, 'qss.duckdb'),
  };
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    // mkdirSync throws only system errors.
    throw new UsageError(`Cannot create the folder ${folder} (${(error as NodeJS.ErrnoException).code}).`);
  }
  for (const file of [...Object.values(files), `${files.database}.wal`]) {
    if (userFolder === undefined) rmSync(file, { force: true });
    // A link to nothing too: two files could become one by it.
    else if (lstatSync(file, { throwIfNoEntry: false }) !== undefined)
      throw new UsageError(`${file} exists: choose another folder.`);
  }
  return files;
}
