import { EndpointError } from '../../../errors.js';
import { createSimulator, deliver } from '../../../testing/index.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { catchInterrupts } from '../../interrupt-signal.js';
import type { Io } from '../../io.js';
import { formatCount } from '../../output/format-count.js';
import { readCleanSecret } from '../../secret.js';
import { type SimulationProgress, trackProgress } from '../../simulation.js';
import { ErrorCodes } from './error-codes.js';
import { type Options, readOptions } from './options.js';
import { Speedometer } from './speedometer.js';
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
  const startMs = performance.now();
  const speedometer = new Speedometer();
  const codes = new ErrorCodes();
  try {
    const report = await deliver(speedometer.pass(trackProgress(simulator, progress)), {
      url,
      secret,
      concurrency,
      speed: simulation.speed,
      fetch: codes.fetch,
      signal: interrupts.signal,
    });
    const tookMs = performance.now() - startMs;
    const asked = simulation.speed;
    io.stdout.write(summaryOf(report, codes, { tookMs, asked, reached: speedometer.speed ?? asked }));
    return report.delivered === report.sent && !report.stopped ? EXIT.ok : EXIT.rejected;
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    const { message, status = 0 } = error;
    const [[code] = []] = codes.of(status);
    const mayBeSecret = code === undefined ? status === 401 || status === 503 : code === 'signature_mismatch';
    const facts = [
      message,
      ...(code === undefined ? [] : [`It answered ${code}.`]),
      ...(mayBeSecret ? ['Check that the endpoint has the same secret.'] : []),
    ];
    io.stderr.write(`zoom-qss: ${facts.join(' ')} Nothing was sent.\n`);
    return EXIT.rejected;
  } finally {
    clearInterval(timer);
    interrupts.dispose();
  }
}
