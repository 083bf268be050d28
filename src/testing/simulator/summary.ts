import type { Fields, Fold, Values } from './fields.js';

/** One item of a summary. */
export interface SummaryItem {
  readonly type: string;
  readonly details: Record<string, string>;
}

/** Gathers the records of a stay, in memory that does not grow with them. */
export interface Summary<F extends Fields> {
  add(type: string, values: Values<F>): void;
  /** One item for each type that had a value, in order of first appearance. */
  items(): SummaryItem[];
}

interface Tally {
  count: number;
  sum: number;
  least: number;
  most: number;
  last: number;
}

export function createSummary<F extends Fields>(fields: F): Summary<F> {
  const types = new Map<string, Map<keyof F, Tally>>();

  return {
    add(type, values) {
      const tallies = types.get(type) ?? new Map<keyof F, Tally>();
      types.set(type, tallies);
      for (const name in values) {
        const value = values[name];
        if (value === undefined) continue;
        const tally = tallies.get(name);
        if (tally === undefined) {
          tallies.set(name, { count: 1, sum: value, least: value, most: value, last: value });
          continue;
        }
        tally.count += 1;
        tally.sum += value;
        tally.least = Math.min(tally.least, value);
        tally.most = Math.max(tally.most, value);
        tally.last = value;
      }
    },

    items() {
      const items: SummaryItem[] = [];
      for (const [type, tallies] of types) {
        const details: Record<string, string> = {};
        for (const [name, { write, summary }] of Object.entries(fields)) {
          const tally = tallies.get(name);
          if (tally === undefined) continue;
          for (const [field, fold] of summary) details[field] = write(folded(tally, fold));
        }
        if (Object.keys(details).length > 0) items.push({ type, details });
      }
      return items;
    },
  };
}

function folded({ count, sum, least, most, last }: Tally, fold: Fold): number {
  switch (fold) {
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
 * The average as summaries have it: the sum of the records' values by their count, rounded half up to the last digit of
 * the wire form. Records that say nothing of a field do not count.
 */
export function average(sum: number, count: number): number {
  return Math.floor((2 * sum + count) / (2 * count));
}
