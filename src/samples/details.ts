import type { Path } from '../errors.js';
import { BOUNDS, DETAIL_FIELDS, LAST_FIELD, METRIC_NAMES } from './detail-fields.js';
import { issue } from './issue.js';
import { METRICS, type Metric } from './metrics.js';
import type { Bounds, QosSample, SampleIssue } from './types.js';

/** A sample in the making. */
export type Draft = { -readonly [K in keyof QosSample]: QosSample[K] };

// Numbers wait here until an item is read whole: three to a metric, in the order of BOUNDS. Filled and emptied within one
// call that calls nobody back, so that one place serves all.
const waiting = new Float64Array(METRIC_NAMES.length * BOUNDS.length);

/** Reads the `details` of one item into its sample. */
export function readDetails(details: object, sample: Draft, path: () => Path, issues: SampleIssue[]): void {
  // One bit for each number that waits.
  let set = 0;
  let rssiUnit = 'dBm';
  let field = LAST_FIELD;
  for (const key in details) {
    const value: unknown = details[key as keyof typeof details];
    if (field.next.wire === key) field = field.next;
    else {
      const found = DETAIL_FIELDS.get(key);
      if (found === undefined) {
        issues.push(issue('field_unknown', [...path(), key], value, 'a documented field'));
        continue;
      }
      field.next = found;
      field = found;
    }
    if (value === '') continue;
    const read = field.read(value);
    if (read === null) continue;
    if (read === undefined) {
      issues.push(issue('value_unreadable', [...path(), key], value, field.expected));
      continue;
    }
    // Each cast below is proved by the field: its reader gives what its place in the sample holds.
    switch (field.kind) {
      case 'bound': {
        const bit = 1 << field.slot;
        if (set & bit)
          issues.push(issue('field_unknown', [...path(), key], value, 'one field for this value'));
        else waiting[field.slot] = read as number;
        set |= bit;
        break;
      }
      case 'level':
        sample.cpuPressure = { ...(sample.cpuPressure ?? NO_BOUNDS), [field.bound]: read as string };
        break;
      case 'field':
        (sample as Record<string, unknown>)[field.name] = read;
        break;
      case 'rssi_unit':
        rssiUnit = read as string;
    }
  }
  if (set !== 0) takeNumbers(set, sample, path, issues);
  if (rssiUnit.toLowerCase() !== 'dbm') {
    sample.rssiDbm = null;
    issues.push(issue('value_unreadable', [...path(), 'rssi_unit'], rssiUnit, 'dBm'));
  }
}

const NO_BOUNDS = { min: null, avg: null, max: null } as const;

const MIN = 0b001;
const AVG = 0b010;
const MAX = 0b100;

function takeNumbers(set: number, sample: Draft, path: () => Path, issues: SampleIssue[]): void {
  for (let index = 0, rest = set; rest !== 0; index += 1, rest >>= BOUNDS.length) {
    if ((rest & (MIN | AVG | MAX)) === 0) continue;
    const slot = index * BOUNDS.length;
    // Bits are set for slots alone, of which there are as many as names times bounds.
    const name = METRIC_NAMES[index] as (typeof METRIC_NAMES)[number];
    let min = rest & MIN ? (waiting[slot] as number) : null;
    const avg = rest & AVG ? (waiting[slot + 1] as number) : null;
    let max = rest & MAX ? (waiting[slot + 2] as number) : null;
    if (min !== null && max !== null && min > max) {
      issues.push(swapped(METRICS[name], path(), min));
      [min, max] = [max, min];
    }
    sample[name] = { min, avg, max } satisfies Bounds;
  }
}

function swapped({ wire }: Metric, path: Path, min: number): SampleIssue {
  const [minimum = ''] = wire.min ?? [];
  const [maximum = ''] = wire.max ?? [];
  return issue('bounds_swapped', [...path, minimum], min, `at most ${maximum}`);
}
