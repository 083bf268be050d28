import { emplace } from './emplace.js';
import { meanOf } from './mean.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric, type Measurement } from './reading.js';
import type { Saved } from './saved.js';

/** How many ids are kept, to count an item once: nearly every stream of a stay has one item. */
const MOST_IDS = 16;

interface Sum {
  count: number;
  total: number;
  lowest: number;
  highest: number;
}

/** The items of one stream of a stay, from one source: added up, since a stay is judged by their mean. */
export class StayItems {
  count = 0;
  readonly #ids = new Set<string>();
  readonly #sums = new Map<JudgedMetric, Sum>();

  /** Adds an item; `false` if it came before. */
  add(id: string, measurements: readonly Measurement[]): boolean {
    if (this.#ids.has(id)) return false;
    if (this.#ids.size < MOST_IDS) this.#ids.add(id);
    this.count += 1;
    for (const { metric, value, lowest, highest } of measurements)
      this.#add(metric, { count: value === null ? 0 : 1, total: value ?? 0, lowest, highest });
    return true;
  }

  /** Adds the items of another counter, unless they are known. */
  addAll(other: StayItems): void {
    if (other.count === other.#ids.size && [...other.#ids].every((id) => this.#ids.has(id))) return;
    for (const id of other.#ids) if (this.#ids.size < MOST_IDS) this.#ids.add(id);
    this.count += other.count;
    for (const [metric, sum] of other.#sums) this.#add(metric, sum);
  }

  #add(metric: JudgedMetric, { count, total, lowest, highest }: Sum): void {
    const sum = emplace(this.#sums, metric, noSum);
    sum.count += count;
    sum.total += total;
    sum.lowest = Math.min(sum.lowest, lowest);
    sum.highest = Math.max(sum.highest, highest);
  }

  /** What the stream says of the stay: the means of its items. */
  means(): Measurement[] {
    return [...this.#sums].map(([metric, { count, total, lowest, highest }]) => ({
      metric,
      value: count === 0 ? null : meanOf(total, count),
      lowest,
      highest,
    }));
  }

  toJSON(): unknown {
    const sums = [...this.#sums].map(([metric, { count, total, lowest, highest }]) => [
      metric,
      [count, total, lowest, highest],
    ]);
    return { count: this.count, ids: [...this.#ids], sums };
  }

  static from(saved: Saved): StayItems {
    const items = new StayItems();
    items.count = saved.get('count').whole();
    for (const id of saved.get('ids').list(MOST_IDS)) items.#ids.add(id.text());
    for (const entry of saved.get('sums').list(JUDGED_METRIC_NAMES.length)) {
      const [metric, sum] = entry.tuple(2);
      const [count, total, lowest, highest] = sum.tuple(4);
      items.#add(metric.one(...JUDGED_METRIC_NAMES), {
        count: count.whole(),
        total: total.number(),
        lowest: lowest.number(),
        highest: highest.number(),
      });
    }
    return items;
  }
}

function noSum(): Sum {
  return { count: 0, total: 0, lowest: Infinity, highest: -Infinity };
}
