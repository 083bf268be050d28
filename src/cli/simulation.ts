import type { SimulatedDelivery, SimulatorOptions } from '../testing/index.js';
import { SCENARIOS, type Scenario } from '../testing/simulator/scenarios.js';
import { numberIn, oneOf } from './arguments.js';

/** The options of commands that tell a story. */
export const SIMULATION_OPTIONS = {
  scenario: { type: 'string' },
  seed: { type: 'string' },
  participants: { type: 'string' },
  minutes: { type: 'string' },
  speed: { type: 'string' },
} as const;

type Values = { readonly [Name in keyof typeof SIMULATION_OPTIONS]?: string | undefined };

/** What was asked for of a story. */
export interface SimulationOptions {
  readonly simulator: SimulatorOptions & { readonly minutes: number };
  /** How much faster than in life. */
  readonly speed: number;
}

// The keys of the table.
const SCENARIO_NAMES = Object.keys(SCENARIOS) as Scenario[];
const USUAL_MINUTES = 60;

/** Reads the options of a story. @throws {UsageError} */
export function readSimulationOptions(values: Values, usualSpeed: number): SimulationOptions {
  const { scenario, seed, participants, minutes, speed } = values;
  return {
    simulator: {
      minutes: minutes === undefined ? USUAL_MINUTES : numberIn('--minutes', minutes),
      ...(scenario !== undefined && { scenario: oneOf('--scenario', SCENARIO_NAMES, scenario) }),
      ...(seed !== undefined && { seed: numberIn('--seed', seed) }),
      ...(participants !== undefined && { participants: numberIn('--participants', participants) }),
    },
    speed: speed === undefined ? usualSpeed : numberIn('--speed', speed),
  };
}

/** How much of a story has been told. */
export interface SimulationProgress {
  deliveries: number;
  /** Of the story, begun. */
  minute: number;
  /** How many there are. */
  readonly minutes: number;
}

/** The deliveries of a story, counted as they are taken. */
export function* trackProgress(
  story: Iterable<SimulatedDelivery>,
  told: SimulationProgress,
): Generator<SimulatedDelivery, void, undefined> {
  let firstMs: number | undefined;
  for (const delivery of story) {
    firstMs ??= delivery.atMs;
    told.deliveries += 1;
    // What was late comes after the end.
    told.minute = Math.min(Math.floor((delivery.atMs - firstMs) / 60_000) + 1, told.minutes);
    yield delivery;
  }
}
