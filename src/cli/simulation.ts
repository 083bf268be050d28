import type { SimulatedDelivery, SimulatorOptions } from '../testing/index.js';
import { SCENARIOS, type Scenario } from '../testing/simulator/scenarios.js';
import { numberIn, oneOf } from './arguments.js';

/** The options of every command that runs a simulation. */
export const SIMULATION_OPTIONS = {
  scenario: { type: 'string' },
  seed: { type: 'string' },
  participants: { type: 'string' },
  minutes: { type: 'string' },
  speed: { type: 'string' },
} as const;

type Values = { readonly [Name in keyof typeof SIMULATION_OPTIONS]?: string | undefined };

/** The simulation that the options ask for. */
export interface Simulation {
  readonly simulator: SimulatorOptions & { readonly minutes: number };
  /** Simulated time against real time: at 60, an hour takes a minute. */
  readonly speed: number;
}

// The keys of the table.
const SCENARIO_NAMES = Object.keys(SCENARIOS) as Scenario[];
const DEFAULT_MINUTES = 60;

/** Reads the options of a simulation. @throws {UsageError} if a value is not a number or not a scenario */
export function readSimulation(values: Values, defaultSpeed: number): Simulation {
  const { scenario, seed, participants, minutes, speed } = values;
  return {
    simulator: {
      minutes: minutes === undefined ? DEFAULT_MINUTES : numberIn('--minutes', minutes),
      ...(scenario !== undefined && { scenario: oneOf('--scenario', SCENARIO_NAMES, scenario) }),
      ...(seed !== undefined && { seed: numberIn('--seed', seed) }),
      ...(participants !== undefined && { participants: numberIn('--participants', participants) }),
    },
    speed: speed === undefined ? defaultSpeed : numberIn('--speed', speed),
  };
}

/** How far a simulation has come. */
export interface SimulationProgress {
  deliveries: number;
  /** The simulated minute, from 1. */
  minute: number;
  /** The simulated length. */
  readonly minutes: number;
}

/** Passes deliveries on and updates `progress` as each is taken. */
export function* trackProgress(
  deliveries: Iterable<SimulatedDelivery>,
  progress: SimulationProgress,
): Generator<SimulatedDelivery, void, undefined> {
  let firstMs: number | undefined;
  for (const delivery of deliveries) {
    firstMs ??= delivery.atMs;
    progress.deliveries += 1;
    // Late deliveries arrive after the last minute.
    progress.minute = Math.min(Math.floor((delivery.atMs - firstMs) / 60_000) + 1, progress.minutes);
    yield delivery;
  }
}
