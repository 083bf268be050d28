import { createWriter } from '../../../store/index.js';
import type { Database } from '../../database/database.js';
import { openDatabase } from '../../database/open-database.js';
import { EVERYTHING, reportDatabase } from '../../database/report-database.js';
import { explained } from '../../database/sqlstate.js';
import type { StoreTarget } from '../../database/target.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { catchInterrupts } from '../../interrupt-signal.js';
import type { Io } from '../../io.js';
import { checkReplaceable } from '../../output/check-writable.js';
import { FileInUseError } from '../../output/file-lock.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import { printable } from '../../output/printable.js';
import { countsOf, reportLine, writeReport } from '../../output/report-file.js';
import { codeOf, createFileReceiver, type LogEntry } from '../../receive/file-receiver.js';
import { countUnreadable, readReceived } from '../../receive/read-received.js';
import { type OpenReceiverFiles, openReceiverFiles, STDOUT } from '../../receive/receiver-files.js';
import { serve } from '../../receive/serve.js';
import { readCleanSecrets } from '../../secret.js';
import { createCoalescingLog } from './coalescing-log.js';
import { readOptions } from './options.js';

/** How long the process waits for a reader of standard output before it ends. */
const STUCK_READER_MS = 500;

/** Runs `zoom-qss listen`. */
export async function listen(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { files: paths, store, fsync, report, host, port } = readOptions(args, io);
  if (report !== undefined) checkReplaceable(report);
  const secrets = await readCleanSecrets(io);
  const files = await openReceiverFiles(paths, {
    stdout: io.stdout,
    fsync,
    onShared: (path, mode) =>
      io.stderr.write(
        `Warning: other users can read ${printable(path)} (mode ${mode}). It holds personal data.\n`,
      ),
  });
  const database = store === undefined ? undefined : await openOrClose(store, files);
  const writer = database === undefined ? undefined : createWriter(database.store);
  const counts = { received: 0, rows: 0, duplicate: 0, refused: 0, rejected: 0, failed: 0 };
  const log = createCoalescingLog(io.stderr);
  const interrupts = catchInterrupts();
  const readerGone = new AbortController();

  const receiver = createFileReceiver(secrets, { ...files, store: writer }, (entry) => {
    const { kind } = entry;
    if (kind in counts) counts[kind as keyof typeof counts] += 1;
    if (kind === 'received') counts.rows += entry.rows.length;
    log.write(textOf(entry));
    if (kind === 'failed' && entry.holder !== undefined) log.write(entry.holder);
    if (kind === 'failed' && entry.code === 'EPIPE' && paths.out === STDOUT) readerGone.abort();
  });
  const reopen = (): void => {
    files.reopen().then(
      () => log.write('reopened its files'),
      (error) => {
        log.write(`failed to reopen its files (${codeOf(error)})`);
        if (error instanceof FileInUseError) log.write(printable(error.message));
      },
    );
  };
  process.on('SIGHUP', reopen);
  try {
    const server = await serve(receiver, host, port);
    try {
      await files.create();
      const outputs = [paths.out === STDOUT ? 'standard output' : paths.out, database?.name];
      const names = outputs.filter((name) => name !== undefined).map(printable);
      io.stderr.write(`Listening on ${server.url}, writing to ${names.join(' and ')}. Stop with Ctrl-C.\n`);
      await aborted(AbortSignal.any([interrupts.signal, readerGone.signal]));
      if (readerGone.signal.aborted) io.stderr.write('The reader of standard output has gone.\n');
    } finally {
      await server.close();
    }
  } finally {
    process.off('SIGHUP', reopen);
    interrupts.dispose();
    log.end();
    await database?.close(writer?.close());
    await files.close();
  }
  io.stderr.write(
    `${formatCount(counts.received, 'event')} received, ${formatCount(counts.rows, 'row')} written; ` +
      `${formatCount(counts.duplicate, 'duplicate')}, ${formatNumber(counts.refused)} refused, ` +
      `${formatNumber(counts.rejected)} rejected${counts.failed > 0 ? `, ${formatNumber(counts.failed)} failed` : ''}.\n`,
  );
  // A reader that takes nothing would keep the process running. What it has not taken was not acknowledged.
  if (io.stdout.writableLength > 0) setTimeout(() => process.exit(), STUCK_READER_MS).unref();
  // A database has what earlier runs stored, too, as the file has.
  const hasFile = paths.out !== undefined && paths.out !== STDOUT;
  if (report !== undefined && store !== undefined && !hasFile) {
    const unreadable = await countUnreadable(paths, io);
    await reportDatabase(store, report, { selection: EVERYTHING, unreadable }, io);
  } else if (report !== undefined) {
    const records = await readReceived(paths, io);
    const data = writeReport(report, records, {
      hasIssues: true,
      unreadable: await countUnreadable(paths, io),
    });
    io.stderr.write(reportLine(report, countsOf(records), data));
  }
  return counts.failed === 0 ? EXIT.ok : EXIT.rejected;
}

/** Opens the database. If that fails, it closes the files, whose locks would last. */
async function openOrClose(store: StoreTarget, files: OpenReceiverFiles): Promise<Database> {
  try {
    return await openDatabase(store);
  } catch (error) {
    await files.close();
    throw error;
  }
}

function textOf(entry: LogEntry): string {
  switch (entry.kind) {
    case 'received':
      return `received ${entry.event ?? 'an event with an unknown name, see the rejects file'}`;
    case 'issues':
      return 'found issues in an event';
    case 'rejected':
      return `rejected a body (${entry.code}), see the rejects file`;
    case 'refused':
      return `refused a request (${entry.code})`;
    case 'failed':
      return `failed to store an event (${explained(entry.code)}); Zoom will retry`;
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
