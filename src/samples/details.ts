import type { Path } from '../errors.js';
import { type Bound, DETAIL_FIELDS, LAST_FIELD, type MetricName } from './detail-fields.js';
import { issue } from './issue.js';
import type { Bounds, QosSample, SampleIssue } from './types.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A sample in the making. */
export type Draft = Mutable<QosSample>;

/** Where an item stands, and where to say what was met in it. */
export interface Place {
  readonly path: (index: number) => Path;
  readonly index: number;
  readonly issues: SampleIssue[];
}

/** Reads the `details` of one item into its sample. */
export function readDetails(details: object, sample: Draft, place: Place): void {
  const { issues } = place;
  let field = LAST_FIELD;
  let rssiUnit = 'dBm';
  // The bounds of one metric come one after another, so that they are looked up once.
  let metric: MetricName | undefined;
  let bounds: Mutable<Bounds> = { min: null, avg: null, max: null };
  for (const key in details) {
    const value: unknown = details[key as keyof typeof details];
    if (field.next.wire === key) field = field.next;
    else {
      const found = DETAIL_FIELDS.get(key);
      if (found === undefined) {
        issues.push(issue('field_unknown', pathTo(key, place), value, 'a documented field'));
        continue;
      }
      field.next = found;
      field = found;
    }
    const read = field.read(value);
    if (read === null) continue;
    if (read === undefined) {
      issues.push(issue('value_unreadable', pathTo(key, place), value, field.expected));
      continue;
    }
    // Each cast below is proved by the field: it has what its target needs, and its reader gives what its place holds.
    switch (field.target) {
      case 'metric':
        if (field.metric !== metric) {
          metric = field.metric as MetricName;
          bounds = sample[metric] ?? { min: null, avg: null, max: null };
          sample[metric] = bounds;
        }
        if (!fill(bounds, field.bound, read as number)) {
          issues.push(issue('field_unknown', pathTo(key, place), value, 'one field for this value'));
        }
        if (bounds.min !== null && bounds.max !== null && bounds.min > bounds.max) {
          [bounds.min, bounds.max] = [bounds.max, bounds.min];
          issues.push(issue('bounds_swapped', pathTo(key, place), value, 'a minimum of at most the maximum'));
        }
        break;
      case 'cpuPressure':
        sample.cpuPressure = { ...(sample.cpuPressure ?? NO_BOUNDS), [field.bound as Bound]: read as string };
        break;
      case 'own':
        (sample as Record<string, unknown>)[field.name as string] = read;
        break;
      case 'rssiUnit':
        rssiUnit = read as string;
    }
  }
  if (rssiUnit.toLowerCase() !== 'dbm') {
    sample.rssiDbm = null;
    issues.push(issue('value_unreadable', pathTo('rssi_unit', place), rssiUnit, 'dBm'));
  }
}

const NO_BOUNDS = { min: null, avg: null, max: null } as const;

/** Sets one bound unless it is set. Spelled out, since a computed name costs more than reading the value does. */
function fill(bounds: Mutable<Bounds>, bound: Bound | undefined, value: number): boolean {
  switch (bound) {
    case 'min':
      if (bounds.min !== null) return false;
      bounds.min = value;
      return true;
    case 'avg':
      if (bounds.avg !== null) return false;
      bounds.avg = value;
      return true;
    case 'max':
      if (bounds.max !== null) return false;
      bounds.max = value;
      return true;
    default:
      return false;
  }
}

function pathTo(key: string, { path, index }: Place): Path {
  return [...path(index), 'details', key];
}
