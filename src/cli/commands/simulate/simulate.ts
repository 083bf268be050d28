import { EndpointError } from '../../../errors.js';
import { createSimulator, type DeliveryReport, deliver } from '../../../testing/index.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { hearOfInterruption } from '../../interruption.js';
import type { Io } from '../../io.js';
import { counted, grouped } from '../../output/counted.js';
import { readCleanSecret } from '../../secret.js';
import { counting, type Told } from '../../story.js';
import { readOptions } from './options.js';

const PROGRESS_EVERY_MS = 5_000;

/** `zoom-qss simulate`. */
export async function simulate(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { url, story, concurrency } = readOptions(args);
  const simulator = createSimulator(story.simulator);
  const secret = await readCleanSecret(io);
  const told: Told = { deliveries: 0, minute: 0, minutes: story.simulator.minutes };
  const progress = setInterval(() => {
    io.stderr.write(`Minute ${told.minute} of ${told.minutes}: ${counted(told.deliveries, 'event')} sent\n`);
  }, PROGRESS_EVERY_MS);
  const interruption = hearOfInterruption();
  const startMs = performance.now();
  try {
    const report = await deliver(counting(simulator, told), {
      url,
      secret,
      concurrency,
      speed: story.speed,
      signal: interruption.signal,
    });
    io.stdout.write(describe(report, performance.now() - startMs));
    return report.delivered === report.sent && !report.stopped ? EXIT.ok : EXIT.rejected;
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    const status = error.status === undefined ? '' : ` (HTTP ${error.status})`;
    const hint = error.status === 401 ? ' Check that both have the same secret.' : '';
    io.stderr.write(`zoom-qss: ${error.message}${status}${hint} Nothing was sent.\n`);
    return EXIT.rejected;
  } finally {
    clearInterval(progress);
    interruption.forget();
  }
}

function describe(report: DeliveryReport, tookMs: number): string {
  const answers = Object.entries(report.answers).map(([status, count]) => `${status}: ${grouped(count)}`);
  const facts: [string, string][] = [
    ['events sent', `${grouped(report.sent)} in ${(tookMs / 1000).toFixed(1)} s`],
    ['delivered', grouped(report.delivered)],
    ['lost', grouped(report.lost)],
    ['sent again', grouped(report.retries)],
    ['answers by status', answers.join(', ') || 'none'],
    ['none within 3 s', grouped(report.timeouts)],
    ['no connection', grouped(report.connectionFailures)],
    ['slowest answer', `${Math.round(report.slowestMs)} ms`],
  ];
  const lines = facts.map(([name, value]) => `${name.padEnd(19)}${value}\n`);
  if (report.stopped) lines.push('It was interrupted.\n');
  return lines.join('');
}
