import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { checkPaths } from '../../input/inputs.js';
import { hearOfInterruption } from '../../interruption.js';
import type { Io } from '../../io.js';
import { counted, grouped } from '../../output/counted.js';
import { printable } from '../../output/printable.js';
import { checkWritable } from '../../output/writable.js';
import { writeReport } from '../../output/write-report.js';
import { createIntake, type Happening } from '../../receive/intake.js';
import { serve } from '../../receive/serve.js';
import { readCleanSecret } from '../../secret.js';
import { nothingLine, writtenLine } from '../report/report.js';
import { createJournal } from './journal.js';
import { readOptions } from './options.js';

/** `zoom-qss listen`. */
export async function listen(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { files, report, host, port } = readOptions(args);
  if (report !== undefined) checkWritable(report);
  const secret = await readCleanSecret(io);
  const counts = { received: 0, rows: 0, duplicate: 0, refused: 0, rejected: 0, failed: 0 };
  const journal = createJournal(io.stderr);

  const intake = createIntake(secret, files, (happening) => {
    const { kind } = happening;
    if (kind in counts) counts[kind as keyof typeof counts] += 1;
    if (kind === 'received') counts.rows += happening.rows.length;
    journal.note(textOf(happening));
  });
  const interruption = hearOfInterruption();
  try {
    const served = await serve(intake.receiver, host, port);
    io.stderr.write(`Listening at ${served.url}, writing to ${printable(files.out)}. Ctrl-C ends it.\n`);
    await untilAborted(interruption.signal);
    await served.close();
  } finally {
    interruption.forget();
    journal.end();
    intake.close();
  }
  io.stderr.write(
    `${counted(counts.received, 'event')} received, ${counted(counts.rows, 'row')} written; ${counted(counts.duplicate, 'duplicate')}, ${grouped(counts.refused)} refused, ${grouped(counts.rejected)} rejected.\n`,
  );
  if (report !== undefined) {
    const inputs = [files.out, files.issues].filter((path) => existsSync(path));
    const checked = checkPaths({ inputs, rejects: report, issues: undefined }, io);
    const settings = { hasIssues: true, unreadable: await countLines(files.rejects) };
    const count = await writeReport(report, checked, settings);
    io.stderr.write(count.isWritten ? writtenLine(report, count) : nothingLine(report));
  }
  return counts.failed === 0 ? EXIT.ok : EXIT.rejected;
}

/** The bodies in a file of rejects, from before this run too; Zoom's have no line breaks. */
async function countLines(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  let lines = 0;
  for await (const line of createInterface(createReadStream(path))) if (line.trim() !== '') lines += 1;
  return lines;
}

/** One thing for the journal. */
function textOf(happening: Happening): string {
  switch (happening.kind) {
    case 'received':
      return `received ${happening.event ?? 'an event of a name that this version does not know'}`;
    case 'issues':
      return 'met issues in an event, which are in the issues file';
    case 'rejected':
      return `rejected a body (${happening.code}), which is in the rejects file`;
    case 'refused':
      return `refused a request (${happening.code})`;
    case 'failed':
      return `could not take an event (${happening.code}); Zoom will send it again`;
    case 'duplicate':
      return 'dropped an event that had come before';
    case 'validated':
      return 'answered a URL validation';
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}
