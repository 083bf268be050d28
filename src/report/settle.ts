import { itemBitOf } from '../quality/item.js';
import { spanOf, timeOf } from '../quality/span.js';
import type { Item, ReportSample } from './records.js';

/** The samples of a participant, in an order that does not depend on how they came. */
export interface SettledSamples {
  /** Oldest first; those without any time last. */
  readonly readings: readonly ReportSample[];
  readonly summaries: readonly ReportSample[];
  /** How many readings were left out, since another event tells them. */
  readonly repeated: number;
}

/** Parts readings from summaries, and leaves out readings that two events tell. */
export function settle(items: readonly Item[]): SettledSamples {
  const sorted = [...items].sort(inOrder);
  const readings: ReportSample[] = [];
  const summaries: ReportSample[] = [];
  let before: Item | undefined;
  let repeated = 0;
  for (const item of sorted) {
    if (spanOf(item.sample) === 'summary') summaries.push(item.sample);
    else if (before !== undefined && isSame(item, before)) repeated += 1;
    else {
      readings.push(item.sample);
      before = item;
    }
  }
  return { readings, summaries, repeated };
}

function inOrder(a: Item, b: Item): number {
  return (
    compare(timeOf(a.sample) ?? Infinity, timeOf(b.sample) ?? Infinity) ||
    compare(a.sample.type, b.sample.type) ||
    itemBitOf(a.ordinal) - itemBitOf(b.ordinal) ||
    // The live events of a call say its readings first-hand: their values stand.
    compare(a.sample.source, b.sample.source) ||
    compare(a.sample.eventAtMs ?? 0, b.sample.eventAtMs ?? 0) ||
    a.ordinal - b.ordinal
  );
}

function isSame(a: Item, b: Item): boolean {
  const timeMs = timeOf(a.sample);
  return (
    timeMs !== null &&
    timeMs === timeOf(b.sample) &&
    a.sample.type === b.sample.type &&
    itemBitOf(a.ordinal) === itemBitOf(b.ordinal)
  );
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
