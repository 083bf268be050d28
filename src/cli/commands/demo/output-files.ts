import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ReceiverFiles } from '../../receive/file-receiver.js';
import { UsageError } from '../../usage-error.js';

export interface DemoFiles extends ReceiverFiles {
  readonly report: string;
}

const USUAL_FOLDER = 'zoom-qss-demo';

/**
 * The files of a demo, none of which is there yet. Where no folder was asked for they go to the usual one, in place of those
 * of the demo before.
 */
export function prepareFolder(asked: string | undefined): DemoFiles {
  const folder = asked ?? USUAL_FOLDER;
  const files = {
    out: join(folder, 'samples.ndjson'),
    rejects: join(folder, 'rejects.ndjson'),
    issues: join(folder, 'issues.ndjson'),
    report: join(folder, 'report.html'),
  };
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    // mkdirSync throws nothing but the system's errors.
    throw new UsageError(`Cannot make the folder ${folder} (${(error as NodeJS.ErrnoException).code}).`);
  }
  for (const file of Object.values(files)) {
    if (asked === undefined) rmSync(file, { force: true });
    else if (existsSync(file)) throw new UsageError(`${file} is there already: give another folder.`);
  }
  return files;
}
