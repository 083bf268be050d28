import { createCollector, IssueCounter } from '../../../report/index.js';
import { readDatabase } from '../../database/open-database.js';
import { issuesIn } from '../../database/read-issues.js';
import { participationsIn } from '../../database/read-participations.js';
import type { StoreTarget } from '../../database/target.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { openInputs } from '../../input/inputs.js';
import { IS_EVENT } from '../../input/read-record.js';
import { readRecords } from '../../input/read-records.js';
import type { Io } from '../../io.js';
import { checkReplaceable } from '../../output/check-writable.js';
import { formatNumber } from '../../output/format-count.js';
import { rejectLine } from '../../output/reject-line.js';
import { countsOf, reportLine, writePacked, writeReport } from '../../output/report-file.js';
import { type Options, readOptions } from './options.js';

const MAX_REJECT_LINES = 20;

/** Runs `zoom-qss report`. */
export async function report(args: readonly string[], io: Io): Promise<ExitStatus> {
  const options = readOptions(args, io);
  if (options.store !== undefined) return reportDatabase(options.store, options, io);
  const { inputs: paths, out, hasIssues, title, preset } = options;
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

/** Makes a report from a database, one participant after the other. */
async function reportDatabase(
  store: StoreTarget,
  { selection, out, title, preset }: Options,
  io: Io,
): Promise<ExitStatus> {
  checkReplaceable(out);
  const database = await readDatabase(store);
  try {
    const collector = createCollector({
      preset,
      ...(title !== undefined && { title }),
      generatedAtMs: Date.now(),
    });
    let snapshots = 0;
    for await (const participation of participationsIn(database, selection)) {
      collector.add(participation);
      snapshots += participation.snapshots.length;
    }
    const issues = new IssueCounter();
    for await (const issue of issuesIn(database, selection)) issues.add(issue);
    const packed = collector.finish(issues);
    const { data } = packed;
    const isEmpty = data.samples + snapshots + issues.count === 0;
    if (!isEmpty) writePacked(out, packed);
    io.stderr.write(reportLine(out, { snapshots, issues: issues.count }, isEmpty ? null : data));
    return isEmpty ? EXIT.rejected : EXIT.ok;
  } finally {
    await database.close();
  }
}
