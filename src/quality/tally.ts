import type { Bounds } from '../samples/index.js';
import { Histogram } from './histogram.js';
import { type Judged, type JudgedMetric, readingOf } from './reading.js';

/** What many samples say of one metric. */
export interface Figures {
  /** How many samples had it. */
  readonly count: number;
  /** The lowest of what was sent, lowest bounds included. */
  readonly min: number;
  /** The mean of the averages. */
  readonly avg: number;
  /** Half of the averages are at most this, within 1 %. */
  readonly p50: number;
  /** Of the averages, 95 % are at most this, within 1 %. */
  readonly p95: number;
  /** The highest of what was sent, highest bounds included. */
  readonly max: number;
}

/** Counts one metric over many samples, in bounded memory. */
export class Tally {
  readonly #histogram = new Histogram();
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  add(sample: Judged, metric: JudgedMetric): void {
    const reading = readingOf(sample, metric);
    if (reading === null) return;
    const { value } = reading;
    const sent: Bounds | number | null = sample[metric];
    const { min, max } = typeof sent === 'object' && sent !== null ? sent : { min: value, max: value };
    this.#histogram.add(value);
    this.#count += 1;
    this.#sum += value;
    this.#min = Math.min(this.#min, min ?? value, value);
    this.#max = Math.max(this.#max, max ?? value, value);
  }

  /** `null` where no sample had the metric. */
  figures(): Figures | null {
    const [p50, p95] = this.#histogram.percentiles([0.5, 0.95]);
    if (p50 === undefined || p95 === undefined) return null;
    const [min, max] = [this.#min, this.#max];
    // A bin's middle may lie beyond the highest number in it.
    const within = (value: number) => Math.min(Math.max(value, min), max);
    return {
      count: this.#count,
      min,
      avg: this.#sum / this.#count,
      p50: within(p50),
      p95: within(p95),
      max,
    };
  }
}
