import { limitsOf } from '../../../quality/thresholds.js';
import { createCollector } from '../../../report/index.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { type Input, openInputs, SAMPLES_CHUNK_BYTES } from '../../input/inputs.js';
import type { Io } from '../../io.js';
import { checkReplaceable } from '../../output/check-writable.js';
import { formatNumber } from '../../output/format-count.js';
import { reportLine, writePacked } from '../../output/report-file.js';
import { measuredConferences } from './measured-conferences.js';
import type { Options } from './options.js';
import { readGroups } from './read-groups.js';
import { MAX_REJECT_LINES, type RejectedValue } from './record-batch.js';
import { createRecordPool } from './record-pool.js';

/** Writes the report of files, and says so. Without any record it leaves the file alone. */
export async function reportFiles(
  { inputs: paths, out, hasIssues, title, preset, workers }: Options,
  io: Io,
): Promise<ExitStatus> {
  const inputs = openInputs(paths, io, [out], [], SAMPLES_CHUNK_BYTES);
  checkReplaceable(out);
  const pool = workers === 0 ? undefined : createRecordPool(workers, preset);
  try {
    const log = rejectLog(io);
    const groups = await readGroups(inputs, pool, log.reject);
    const { issues, samples, snapshots, duplicates, rejected } = groups;
    const collector = createCollector({
      preset,
      unreadable: rejected,
      generatedAtMs: Date.now(),
      ...(title !== undefined && { title }),
    });
    // A short input is not worth the start of a worker.
    const measuring = pool?.hasStarted ? pool : undefined;
    const limits = limitsOf(preset.thresholds);
    for await (const conference of measuredConferences(groups.conferences(), limits, measuring))
      collector.addConference(conference);
    const page = collector.finish(hasIssues || issues.count > 0 ? issues : undefined, duplicates);
    const isEmpty = samples + snapshots + issues.count === 0;
    if (!isEmpty) writePacked(out, page);
    const counts = { snapshots, issues: issues.count };
    const nothing = rejected === 0 ? 'The input is empty' : undefined;
    io.stderr.write(reportLine(out, counts, isEmpty ? null : page.data, nothing));
    if (rejected > 0) {
      const shown = log.shown < rejected ? ` (first ${log.shown} shown)` : '';
      io.stderr.write(`Rejected: ${formatNumber(rejected)}${shown}.\n`);
    }
    return rejected === 0 && !isEmpty ? EXIT.ok : EXIT.rejected;
  } finally {
    await pool?.close();
  }
}

/** Names the first rejected values, and of an input with events the first only. */
function rejectLog({ stderr }: Pick<Io, 'stderr'>) {
  const inputsWithEvents = new Set<string>();
  let shown = 0;
  return {
    reject({ name }: Input, { isEvent, line }: RejectedValue): void {
      if (shown === MAX_REJECT_LINES || (isEvent && inputsWithEvents.has(name))) return;
      if (isEvent) inputsWithEvents.add(name);
      shown += 1;
      stderr.write(line);
    },
    get shown() {
      return shown;
    },
  };
}
