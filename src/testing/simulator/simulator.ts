import { ArgumentError } from '../../errors.js';
import { createRandom } from '../random.js';
import { DEFAULT_RATES, type FaultRates, type SimulatedDelivery } from './delivery.js';
import { disturb } from './disturb.js';
import { roomsFor, SCENARIOS, type Scenario } from './scenarios.js';
import { tellStory } from './story.js';

export interface SimulatorOptions {
  /** Decides everything that is left to chance: a whole number. 1 by default. */
  readonly seed?: number;
  /** When the story begins. 5 January 2026, 09:00 UTC by default: never the present, so that a story can be told again. */
  readonly start?: Date;
  /** `'mixed'` by default. */
  readonly scenario?: Scenario;
  /** How many people of the account take part at a time. By default 40 in `'mixed'`, and 6 or 8 in the others. */
  readonly participants?: number;
  /** How long the story lasts. 60 by default. */
  readonly minutes?: number;
  /** Faults to put in: none by default, those of real life for `true`, or how likely each is. */
  readonly faults?: boolean | FaultRates;
}

/**
 * Simulates what Zoom sends over some time: meetings, webinars, Video SDK sessions and phone calls, event by event in order
 * of time, with a record a minute and participant, client data on joining and on changes, and summaries on leaving.
 *
 * It is coherent: ids agree, and a summary's lowest, average and highest values are those of its records. An average is the
 * sum of the records' values by their number, rounded half up to the last digit of the wire form; a phone summary has the
 * average of each value, and the highest of `max_loss`.
 *
 * It is deterministic: the same options give the same bytes, on any machine and at any time. Each iteration tells the
 * story from its beginning, and makes events as they are asked for, so that memory does not grow with its length.
 *
 * @example
 * for (const { body, planted } of createSimulator({ seed: 7, scenario: 'home-wifi-burst-loss', faults: true })) ingest(body)
 *
 * @throws {ArgumentError} for an option out of range
 */
export function createSimulator(options: SimulatorOptions = {}): Iterable<SimulatedDelivery> {
  const { scenario = 'mixed', participants, faults = false } = options;
  if (!Object.hasOwn(SCENARIOS, scenario)) throw new ArgumentError('scenario', 'the name of a scenario');
  const seed = whole('seed', options.seed ?? 1, 0, Number.MAX_SAFE_INTEGER);
  const minutes = whole('minutes', options.minutes ?? 60, 1, 527_040);
  if (participants !== undefined) whole('participants', participants, 1, 100_000);
  const startMs = (options.start ?? new Date(Date.UTC(2026, 0, 5, 9))).getTime();
  if (!(startMs >= 0 && startMs < MAX_START_MS)) throw new ArgumentError('start', 'a date from 1970 to 2200');
  const rates = typeof faults === 'object' ? checkRates(faults) : faults ? DEFAULT_RATES : {};

  const rooms = roomsFor(scenario, participants);
  const span = { startMs, endMs: startMs + minutes * 60_000 };
  return {
    [Symbol.iterator]: () => {
      const random = createRandom(`${scenario} ${seed}`);
      return disturb(tellStory(rooms, span, random.fork('story'), rates), rates, random.fork('faults'));
    },
  };
}

const MAX_START_MS = Date.UTC(2200, 0);

function whole(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ArgumentError(name, `a whole number from ${least} to ${most}`);
}

function checkRates(rates: FaultRates): FaultRates {
  for (const [kind, rate] of Object.entries(rates)) {
    if (!Object.hasOwn(DEFAULT_RATES, kind))
      throw new ArgumentError('faults', 'rates of faults by their kind');
    if (!(rate >= 0 && rate <= 1)) throw new ArgumentError(`faults.${kind}`, 'a number from 0 to 1');
  }
  return rates;
}
