import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSimulator, type DeliveryReport, deliver } from '../../../testing/index.js';
import { parseArguments } from '../../arguments.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { checkPaths } from '../../input/inputs.js';
import { catchInterrupts } from '../../interrupt-signal.js';
import type { Io } from '../../io.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import { printable } from '../../output/printable.js';
import { writeReport } from '../../output/report-file.js';
import { createFileReceiver } from '../../receive/file-receiver.js';
import { serve } from '../../receive/serve.js';
import {
  readSimulationOptions,
  SIMULATION_OPTIONS,
  type SimulationOptions,
  type SimulationProgress,
  trackProgress,
} from '../../simulation.js';
import { UsageError } from '../../usage-error.js';
import { startLiveView } from './live-view.js';
import { type DemoFiles, prepareFolder } from './output-files.js';
import { createStats, type Stats } from './stats.js';

/** An hour in ten seconds. */
const USUAL_SPEED = 360;
const CONCURRENCY = 16;

/** `zoom-qss demo`. */
export async function demo(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { values, positionals } = parseArguments(args, {
    ...SIMULATION_OPTIONS,
    out: { type: 'string' },
  });
  if (positionals.length > 0) throw new UsageError('It takes options only.');
  const story = readSimulationOptions(values, USUAL_SPEED);
  const simulator = createSimulator({ ...story.simulator, faults: true });
  // Whoever has enough of it can close the pipe, and still gets the files.
  io.stdout.on('error', () => {});

  const files = prepareFolder(values.out);
  const stats = createStats();
  const sent = await sendThrough(story, simulator, files, stats, io);
  const inputs = [files.out, files.issues].filter((path) => existsSync(path));
  await writeReport(files.report, checkPaths({ inputs, rejects: undefined, issues: undefined }, io), {
    title: 'Zoom call quality, simulated',
    hasIssues: true,
    unreadable: stats.counts.rejected,
  });
  io.stdout.write(describe(sent, stats, files));
  const isWell = sent.lost === 0 && stats.counts.failed === 0;
  return isWell ? EXIT.ok : EXIT.rejected;
}

/** Sends a story through a receiver on this machine, over HTTP. */
async function sendThrough(
  { simulator: { minutes }, speed }: SimulationOptions,
  simulator: ReturnType<typeof createSimulator>,
  files: DemoFiles,
  stats: Stats,
  io: Io,
): Promise<DeliveryReport> {
  const secret = randomBytes(24).toString('base64url');
  const told: SimulationProgress = { deliveries: 0, minute: 0, minutes };
  const fileReceiver = createFileReceiver(secret, files, (entry) => {
    if (entry.kind === 'validated') io.stdout.write('The endpoint answered the URL validation.\n');
    stats.note(entry);
  });
  const interruption = catchInterrupts();
  try {
    const served = await serve(fileReceiver.receiver, '127.0.0.1', 0);
    io.stdout.write(
      `A receiver listens at ${served.url}. Sending it ${formatCount(minutes, 'minute')} of calls.\n`,
    );
    const view = startLiveView(io, stats, told);
    try {
      return await deliver(trackProgress(simulator, told), {
        url: served.url,
        secret,
        speed,
        concurrency: CONCURRENCY,
        signal: interruption.signal,
      });
    } finally {
      view.end();
      await served.close();
    }
  } finally {
    interruption.forget();
    fileReceiver.close();
  }
}

function describe(sent: DeliveryReport, { counts }: Stats, files: DemoFiles): string {
  return `
${formatCount(sent.sent, 'request')} sent, ${formatNumber(sent.delivered)} answered with 200, ${formatNumber(sent.lost)} lost${sent.stopped ? '; interrupted' : ''}.
${formatCount(counts.events, 'event')} taken, ${formatCount(counts.duplicates, 'duplicate')} dropped, ${formatCount(counts.rejected, 'unreadable body')} kept aside.
${formatCount(counts.samples, 'sample')} and ${formatCount(counts.snapshots, 'snapshot')} written, ${formatCount(counts.issues, 'issue')} met.

${filesWritten(files)}`;
}

function filesWritten({ out, issues, rejects, report }: DemoFiles): string {
  return Object.entries({ Samples: out, Issues: issues, Rejects: rejects, Report: report })
    .filter(([, path]) => existsSync(path))
    .map(([name, path]) => `${name.padEnd(9)}${printable(resolve(path))}\n`)
    .join('');
}
