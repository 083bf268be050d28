import { numberIn, parseArguments } from '../../arguments.js';
import { readSimulationOptions, SIMULATION_OPTIONS, type SimulationOptions } from '../../simulation.js';
import { UsageError } from '../../usage-error.js';

export interface Options {
  readonly url: string;
  readonly story: SimulationOptions;
  readonly concurrency: number;
}

const USUAL_SPEED = 60;

/** Reads the arguments of `simulate`. @throws {UsageError} */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArguments(args, {
    ...SIMULATION_OPTIONS,
    url: { type: 'string' },
    'allow-remote': { type: 'boolean', default: false },
    concurrency: { type: 'string', default: '8' },
    faults: { type: 'boolean', default: false },
  });
  if (!values.url || positionals.length > 0) throw new UsageError('Say where to send: --url url.');
  const { simulator, speed } = readSimulationOptions(values, USUAL_SPEED);
  return {
    url: checkUrl(values.url, values['allow-remote']),
    story: { simulator: { ...simulator, faults: values.faults }, speed },
    concurrency: numberIn('--concurrency', values.concurrency),
  };
}

function checkUrl(text: string, mayBeRemote: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new UsageError('--url takes an http or https URL without user name.');
  if (!mayBeRemote && !isLoopback(url.hostname))
    throw new UsageError(
      'The URL is that of another machine, which gets thousands of requests: add --allow-remote.',
    );
  return url.href;
}

/** Whether a host, as URLs write it, is this machine. */
function isLoopback(host: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}
