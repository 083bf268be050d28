import { createCollector } from '../../../report/index.js';
import { reportDatabase } from '../../database/report-database.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { openInputs } from '../../input/inputs.js';
import type { Io } from '../../io.js';
import { checkReplaceable } from '../../output/check-writable.js';
import { formatNumber } from '../../output/format-count.js';
import { reportLine, writePacked } from '../../output/report-file.js';
import { readOptions } from './options.js';
import { readGroups } from './read-groups.js';
import { MAX_REJECT_LINES } from './record-batch.js';

/** Runs `zoom-qss report`. */
export async function report(args: readonly string[], io: Io): Promise<ExitStatus> {
  const options = readOptions(args, io);
  const { inputs: paths, store, selection, out, hasIssues, title, preset, workers } = options;
  if (store !== undefined) {
    checkReplaceable(out);
    const settings = { selection, preset, ...(title !== undefined && { title }) };
    return (await reportDatabase(store, out, settings, io)) ? EXIT.ok : EXIT.rejected;
  }
  const inputs = openInputs(paths, io, [out]);
  checkReplaceable(out);
  const inputsWithEvents = new Set<string>();
  let shown = 0;
  const groups = await readGroups(inputs, workers, (input, { isEvent, line }) => {
    if (isEvent) {
      if (inputsWithEvents.has(input.name)) return;
      inputsWithEvents.add(input.name);
    }
    shown += 1;
    if (shown <= MAX_REJECT_LINES) io.stderr.write(line);
  });
  const { rejected, issues } = groups;
  const collector = createCollector({
    preset,
    unreadable: rejected,
    generatedAtMs: Date.now(),
    ...(title !== undefined && { title }),
  });
  let snapshots = 0;
  for (const participation of groups.participations()) {
    collector.add(participation);
    snapshots += participation.snapshots.length;
  }
  const page = collector.finish(hasIssues || issues.count > 0 ? issues : undefined, groups.duplicates);
  const isEmpty = page.data.samples + snapshots + issues.count === 0;
  if (!isEmpty) writePacked(out, page);
  io.stderr.write(reportLine(out, { snapshots, issues: issues.count }, isEmpty ? null : page.data));
  if (rejected > 0) io.stderr.write(`Rejected: ${formatNumber(rejected)}.\n`);
  return rejected === 0 && !isEmpty ? EXIT.ok : EXIT.rejected;
}
