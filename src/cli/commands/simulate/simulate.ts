import { EndpointError } from '../../../errors.js';
import { createSimulator, type DeliveryReport, deliver } from '../../../testing/index.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { catchInterrupts } from '../../interrupt-signal.js';
import type { Io } from '../../io.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import { readCleanSecret } from '../../secret.js';
import { type SimulationProgress, trackProgress } from '../../simulation.js';
import { readOptions } from './options.js';

const PROGRESS_EVERY_MS = 5_000;

/** Runs `zoom-qss simulate`. */
export async function simulate(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { url, simulation, concurrency } = readOptions(args);
  const simulator = createSimulator(simulation.simulator);
  const secret = await readCleanSecret(io);
  const progress: SimulationProgress = { deliveries: 0, minute: 0, minutes: simulation.simulator.minutes };
  const timer = setInterval(() => {
    const { deliveries, minute, minutes } = progress;
    io.stderr.write(`Minute ${minute} of ${minutes}: ${formatCount(deliveries, 'event')} sent\n`);
  }, PROGRESS_EVERY_MS);
  const interrupts = catchInterrupts();
  const startMs = performance.now();
  try {
    const report = await deliver(trackProgress(simulator, progress), {
      url,
      secret,
      concurrency,
      speed: simulation.speed,
      signal: interrupts.signal,
    });
    io.stdout.write(describe(report, performance.now() - startMs));
    return report.delivered === report.sent && !report.stopped ? EXIT.ok : EXIT.rejected;
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    const mayBeSecret = error.status === 401 || error.status === 503;
    const hint = mayBeSecret ? ' Check that the endpoint has the same secret.' : '';
    io.stderr.write(`zoom-qss: ${error.message}${hint} Nothing was sent.\n`);
    return EXIT.rejected;
  } finally {
    clearInterval(timer);
    interrupts.dispose();
  }
}

function describe(report: DeliveryReport, tookMs: number): string {
  const statuses = Object.entries(report.answers).map(
    ([status, count]) => `${status}: ${formatNumber(count)}`,
  );
  const facts: [string, string][] = [
    ['events sent', `${formatNumber(report.sent)} in ${(tookMs / 1000).toFixed(1)} s`],
    ['delivered', formatNumber(report.delivered)],
    ['lost', formatNumber(report.lost)],
    ['retries', formatNumber(report.retries)],
    ['answers by status', statuses.join(', ') || 'none'],
    ['timeouts (3 s)', formatNumber(report.timeouts)],
    ['connection errors', formatNumber(report.connectionFailures)],
    ['slowest answer', `${Math.round(report.slowestMs)} ms`],
  ];
  const lines = facts.map(([name, value]) => `${name.padEnd(19)}${value}\n`);
  if (report.stopped) lines.push('Interrupted.\n');
  return lines.join('');
}
