import { requireObject, requireOptions } from '../../errors/require.js';
import { ArgumentError } from '../../errors.js';
import { createRandom } from '../random.js';
import { DEFAULT_RATES, type FaultRates, type SimulatedDelivery } from './delivery.js';
import { simulateNetwork } from './network.js';
import { SCENARIOS, type Scenario, teamsFor } from './scenarios.js';
import { simulateTeams } from './teams.js';

/** Options of `createSimulator`. */
export interface SimulatorOptions {
  /** The seed of the random numbers, an integer from 0. 1 by default. */
  readonly seed?: number | undefined;
  /**
   * The start of the simulated time. 5 January 2026, 09:00 UTC by default: a fixed date, so that runs are reproducible.
   */
  readonly start?: Date | undefined;
  /** Which people, devices and networks are simulated. `'mixed'` by default. */
  readonly scenario?: Scenario | undefined;
  /** How many people of the account take part at the same time. By default 40 in `'mixed'`, and 6 or 8 in the others. */
  readonly participants?: number | undefined;
  /** The length of the simulated time, in minutes. 60 by default. */
  readonly minutes?: number | undefined;
  /** Faults to inject: none by default, realistic rates for `true`, or the probability of each kind. */
  readonly faults?: boolean | FaultRates | undefined;
}

/**
 * Simulates what Zoom sends over some time: meetings, webinars, Video SDK sessions and phone calls, event by event in
 * order of time. There is a record every minute for each participant, client data on joining and on changes, and
 * summaries on leaving.
 *
 * The events are consistent: ids agree, and a summary has the minimum, average and maximum of its records. An average
 * is the sum of the records' values divided by their count, rounded half up to the last digit of the wire form. A phone
 * summary lists the readings of its call.
 *
 * The simulator is deterministic: equal options give equal bytes, on every machine and at any time. Each iteration
 * starts from the beginning. Events are generated lazily, so memory does not grow with the simulated time.
 *
 * @throws {ArgumentError} `argument_invalid`: an option of the wrong type or out of range
 * @example
 * for (const { body, planted } of createSimulator({ seed: 7, scenario: 'home-wifi-burst-loss', faults: true })) ingest(body)
 */
export function createSimulator(options: SimulatorOptions = {}): Iterable<SimulatedDelivery> {
  requireOptions(options, 'createSimulator', OPTIONS);
  const { scenario = 'mixed', participants, faults = false, start = DEFAULT_START } = options;
  if (typeof scenario !== 'string' || !Object.hasOwn(SCENARIOS, scenario))
    throw new ArgumentError('scenario', `one of ${Object.keys(SCENARIOS).join(', ')}`);
  const seed = requireInteger('seed', options.seed ?? 1, 0, Number.MAX_SAFE_INTEGER);
  const minutes = requireInteger('minutes', options.minutes ?? 60, 1, 527_040);
  if (participants !== undefined) requireInteger('participants', participants, 1, 100_000);
  const startMs = start instanceof Date ? start.getTime() : Number.NaN;
  if (!(startMs >= 0 && startMs < MAX_START_MS))
    throw new ArgumentError('start', 'a valid Date from 1970 to 2200');
  const rates = typeof faults === 'boolean' ? (faults ? DEFAULT_RATES : {}) : checkRates(faults);

  const teams = teamsFor(scenario, participants);
  const range = { startMs, endMs: startMs + minutes * 60_000 };
  return {
    [Symbol.iterator]: () => {
      const random = createRandom(`${scenario} ${seed}`);
      // The names of the forks are part of the seed: other names give other bytes.
      const events = simulateTeams(teams, range, random.fork('story'), rates);
      return simulateNetwork(events, rates, random.fork('faults'));
    },
  };
}

const OPTIONS = { seed: 0, start: 0, scenario: 0, participants: 0, minutes: 0, faults: 0 } as const;

const DEFAULT_START = new Date(Date.UTC(2026, 0, 5, 9));
const MAX_START_MS = Date.UTC(2200, 0);

function requireInteger(argument: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new ArgumentError(argument, `a whole number from ${min} to ${max}`);
}

function checkRates(rates: FaultRates): FaultRates {
  const kinds = Object.keys(DEFAULT_RATES);
  requireObject('faults', rates, 'true, false, or an object of rates');
  for (const [kind, rate] of Object.entries(rates)) {
    if (!kinds.includes(kind)) throw new ArgumentError('faults', `rates of ${kinds.join(', ')}`);
    if (!(typeof rate === 'number' && rate >= 0 && rate <= 1))
      throw new ArgumentError(`faults.${kind}`, 'a number from 0 to 1');
  }
  return rates;
}
