import { numberIn, parseArguments } from '../../arguments.js';
import { readSimulation, SIMULATION_OPTIONS, type Simulation } from '../../simulation.js';
import { readTime } from '../../time.js';
import { UsageError } from '../../usage-error.js';

export type Options = { readonly simulation: Simulation } & (
  | { readonly url: string; readonly concurrency: number }
  /** The file that gets the bodies; `-` is standard output. */
  | { readonly out: string }
);

const DEFAULT_SPEED = 60;

/** Reads the arguments of `simulate`. @throws {UsageError} if they are invalid */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArguments(args, {
    ...SIMULATION_OPTIONS,
    url: { type: 'string' },
    out: { type: 'string' },
    'allow-remote': { type: 'boolean', default: false },
    concurrency: { type: 'string' },
    faults: { type: 'boolean', default: false },
    start: { type: 'string' },
  });
  if (positionals.length > 0) throw new UsageError('simulate takes options only.');
  const { url, out } = values;
  const { simulator, speed } = readSimulation(values, DEFAULT_SPEED);
  const simulation = {
    simulator: {
      ...simulator,
      faults: values.faults,
      ...(values.start !== undefined && { start: readStart(values.start) }),
    },
    speed,
  };
  if (url && out) throw new UsageError('--url sends the events and --out writes them: give one of the two.');
  if (out && (values.speed ?? values.concurrency ?? (values['allow-remote'] || undefined)) !== undefined)
    throw new UsageError('--speed, --concurrency and --allow-remote are for --url: --out writes at once.');
  if (out) return { simulation, out };
  if (!url) throw new UsageError('No endpoint: add --url url, or --out file.');
  return {
    simulation,
    url: checkUrl(url, values['allow-remote']),
    concurrency: numberIn('--concurrency', values.concurrency ?? '8'),
  };
}

function readStart(text: string): Date {
  const start = text === 'now' ? Date.now() : readTime(text);
  if (start === undefined) throw new UsageError('--start must be now, or a time such as 2026-01-05T09:00Z.');
  return new Date(start);
}

function checkUrl(text: string, isRemoteAllowed: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new UsageError('--url must be an http or https URL without user name and password.');
  if (!isRemoteAllowed && !isLoopback(url.hostname))
    throw new UsageError(
      '--url names another machine, which would get thousands of requests. If its owner agrees, add --allow-remote.',
    );
  return url.href;
}

/** Whether a host, as a URL spells it, is this machine. */
function isLoopback(host: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}
