import type { Aggregate, SummarizedFields, Values } from './fields.js';

/** One item of a summary. */
export interface SummaryItem {
  readonly type: string;
  readonly details: Record<string, string>;
}

/** Accumulates the records of a participation in constant memory. */
export interface Summary<F extends SummarizedFields> {
  add(type: string, values: Values<F>): void;
  /** One item per type that had a value, in order of first appearance. */
  items(): SummaryItem[];
}

interface Accumulator {
  count: number;
  sum: number;
  least: number;
  most: number;
  last: number;
}

export function createSummary<F extends SummarizedFields>(fields: F): Summary<F> {
  const types = new Map<string, Map<keyof F, Accumulator>>();

  return {
    add(type, values) {
      const accumulators = types.get(type) ?? new Map<keyof F, Accumulator>();
      types.set(type, accumulators);
      for (const name in values) {
        const value = values[name];
        if (value === undefined) continue;
        const accumulator = accumulators.get(name);
        if (accumulator === undefined) {
          accumulators.set(name, { count: 1, sum: value, least: value, most: value, last: value });
          continue;
        }
        accumulator.count += 1;
        accumulator.sum += value;
        accumulator.least = Math.min(accumulator.least, value);
        accumulator.most = Math.max(accumulator.most, value);
        accumulator.last = value;
      }
    },

    items() {
      const items: SummaryItem[] = [];
      for (const [type, accumulators] of types) {
        const details: Record<string, string> = {};
        for (const [name, { write, summary }] of Object.entries(fields)) {
          const accumulator = accumulators.get(name);
          if (accumulator === undefined) continue;
          for (const [field, aggregate] of summary)
            details[field] = write(aggregated(accumulator, aggregate));
        }
        if (Object.keys(details).length > 0) items.push({ type, details });
      }
      return items;
    },
  };
}

function aggregated({ count, sum, least, most, last }: Accumulator, aggregate: Aggregate): number {
  switch (aggregate) {
    case 'min':
      return least;
    case 'max':
      return most;
    case 'last':
      return last;
    case 'avg':
      return average(sum, count);
  }
}

/**
 * The average of a summary: the sum of the records' values divided by their count, rounded half up to the last digit of
 * the wire form. Records without a value do not count.
 */
export function average(sum: number, count: number): number {
  return Math.floor((2 * sum + count) / (2 * count));
}
