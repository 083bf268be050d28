import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { checkPaths } from '../../input/inputs.js';
import { catchInterrupts } from '../../interrupt-signal.js';
import type { Io } from '../../io.js';
import { checkWritable } from '../../output/check-writable.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import { printable } from '../../output/printable.js';
import { writeReport } from '../../output/report-file.js';
import { createFileReceiver, type LogEntry } from '../../receive/file-receiver.js';
import { serve } from '../../receive/serve.js';
import { readCleanSecret } from '../../secret.js';
import { nothingLine, writtenLine } from '../report/report.js';
import { createCoalescingLog } from './coalescing-log.js';
import { readOptions } from './options.js';

/** `zoom-qss listen`. */
export async function listen(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { files, report, host, port } = readOptions(args);
  if (report !== undefined) checkWritable(report);
  const secret = await readCleanSecret(io);
  const counts = { received: 0, rows: 0, duplicate: 0, refused: 0, rejected: 0, failed: 0 };
  const log = createCoalescingLog(io.stderr);

  const fileReceiver = createFileReceiver(secret, files, (entry) => {
    const { kind } = entry;
    if (kind in counts) counts[kind as keyof typeof counts] += 1;
    if (kind === 'received') counts.rows += entry.rows.length;
    log.note(textOf(entry));
  });
  const interruption = catchInterrupts();
  try {
    const served = await serve(fileReceiver.receiver, host, port);
    io.stderr.write(`Listening at ${served.url}, writing to ${printable(files.out)}. Ctrl-C ends it.\n`);
    await untilAborted(interruption.signal);
    await served.close();
  } finally {
    interruption.forget();
    log.end();
    fileReceiver.close();
  }
  io.stderr.write(
    `${formatCount(counts.received, 'event')} received, ${formatCount(counts.rows, 'row')} written; ${formatCount(counts.duplicate, 'duplicate')}, ${formatNumber(counts.refused)} refused, ${formatNumber(counts.rejected)} rejected.\n`,
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

/** One thing for the log. */
function textOf(entry: LogEntry): string {
  switch (entry.kind) {
    case 'received':
      return `received ${entry.event ?? 'an event of a name that this version does not know'}`;
    case 'issues':
      return 'met issues in an event, which are in the issues file';
    case 'rejected':
      return `rejected a body (${entry.code}), which is in the rejects file`;
    case 'refused':
      return `refused a request (${entry.code})`;
    case 'failed':
      return `could not take an event (${entry.code}); Zoom will send it again`;
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
