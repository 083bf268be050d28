import { reportDatabase } from '../../database/report-database.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { openInputs } from '../../input/inputs.js';
import { IS_EVENT } from '../../input/read-record.js';
import { readRecords } from '../../input/read-records.js';
import type { Io } from '../../io.js';
import { checkReplaceable } from '../../output/check-writable.js';
import { formatNumber } from '../../output/format-count.js';
import { rejectLine } from '../../output/reject-line.js';
import { countsOf, reportLine, writeReport } from '../../output/report-file.js';
import { readOptions } from './options.js';

const MAX_REJECT_LINES = 20;

/** Runs `zoom-qss report`. */
export async function report(args: readonly string[], io: Io): Promise<ExitStatus> {
  const options = readOptions(args, io);
  const { inputs: paths, store, selection, out, hasIssues, title, preset } = options;
  if (store !== undefined) {
    checkReplaceable(out);
    const settings = { selection, preset, ...(title !== undefined && { title }) };
    return (await reportDatabase(store, out, settings, io)) ? EXIT.ok : EXIT.rejected;
  }
  const inputs = openInputs(paths, io, [out]);
  checkReplaceable(out);
  const inputsWithEvents = new Set<string>();
  let shown = 0;
  const records = await readRecords(inputs, (input, value, outcome) => {
    if (outcome.code === IS_EVENT) {
      if (inputsWithEvents.has(input.name)) return;
      inputsWithEvents.add(input.name);
    }
    shown += 1;
    if (shown <= MAX_REJECT_LINES) io.stderr.write(rejectLine(input, value, outcome));
  });
  const written = writeReport(out, records, {
    hasIssues,
    preset,
    ...(title !== undefined && { title }),
  });
  io.stderr.write(reportLine(out, countsOf(records), written));
  if (records.rejected > 0) io.stderr.write(`Rejected: ${formatNumber(records.rejected)}.\n`);
  return records.rejected === 0 && written !== null ? EXIT.ok : EXIT.rejected;
}
