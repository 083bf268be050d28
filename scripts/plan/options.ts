import { oneOf, parseArguments } from '../../src/cli/arguments.js';
import { UsageError } from '../../src/cli/usage-error.js';
import type { Scenario } from '../../src/testing/index.js';
import { SCENARIOS } from '../../src/testing/simulator/scenarios.js';

/** The numbers that can be given, with what is measured or usual. */
const NUMBERS = {
  participants: '1000000',
  receiver: '2500',
  log: '3900',
  worker: '22000',
  database: '34000',
  peak: '2',
  utilisation: '0.5',
  'log-hours': '72',
  'row-bytes': '640',
  cores: '8',
  'machine-price': '1',
} as const;

type Name = keyof typeof NUMBERS;

export interface Options {
  readonly scenario: Scenario;
  readonly numbers: Readonly<Record<Name, number>>;
}

export const HELP = `Usage: npm run plan -- [option …]

Computes what a number of concurrent participants needs, from rates that were measured (docs/scale.md).

  --participants number    concurrent participants; default ${NUMBERS.participants}
  --scenario name          what they do: quiet-office (default), or another scenario of the simulator
  --receiver number        events a second that one receiver takes; default ${NUMBERS.receiver}
  --log number             … a partition of the log; default ${NUMBERS.log}
  --worker number          rows a second that one worker takes; default ${NUMBERS.worker}
  --database number        … a shard of the database; default ${NUMBERS.database}
  --peak number            how much busier the busiest second is than the average; default ${NUMBERS.peak}
  --utilisation share      which share of its rate a part is to use then, at most 1; default ${NUMBERS.utilisation}
  --log-hours number       how long the log keeps bodies; default ${NUMBERS['log-hours']}
  --row-bytes number       what a row takes in the database; default ${NUMBERS['row-bytes']}
  --cores number           cores of a machine; default ${NUMBERS.cores}
  --machine-price number   the price of a machine for an hour; default ${NUMBERS['machine-price']}
`;

/** Reads the arguments; `undefined` if they ask for help. @throws {UsageError} if they are invalid */
export function readOptions(args: readonly string[]): Options | undefined {
  const defaults = Object.entries(NUMBERS).map(([name, value]) => [name, { type: 'string', default: value }]);
  const { values, positionals } = parseArguments(args, {
    // The names of the table.
    ...(Object.fromEntries(defaults) as Record<Name, { type: 'string'; default: string }>),
    scenario: { type: 'string', default: 'quiet-office' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return undefined;
  if (positionals.length > 0) throw new UsageError('plan takes options only.');
  // The keys of these objects.
  const scenario = oneOf('--scenario', Object.keys(SCENARIOS) as Scenario[], values.scenario);
  const names = Object.keys(NUMBERS) as Name[];
  const numbers = names.map((name) => [name, numberAboveZero(`--${name}`, values[name])]);
  const read = Object.fromEntries(numbers) as Record<Name, number>;
  if (read.utilisation > 1)
    throw new UsageError('--utilisation must be at most 1, all of what a part can do.');
  return { scenario, numbers: read };
}

function numberAboveZero(option: string, value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && number > 0 && Number.isFinite(number)) return number;
  throw new UsageError(`${option} must be a number above 0.`);
}
