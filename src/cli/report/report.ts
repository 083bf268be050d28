import { counted, grouped } from '../counted.js';
import { EXIT, type ExitStatus } from '../exit-status.js';
import type { Io } from '../io.js';
import { checkPaths } from '../normalize/inputs.js';
import { rejectLine } from '../normalize/reject-line.js';
import { printable } from '../printable.js';
import { readOptions } from './options.js';
import { writeReport } from './write-report.js';

/** As many as a person will read. */
const REJECTS_SHOWN = 20;

/** `zoom-qss report`. */
export async function report(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { inputs, out, title, preset } = readOptions(args);
  const checked = checkPaths({ inputs, rejects: out, issues: undefined }, io);
  const settings = { preset, ...(title !== undefined && { title }) };
  let shown = 0;
  const count = await writeReport(out, checked, settings, (input, found, outcome) => {
    shown += 1;
    if (shown <= REJECTS_SHOWN) io.stderr.write(rejectLine(input, found, outcome));
  });
  const parts = [
    counted(count.samples, 'sample'),
    count.snapshots > 0 ? counted(count.snapshots, 'snapshot') : '',
    count.issues > 0 ? counted(count.issues, 'issue') : '',
  ].filter(Boolean);
  io.stderr.write(`${printable(out)}: ${parts.join(', ')}.\n`);
  if (count.rejected > 0) io.stderr.write(`Rejected: ${grouped(count.rejected)}.\n`);
  return count.rejected === 0 ? EXIT.ok : EXIT.rejected;
}
