import { readResolution } from '../values/resolution.js';
import { readScore } from '../values/score.js';
import { METRICS, type Metric } from './metrics.js';
import { readText } from './text.js';
import type { QosSample, SampleMetrics } from './types.js';

export type MetricName = keyof SampleMetrics;
export const METRIC_NAMES = /* @__PURE__ */ Object.keys(METRICS) as MetricName[];

export const BOUNDS = ['min', 'avg', 'max'] as const;

interface Common {
  /** The field's name on the wire. */
  readonly wire: string;
  /** Gives `null` for a blank, `undefined` for what cannot be read. */
  readonly read: (value: unknown) => unknown;
  /** What is expected, to name in an issue. */
  readonly expected: string;
  /** The field met after this one last time, tried before the look-up: the items of an event are alike. */
  next: DetailField;
}

/** One field of `details`, and where its value goes in a sample. */
export type DetailField = Common &
  (
    | { readonly kind: 'bound'; readonly slot: number }
    | { readonly kind: 'level'; readonly bound: (typeof BOUNDS)[number] }
    | { readonly kind: 'field'; readonly name: LoneName }
    | { readonly kind: 'rssi_unit' }
  );

type LoneName = Extract<
  keyof QosSample,
  'resolution' | 'quality' | 'qualityScore' | 'mos' | 'network' | 'notification'
>;

// Apart, since Omit over a union would forget what tells its members apart.
type Unlinked = DetailField extends infer F ? (F extends unknown ? Omit<F, 'next'> : never) : never;

const LONE_FIELDS: readonly [wire: string, name: LoneName, read: Common['read'], expected: string][] = [
  ['resolution', 'resolution', readResolution, 'a resolution'],
  ['quality', 'quality', readText, 'text'],
  ['quality_score', 'qualityScore', readScore, 'a score'],
  ['mos', 'mos', readScore, 'a score'],
  ['network', 'network', readText, 'text'],
  ['network_notification', 'notification', readText, 'text'],
];

function* unlinkedFields(): Generator<Unlinked> {
  for (const [metric, name] of METRIC_NAMES.entries()) {
    const { wire, read, expected }: Metric = METRICS[name];
    for (const [index, bound] of BOUNDS.entries()) {
      const slot = metric * BOUNDS.length + index;
      for (const field of wire[bound] ?? []) yield { wire: field, kind: 'bound', slot, read, expected };
    }
  }
  for (const bound of BOUNDS) {
    yield {
      wire: `system_${bound}_cpu_pressure_level`,
      kind: 'level',
      bound,
      read: readText,
      expected: 'text',
    };
  }
  for (const [wire, name, read, expected] of LONE_FIELDS) yield { wire, kind: 'field', name, read, expected };
  yield { wire: 'rssi_unit', kind: 'rssi_unit', read: readText, expected: 'dBm' };
}

function linkedFields(): DetailField[] {
  const fields = [...unlinkedFields()] as DetailField[];
  // The last is followed by the first, so that each has a successor.
  for (const [index, field] of fields.entries())
    field.next = fields[(index + 1) % fields.length] as DetailField;
  return fields;
}

const FIELDS = /* @__PURE__ */ linkedFields();

/** Every field of `details` this library knows, by its name on the wire. */
export const DETAIL_FIELDS: ReadonlyMap<string, DetailField> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ FIELDS.map((field) => [field.wire, field]),
);

/** The last field, from which a walk begins: its `next` is the likely first. */
export const LAST_FIELD = /* @__PURE__ */ FIELDS.at(-1) as DetailField;
