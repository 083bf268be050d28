import { interned } from '../shapes/interned.js';
import { inRing, type Unlinked } from '../shapes/ring.js';
import { readResolution } from '../values/resolution.js';
import { parseScore } from '../values/score.js';
import { BOUNDS, type Bound, METRICS, type Metric } from './metrics.js';
import { readText } from './text.js';
import type { QosSample, SampleMetrics } from './types.js';

export type MetricName = keyof SampleMetrics;
export const METRIC_NAMES = /* @__PURE__ */ Object.keys(METRICS) as MetricName[];

/**
 * One field of `details`, and where its value goes in a sample: to one bound of a metric, to one bound of the CPU's
 * pressure, to a field of its own; the unit of the signal strength goes nowhere.
 *
 * All have all properties, in one order, so that reading one costs the same whichever it is.
 */
export interface DetailField {
  /** The field's name on the wire. */
  readonly wire: string;
  readonly target: 'metric' | 'cpuPressure' | 'own' | 'rssiUnit';
  /** With the target `metric`. */
  readonly metric: MetricName | undefined;
  /** A bit of its own for each metric. */
  readonly bit: number;
  /** With the targets `metric` and `cpuPressure`. */
  readonly bound: Bound | undefined;
  /** With the target `own`. */
  readonly name: OwnName | undefined;
  /** Gives `null` for a blank, `undefined` for what cannot be read. */
  readonly read: (value: unknown) => unknown;
  /** What is expected, to name in an issue. */
  readonly expected: string;
  /** The field met after this one last time, tried before the look-up: the items of an event are alike. */
  next: DetailField;
}

export type OwnName = Extract<
  keyof QosSample,
  'resolution' | 'quality' | 'qualityScore' | 'mos' | 'network' | 'notification'
>;

const OWN_FIELDS: readonly [wire: string, name: OwnName, read: DetailField['read'], expected: string][] = [
  ['resolution', 'resolution', readResolution, 'a resolution'],
  ['quality', 'quality', readText, 'text'],
  ['quality_score', 'qualityScore', parseScore.read, 'a score'],
  ['mos', 'mos', parseScore.read, 'a score'],
  ['network', 'network', readText, 'text'],
  ['network_notification', 'notification', readText, 'text'],
];

function allFields(): readonly DetailField[] {
  const fields: Unlinked<DetailField>[] = [];
  const add = (
    wire: string,
    target: DetailField['target'],
    read: DetailField['read'],
    expected: string,
    bound?: Bound,
    metric?: MetricName,
    name?: OwnName,
  ) => {
    const bit = metric === undefined ? 0 : 1 << METRIC_NAMES.indexOf(metric);
    fields.push({ wire: interned(wire), target, metric, bit, bound, name, read, expected, next: undefined });
  };
  for (const metric of METRIC_NAMES) {
    const { wire, unit, read }: Metric = METRICS[metric];
    for (const bound of BOUNDS)
      for (const field of wire[bound] ?? []) add(field, 'metric', read, `a number in ${unit}`, bound, metric);
  }
  for (const bound of BOUNDS)
    add(`system_${bound}_cpu_pressure_level`, 'cpuPressure', readText, 'text', bound);
  for (const [wire, name, read, expected] of OWN_FIELDS)
    add(wire, 'own', read, expected, undefined, undefined, name);
  add('rssi_unit', 'rssiUnit', readDbm, 'dBm');
  return inRing<DetailField>(fields);
}

function readDbm(value: unknown): string | null | undefined {
  const unit = readText(value);
  return unit === null || unit?.toLowerCase() === 'dbm' ? unit : undefined;
}

const FIELDS = /* @__PURE__ */ allFields();

/** Every field of `details` this library knows, by its name on the wire. */
export const DETAIL_FIELDS: ReadonlyMap<string, DetailField> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ FIELDS.map((field) => [field.wire, field]),
);

/** The last field, from which a walk begins: its `next` is the likely first. */
export const LAST_FIELD = /* @__PURE__ */ FIELDS.at(-1) as DetailField;
