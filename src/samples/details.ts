import type { Path } from '../errors.js';
import type { Resolution } from '../values/index.js';
import {
  DETAIL_FIELDS,
  type DetailField,
  LAST_FIELD,
  type MetricName,
  type OwnName,
} from './detail-fields.js';
import type { Draft } from './empty-sample.js';
import { issue } from './issue.js';
import { type Bound, METRICS, type Metric } from './metrics.js';
import type { Bounds, SampleIssue, SampleIssueCode } from './types.js';

/** The item being read: where it stands, what it holds, and where to say what was met in it. */
export interface Place {
  readonly path: (index: number) => Path;
  index: number;
  details: object;
  readonly issues: SampleIssue[];
}

/** Reads the `details` of one item into its sample. */
export function readDetails(sample: Draft, place: Place): void {
  const { details } = place;
  let field = LAST_FIELD;
  // The bounds of one metric come one after another, so that they are gathered here and stored together.
  let metric: MetricName | undefined;
  let seen = 0;
  let min: number | null = null;
  let avg: number | null = null;
  let max: number | null = null;
  let isOtherUnit = false;
  for (const key in details) {
    const value: unknown = details[key as keyof typeof details];
    if (field.next.wire === key) field = field.next;
    else {
      const found = DETAIL_FIELDS.get(key);
      if (found === undefined) {
        note('field_unknown', key, 'a documented field', place);
        continue;
      }
      field.next = found;
      field = found;
    }
    if (field.target !== 'metric') {
      const isRead = readOther(field, value, sample, place);
      if (!isRead && field.target === 'rssiUnit') isOtherUnit = true;
      continue;
    }
    // Metrics have a call of their own: their readers are alike, and the compiler makes them part of this loop.
    const read = field.read(value);
    if (read === null) continue;
    if (read === undefined) {
      note('value_unreadable', key, field.expected, place);
      continue;
    }
    if (field.metric !== metric) {
      if (metric !== undefined) store(sample, metric, inOrder(metric, min, avg, max, place));
      metric = field.metric as MetricName;
      // Hardly ever does a metric come in two parts.
      const known: Bounds | null = seen & field.bit ? sample[metric] : null;
      seen |= field.bit;
      min = known?.min ?? null;
      avg = known?.avg ?? null;
      max = known?.max ?? null;
    }
    // What the reader of a metric gives, besides null and undefined, is a number.
    if (field.bound === 'min' && min === null) min = read as number;
    else if (field.bound === 'avg' && avg === null) avg = read as number;
    else if (field.bound === 'max' && max === null) max = read as number;
    else note('field_unknown', key, 'one field for this value', place);
  }
  if (metric !== undefined) store(sample, metric, inOrder(metric, min, avg, max, place));
  // Numbers in another unit are none in dBm.
  if (isOtherUnit) sample.rssiDbm = null;
}

/** `sample[metric] = bounds`, spelled out: a name that is computed costs more than reading three values does. */
function store(sample: Draft, metric: MetricName, bounds: Bounds): void {
  switch (metric) {
    case 'bitrateKbps':
      sample.bitrateKbps = bounds;
      break;
    case 'latencyMs':
      sample.latencyMs = bounds;
      break;
    case 'jitterMs':
      sample.jitterMs = bounds;
      break;
    case 'lossPercent':
      sample.lossPercent = bounds;
      break;
    case 'frameRateFps':
      sample.frameRateFps = bounds;
      break;
    case 'zoomCpuPercent':
      sample.zoomCpuPercent = bounds;
      break;
    case 'systemCpuPercent':
      sample.systemCpuPercent = bounds;
      break;
    case 'rssiDbm':
      sample.rssiDbm = bounds;
      break;
    default:
      metric satisfies never;
  }
}

function inOrder(
  metric: MetricName,
  min: number | null,
  avg: number | null,
  max: number | null,
  place: Place,
): Bounds {
  if (min === null || max === null || min <= max) return { min, avg, max };
  const { wire }: Metric = METRICS[metric];
  note('bounds_swapped', wire.min?.[0] ?? '', `at most ${wire.max?.[0]}`, place);
  return { min: max, avg, max: min };
}

const NO_BOUNDS: Bounds<string> = { min: null, avg: null, max: null };

/** Reads a field that is no metric; whether it could be read. */
function readOther(field: DetailField, value: unknown, sample: Draft, place: Place): boolean {
  const read = field.read(value);
  if (read === undefined) {
    note('value_unreadable', field.wire, field.expected, place);
    return false;
  }
  if (read === null) return true;
  // What the reader of a field gives, besides null and undefined, is what the sample has in its place.
  if (field.target === 'own') storeOwn(sample, field.name as OwnName, read);
  if (field.target === 'cpuPressure') {
    sample.cpuPressure = { ...(sample.cpuPressure ?? NO_BOUNDS), [field.bound as Bound]: read as string };
  }
  return true;
}

/** The same for what is no metric: these three come in most events. */
function storeOwn(sample: Draft, name: OwnName, read: unknown): void {
  if (name === 'resolution') sample.resolution = read as Resolution;
  else if (name === 'quality') sample.quality = read as string;
  else if (name === 'qualityScore') sample.qualityScore = read as number;
  else (sample as Record<string, unknown>)[name] = read;
}

function note(code: SampleIssueCode, key: string, expected: string, place: Place): void {
  const value: unknown = place.details[key as keyof typeof place.details];
  place.issues.push(issue(code, [...place.path(place.index), 'details', key], value, expected));
}
