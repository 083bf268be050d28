import { EndpointError } from '../../../errors.js';
import { createSimulator, deliver, type SimulatedDelivery } from '../../../testing/index.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { catchInterrupts } from '../../interrupt-signal.js';
import type { Io } from '../../io.js';
import { formatCount } from '../../output/format-count.js';
import { readCleanSecret } from '../../secret.js';
import { type SimulationProgress, trackProgress } from '../../simulation.js';
import { type Options, readOptions } from './options.js';
import { summaryOf } from './summary.js';
import { writeBodies } from './write-bodies.js';

const PROGRESS_EVERY_MS = 5_000;

/** Runs `zoom-qss simulate`. */
export function simulate(args: readonly string[], io: Io): Promise<ExitStatus> {
  const options = readOptions(args);
  return 'out' in options ? writeBodies(options, io) : send(options, io);
}

async function send(
  { url, simulation, concurrency }: Extract<Options, { url: string }>,
  io: Io,
): Promise<ExitStatus> {
  const simulator = createSimulator(simulation.simulator);
  const secret = await readCleanSecret(io);
  const progress: SimulationProgress = { deliveries: 0, minute: 0, minutes: simulation.simulator.minutes };
  const timer = setInterval(() => {
    const { deliveries, minute, minutes } = progress;
    io.stderr.write(`Minute ${minute} of ${minutes}: ${formatCount(deliveries, 'event')} sent\n`);
  }, PROGRESS_EVERY_MS);
  const interrupts = catchInterrupts();
  const clock: Clock = { startMs: performance.now(), lastMs: 0, simulatedMs: 0 };
  try {
    const report = await deliver(clocked(trackProgress(simulator, progress), clock), {
      url,
      secret,
      concurrency,
      speed: simulation.speed,
      signal: interrupts.signal,
    });
    const { startMs, lastMs, simulatedMs } = clock;
    const reached = simulatedMs / (lastMs - startMs);
    const tookMs = performance.now() - startMs;
    io.stdout.write(summaryOf(report, { tookMs, reached, asked: simulation.speed }));
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

/** When the first and the last delivery were taken, and how much later the last is in simulated time. */
interface Clock {
  readonly startMs: number;
  lastMs: number;
  simulatedMs: number;
}

function* clocked(deliveries: Iterable<SimulatedDelivery>, clock: Clock): Generator<SimulatedDelivery, void> {
  let firstMs: number | undefined;
  for (const delivery of deliveries) {
    firstMs ??= delivery.atMs;
    yield delivery;
    // The next one is asked for once this one is on its way.
    clock.lastMs = performance.now();
    clock.simulatedMs = delivery.atMs - firstMs;
  }
}
