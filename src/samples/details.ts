import type { Path } from '../errors.js';
import { boundsOf } from '../generated/sample.js';
import { DETAIL_FIELDS, type DetailField, LAST_FIELD, readDbm } from './detail-fields.js';
import type { Bound, Metric } from './field.js';
import { type DetailName, METRIC_NAMES, METRICS, type MetricName } from './fields.js';
import type { IssueList, SampleIssueCode } from './issue.js';
import type { MutableBounds, MutableSample } from './sample.js';
import { isCleaned } from './text.js';

/** The item that is being read: its place, its details, and the issues found so far. */
export interface ItemContext {
  readonly path: (index: number) => Path;
  index: number;
  details: object;
  readonly issues: IssueList;
}

/** Reads the `details` of one item into its sample. */
export function readDetails(sample: MutableSample, item: ItemContext): void {
  const { details } = item;
  let field = LAST_FIELD;
  // The fields of one metric follow each other, so its bounds are looked up once.
  let metric: MetricName | undefined;
  let bounds: MutableBounds | undefined;
  let isConsistent = true;
  for (const key in details) {
    const value: unknown = details[key as keyof typeof details];
    if (field.next.wire === key) field = field.next;
    else {
      const found = DETAIL_FIELDS.get(key);
      if (found === undefined) {
        note('field_unknown', key, 'a documented field', item);
        continue;
      }
      field.next = found;
      field = found;
    }
    if (field.metric === undefined) {
      readDetail(sample, field, value, item);
      continue;
    }
    // Metrics have a call of their own: their readers are one function, which V8 inlines here.
    const read = field.read(value);
    if (read === null) continue;
    if (read === undefined) {
      note('value_unreadable', key, field.expected, item);
      continue;
    }
    if (bounds === undefined || field.metric !== metric) {
      isConsistent &&= bounds === undefined || inOrder(bounds);
      metric = field.metric;
      bounds = boundsOf(sample, metric);
    }
    // The reader of a metric returns a number, besides null and undefined.
    if (!storeBound(bounds, field, read as number))
      note('field_unknown', key, 'one field for this value', item);
  }
  // A metric whose fields are apart was incomplete when it was left, so all are looked at again.
  if (bounds !== undefined && !(isConsistent && inOrder(bounds))) checkAllBounds(sample, item);
  // Discard RSSI when `rssi_unit` is not dBm.
  if (sample.rssiDbm !== null && 'rssi_unit' in details && readDbm(details.rssi_unit) === undefined)
    sample.rssiDbm = null;
}

/** Stores one bound, named by literals since a computed name costs more than reading the value; false if it is there already. */
function storeBound(bounds: MutableBounds, { bound }: DetailField, value: number): boolean {
  if (bound === 'min' && bounds.min === null) bounds.min = value;
  else if (bound === 'avg' && bounds.avg === null) bounds.avg = value;
  else if (bound === 'max' && bounds.max === null) bounds.max = value;
  else return false;
  return true;
}

/** Reads a field that is no metric, and stores its value; `rssi_unit` is stored nowhere. */
function readDetail(sample: MutableSample, field: DetailField, value: unknown, item: ItemContext): void {
  const read = field.read(value);
  if (read === undefined) note('value_unreadable', field.wire, field.expected, item);
  else if (isCleaned(value, read))
    item.issues.addCleaned([...item.path(item.index), 'details', field.wire], value);
  const { detail, bound } = field;
  if (detail === undefined || read === undefined || read === null) return;
  // The reader of a detail returns what its field of the sample holds.
  const details = sample as Record<DetailName, unknown>;
  if (bound === undefined) details[detail] = read;
  else details[detail] = { min: null, avg: null, max: null, ...(details[detail] ?? {}), [bound]: read };
}

/** Whether an average is between its bounds, and these are in order. */
function inOrder({ min, avg, max }: MutableBounds): boolean {
  if (avg === null) return min === null || max === null || min <= max;
  return (min === null || min <= avg) && (max === null || avg <= max);
}

function checkAllBounds(sample: MutableSample, item: ItemContext): void {
  for (const name of METRIC_NAMES) {
    const bounds = sample[name];
    if (bounds !== null) checkBounds(name, bounds, item);
  }
}

/** Puts swapped bounds in order, and notes them and an average outside its bounds. */
function checkBounds(name: MetricName, bounds: MutableBounds, item: ItemContext): void {
  const { min, avg, max } = bounds;
  if (min !== null && max !== null && min > max) {
    [bounds.min, bounds.max] = [max, min];
    note('bounds_swapped', wireOf(name, 'min', item), `at most ${wireOf(name, 'max', item)}`, item);
  }
  if (avg === null) return;
  if ((bounds.min !== null && avg < bounds.min) || (bounds.max !== null && avg > bounds.max))
    note('average_outside', wireOf(name, 'avg', item), 'an average between its bounds', item);
}

/** The field of the item that holds a bound. */
function wireOf(name: MetricName, bound: Bound, { details }: ItemContext): string {
  const { wire, read }: Metric = METRICS[name];
  const holder = wire[bound]?.find(
    (field) => typeof read(details[field as keyof typeof details]) === 'number',
  );
  return holder ?? '';
}

function note(
  code: SampleIssueCode,
  key: string,
  expected: string,
  { path, index, details, issues }: ItemContext,
): void {
  const value: unknown = details[key as keyof typeof details];
  issues.add(code, [...path(index), 'details', key], value, expected);
}
