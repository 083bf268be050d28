import { reportDatabase } from '../../database/report-database.js';
import { filesOf } from '../../database/target.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import type { Io } from '../../io.js';
import { checkReplaceable } from '../../output/check-writable.js';
import { checkDistinct } from '../../paths.js';
import { readOptions } from './options.js';
import { reportFiles } from './report-files.js';

/** Runs `zoom-qss report`. */
export async function report(args: readonly string[], io: Io): Promise<ExitStatus> {
  const options = readOptions(args, io);
  const { store, selection, out, title, preset } = options;
  if (store !== undefined) {
    checkDistinct([out], filesOf(store));
    checkReplaceable(out);
    const settings = { selection, preset, ...(title !== undefined && { title }) };
    return (await reportDatabase(store, out, settings, io)) ? EXIT.ok : EXIT.rejected;
  }
  return reportFiles(options, io);
}
