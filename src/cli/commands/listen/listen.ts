import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { catchInterrupts } from '../../interrupt-signal.js';
import type { Io } from '../../io.js';
import { checkWritable } from '../../output/check-writable.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import { printable } from '../../output/printable.js';
import { reportLine, writeReport } from '../../output/report-file.js';
import { createFileReceiver, type LogEntry } from '../../receive/file-receiver.js';
import { readReceived } from '../../receive/read-received.js';
import { serve } from '../../receive/serve.js';
import { readCleanSecret } from '../../secret.js';
import { createCoalescingLog } from './coalescing-log.js';
import { readOptions } from './options.js';

/** Runs `zoom-qss listen`. */
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
    log.write(textOf(entry));
  });
  const interrupts = catchInterrupts();
  try {
    const server = await serve(fileReceiver.receiver, host, port);
    io.stderr.write(`Listening on ${server.url}, writing to ${printable(files.out)}. Stop with Ctrl-C.\n`);
    await aborted(interrupts.signal);
    await server.close();
  } finally {
    interrupts.dispose();
    log.end();
    fileReceiver.close();
  }
  io.stderr.write(
    `${formatCount(counts.received, 'event')} received, ${formatCount(counts.rows, 'row')} written; ` +
      `${formatCount(counts.duplicate, 'duplicate')}, ${formatNumber(counts.refused)} refused, ` +
      `${formatNumber(counts.rejected)} rejected.\n`,
  );
  if (report !== undefined) {
    const records = await readReceived(files, io);
    writeReport(report, records, { hasIssues: true, unreadable: await countLines(files.rejects) });
    io.stderr.write(reportLine(report, records));
  }
  return counts.failed === 0 ? EXIT.ok : EXIT.rejected;
}

/** Counts the bodies in a file of rejects, those of earlier runs too. Zoom's bodies have no line breaks. */
async function countLines(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  let lines = 0;
  for await (const line of createInterface(createReadStream(path))) if (line.trim() !== '') lines += 1;
  return lines;
}

function textOf(entry: LogEntry): string {
  switch (entry.kind) {
    case 'received':
      return `received ${entry.event ?? 'an event with an unknown name'}`;
    case 'issues':
      return 'found issues in an event, see the issues file';
    case 'rejected':
      return `rejected a body (${entry.code}), see the rejects file`;
    case 'refused':
      return `refused a request (${entry.code})`;
    case 'failed':
      return `failed to store an event (${entry.code}); Zoom will retry`;
    case 'duplicate':
      return 'dropped a duplicate';
    case 'validated':
      return 'answered a URL validation';
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}
