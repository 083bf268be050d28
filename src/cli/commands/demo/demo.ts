import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ReportData } from '../../../report/index.js';
import { createSimulator, type DeliveryReport, deliver } from '../../../testing/index.js';
import { parseArguments } from '../../arguments.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { catchInterrupts } from '../../interrupt-signal.js';
import type { Io } from '../../io.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import { printable } from '../../output/printable.js';
import { writeReport } from '../../output/report-file.js';
import { createFileReceiver } from '../../receive/file-receiver.js';
import { readReceived } from '../../receive/read-received.js';
import { openReceiverFiles } from '../../receive/receiver-files.js';
import { serve } from '../../receive/serve.js';
import {
  readSimulation,
  SIMULATION_OPTIONS,
  type Simulation,
  type SimulationProgress,
  trackProgress,
} from '../../simulation.js';
import { UsageError } from '../../usage-error.js';
import { fillDatabase } from './demo-database.js';
import { startLiveView } from './live-view.js';
import { type DemoFiles, prepareFiles } from './output-files.js';
import { qualityLines } from './quality-lines.js';
import { createStats, type Stats } from './stats.js';

/** An hour in ten seconds. */
const DEFAULT_SPEED = 360;
const CONCURRENCY = 16;

/** Runs `zoom-qss demo`. */
export async function demo(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { values, positionals } = parseArguments(args, {
    ...SIMULATION_OPTIONS,
    out: { type: 'string' },
  });
  if (positionals.length > 0) throw new UsageError('demo takes options only.');
  const simulation = readSimulation(values, DEFAULT_SPEED);
  const simulator = createSimulator({ ...simulation.simulator, faults: true });
  // A closed pipe (`| head`) does not stop the demo from writing its files.
  io.stdout.on('error', () => {});

  const files = prepareFiles(values.out);
  const stats = createStats();
  const delivery = await deliverLocally(simulation, simulator, files, stats, io);
  const records = await readReceived(files, io);
  const report = writeReport(files.report, records, {
    title: 'Zoom call quality, simulated',
    hasIssues: true,
    unreadable: stats.counts.rejected,
  });
  const tables = await fillDatabase(files.database, records, io);
  io.stdout.write(describe(delivery, stats, files, report));
  io.stdout.write(`\n${tables}`);
  const { failed, refused } = stats.counts;
  // An interruption cuts off the running requests, which the receiver then refuses.
  const isComplete = delivery.lost === 0 && failed === 0 && (refused === 0 || delivery.stopped);
  return isComplete ? EXIT.ok : EXIT.rejected;
}

/** Sends a simulation to a receiver on this machine, over HTTP. */
async function deliverLocally(
  { simulator: { minutes }, speed }: Simulation,
  simulator: ReturnType<typeof createSimulator>,
  files: DemoFiles,
  stats: Stats,
  io: Io,
): Promise<DeliveryReport> {
  const secret = randomBytes(24).toString('base64url');
  const progress: SimulationProgress = { deliveries: 0, minute: 0, minutes };
  const opened = await openReceiverFiles(files, io);
  const receiver = createFileReceiver(secret, opened, (entry) => {
    if (entry.kind === 'validated') io.stdout.write('The receiver answered the URL validation.\n');
    stats.add(entry);
  });
  const interrupts = catchInterrupts();
  try {
    const server = await serve(receiver, '127.0.0.1', 0);
    io.stdout.write(
      `Receiver listening on ${server.url}. Sending it ${formatCount(minutes, 'minute')} of calls.\n`,
    );
    const view = startLiveView(io, stats, progress);
    try {
      return await deliver(trackProgress(simulator, progress), {
        url: server.url,
        secret,
        speed,
        concurrency: CONCURRENCY,
        signal: interrupts.signal,
      });
    } finally {
      view.end();
      await server.close();
    }
  } finally {
    interrupts.dispose();
    await opened.close();
  }
}

function describe(
  delivery: DeliveryReport,
  { counts }: Stats,
  files: DemoFiles,
  report: Pick<ReportData, 'overall'> | null,
): string {
  return `
${formatCount(delivery.sent, 'request')} sent, ${formatNumber(delivery.delivered)} answered with 200, ${formatNumber(delivery.lost)} lost${delivery.stopped ? '; interrupted' : ''}.
${formatCount(counts.events, 'event')} stored, ${formatCount(counts.duplicates, 'duplicate')} dropped, ${formatCount(counts.rejected, 'unreadable body')} set aside.
${formatCount(counts.samples, 'sample')} and ${formatCount(counts.snapshots, 'snapshot')} written, ${formatCount(counts.issues, 'issue')} found.
${report === null ? '' : qualityLines(report.overall)}
${filesWritten(files)}`;
}

function filesWritten({ out, issues, rejects, report, database }: DemoFiles): string {
  return Object.entries({
    Samples: out,
    Issues: issues,
    Rejects: rejects,
    Report: report,
    Database: database,
  })
    .filter(([, path]) => existsSync(path))
    .map(([name, path]) => `${name.padEnd(10)}${printable(resolve(path))}\n`)
    .join('');
}
