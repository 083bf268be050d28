import { JUDGED_METRICS } from '../generated/metrics.js';

/** A base unit in UCUM, as OpenTelemetry asks for, and how many of Zoom's units make one. */
interface BaseUnit {
  readonly unit: string;
  readonly toBase: (value: number) => number;
}

// Division is exact where multiplying by 0.001 is not: 7 ms is 0.007 s.
const BASE_UNITS = {
  ms: { unit: 's', toBase: (value) => value / 1_000 },
  kbps: { unit: 'bit/s', toBase: (value) => value * 1_000 },
  '%': { unit: '1', toBase: (value) => value / 100 },
  fps: { unit: '1/s', toBase: (value) => value },
} as const satisfies Record<string, BaseUnit>;

/** The metrics whose unit has a base unit. */
export type BaseMetric = {
  [M in keyof typeof JUDGED_METRICS]: (typeof JUDGED_METRICS)[M]['unit'] extends keyof typeof BASE_UNITS
    ? M
    : never;
}[keyof typeof JUDGED_METRICS];

export function baseUnitOf(metric: BaseMetric): BaseUnit {
  return BASE_UNITS[JUDGED_METRICS[metric].unit];
}
