import type { Product } from '../samples/index.js';
import type { BreachSums } from './breach-sums.js';
import { emplace } from './emplace.js';
import { readingTimeMs } from './reading-time.js';
import type { Saved } from './saved.js';
import { Track } from './track.js';
import type { Verdict } from './verdict.js';

/** How many readings of a participant stay open: half an hour of a meeting, or about an hour of a call. */
const OPEN_READINGS = 32;
const OPEN_READINGS_OF_CALL = 512;

/** `'late'`: it adds no time any more. `'repeated'`: it came before. */
export type Arrival = 'new' | 'repeated' | 'late';

/**
 * When a participant was measured, and what time was in breach. Readings may come in any order: the latest stay open, and
 * each is settled, in order of time, once enough later ones came. How long a reading counts for is known when it is settled;
 * until then, figures work it out from what has come.
 */
export class Timeline {
  /** The verdicts on all streams together: it has every reading. */
  all: Track;
  readonly streams = new Map<string, Track>();
  /** When the first and the last settled reading were measured. */
  firstMs: number | null = null;
  lastMs: number | null = null;
  /** The time that was settled, judged or not, without that of the first reading. */
  settledMs = 0;
  readonly product: Product;
  readonly limits: number;

  /** @param limits how many limits the verdicts are about */
  constructor(product: Product, limits: number) {
    this.product = product;
    this.limits = limits;
    this.all = new Track(limits);
  }

  /** @param items which item of its type and time it is, as a bit */
  add(timeMs: number, type: string, verdict: Verdict, items: number): Arrival {
    const stream = this.streamOf(type);
    if (this.lastMs !== null && timeMs <= this.lastMs) return 'late';
    if (!stream.add(timeMs, verdict, items)) return 'repeated';
    this.all.add(timeMs, verdict, 0);
    this.settleSurplus();
    return 'new';
  }

  streamOf(type: string): Track {
    return emplace(this.streams, type, () => new Track(this.limits));
  }

  /** When the latest reading was measured. */
  get endMs(): number | null {
    return this.all.times.at(-1) ?? this.lastMs;
  }

  /**
   * Adds the time that was judged and that was broken, of all streams together or of one.
   *
   * @param previousMs when the reading before all of these was measured; `null` if there is none
   */
  addTimeTo(sums: BreachSums, previousMs: number | null, track: Track = this.all): void {
    // Most timelines of a few minutes have settled nothing.
    if (track.settled.judged > 0) sums.addAll(track.settled);
    if (this.firstMs !== null && track.first !== null)
      sums.add(track.first, readingTimeMs(this.firstMs, previousMs, this.product));
    let beforeMs = this.lastMs ?? previousMs;
    let place = 0;
    for (const timeMs of this.all.times) {
      if (track.times[place] === timeMs) {
        sums.add(track.verdictAt(place), readingTimeMs(timeMs, beforeMs, this.product));
        place += 1;
      }
      beforeMs = timeMs;
    }
  }

  /** Settles every reading up to a time. */
  settleUntil(untilMs: number): void {
    while ((this.all.times[0] ?? Infinity) <= untilMs) this.#settleNext();
  }

  settleSurplus(): void {
    while (this.all.times.length > mostOpen(this.product)) this.#settleNext();
  }

  #settleNext(): void {
    const [timeMs] = this.all.times;
    if (timeMs === undefined) return;
    const ms = this.lastMs === null ? null : readingTimeMs(timeMs, this.lastMs, this.product);
    this.all.settle(ms);
    for (const stream of this.streams.values()) if (stream.times[0] === timeMs) stream.settle(ms);
    this.firstMs ??= timeMs;
    this.lastMs = timeMs;
    this.settledMs += ms ?? 0;
  }

  copy(): Timeline {
    const timeline = new Timeline(this.product, this.limits);
    timeline.all = this.all.copy();
    for (const [type, track] of this.streams) timeline.streams.set(type, track.copy());
    timeline.firstMs = this.firstMs;
    timeline.lastMs = this.lastMs;
    timeline.settledMs = this.settledMs;
    return timeline;
  }

  toJSON(): unknown {
    const { all, streams, firstMs, lastMs, settledMs } = this;
    return { all, streams: [...streams], firstMs, lastMs, settledMs };
  }

  static from(saved: Saved, product: Product, limits: number): Timeline {
    const timeline = new Timeline(product, limits);
    const most = mostOpen(product);
    timeline.all = Track.from(saved.get('all'), limits, most);
    const times = new Set(timeline.all.times);
    for (const entry of saved.get('streams').list()) {
      const [type, stream] = entry.tuple(2);
      const track = Track.from(stream, limits, most);
      if (track.times.some((timeMs) => !times.has(timeMs))) stream.refuse('a part of all readings');
      timeline.streams.set(type.text(), track);
    }
    const [first, last] = [saved.get('firstMs'), saved.get('lastMs')];
    timeline.firstMs = first.orNull((time) => time.number());
    timeline.lastMs = last.orNull((time) => time.number());
    if (first.isNull !== last.isNull) last.refuse('a time where firstMs is one, else null');
    if ((timeline.all.times[0] ?? Infinity) <= (timeline.lastMs ?? -Infinity))
      last.refuse('earlier than all open readings');
    timeline.settledMs = saved.get('settledMs').amount();
    return timeline;
  }
}

function mostOpen(product: Product): number {
  return product === 'phone' ? OPEN_READINGS_OF_CALL : OPEN_READINGS;
}
