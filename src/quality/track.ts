import { BreachSums } from './breach-sums.js';
import type { Saved } from './saved.js';
import type { Verdict } from './verdict.js';

/**
 * The verdicts on one stream of a participant, or on all of their streams together. The latest readings are open: earlier
 * ones may still come between them. They are kept in four lists, which is several times faster to walk than one of objects.
 */
export class Track {
  /** When the open readings were measured, ascending. */
  readonly times: number[] = [];
  readonly #judged: number[] = [];
  readonly #broken: number[] = [];
  /** Which items of the stream came at each time, by ordinal: bit 0 for the first. */
  readonly #items: number[] = [];
  /** The verdict on the participant's very first reading, once settled: how long it counts for may still change. */
  first: Verdict | null = null;
  /** The settled time, without that of the first reading. */
  settled: BreachSums;

  constructor(limits: number) {
    this.settled = new BreachSums(limits);
  }

  /** Adds a verdict; `false` if the item came before. */
  add(timeMs: number, { judged, broken }: Verdict, items: number): boolean {
    // Most readings come in order, and go to the end.
    let place = this.times.length;
    while (place > 0 && (this.times[place - 1] as number) > timeMs) place -= 1;
    const same = place - 1;
    if (this.times[same] !== timeMs) {
      if (place === this.times.length) {
        this.times.push(timeMs);
        this.#judged.push(judged);
        this.#broken.push(broken);
        this.#items.push(items);
        return true;
      }
      this.times.splice(place, 0, timeMs);
      this.#judged.splice(place, 0, judged);
      this.#broken.splice(place, 0, broken);
      this.#items.splice(place, 0, items);
      return true;
    }
    const before = this.#items[same] as number;
    // The same reading told again counts once, even if it says something else.
    if (items !== 0 && (items & ~before) === 0) return false;
    this.#items[same] = before | items;
    this.#judged[same] = (this.#judged[same] as number) | judged;
    this.#broken[same] = (this.#broken[same] as number) | broken;
    return true;
  }

  /** Adds the open readings of another track. */
  addOpen(other: Track): void {
    for (const [place, timeMs] of other.times.entries())
      this.add(timeMs, other.verdictAt(place), other.#items[place] as number);
  }

  verdictAt(place: number): Verdict {
    return { judged: this.#judged[place] as number, broken: this.#broken[place] as number };
  }

  /** Settles the earliest open reading. @param ms how long it counts for; `null` for the very first */
  settle(ms: number | null): void {
    const verdict = this.verdictAt(0);
    for (const list of [this.times, this.#judged, this.#broken, this.#items]) list.shift();
    if (ms === null) this.first = verdict;
    else this.settled.add(verdict, ms);
  }

  copy(): Track {
    const track = new Track(this.settled.judgedBy.length);
    track.addOpen(this);
    track.first = this.first;
    track.settled.addAll(this.settled);
    return track;
  }

  toJSON(): unknown {
    const open = this.times.map((timeMs, place) => [
      timeMs,
      this.#judged[place],
      this.#broken[place],
      this.#items[place],
    ]);
    return { open, first: this.first && [this.first.judged, this.first.broken], settled: this.settled };
  }

  static from(saved: Saved, limits: number, most: number): Track {
    const track = new Track(limits);
    const all = 2 ** limits - 1;
    const verdictFrom = (judged: Saved, broken: Saved) => ({
      judged: judged.whole(0, all),
      broken: broken.whole(0, all),
    });
    for (const each of saved.get('open').list(most)) {
      const [time, judged, broken, items] = each.tuple(4);
      const timeMs = time.number();
      if ((track.times.at(-1) ?? -Infinity) >= timeMs) time.refuse('later than the one before');
      track.add(timeMs, verdictFrom(judged, broken), items.whole(0, 2 ** 31 - 1));
    }
    track.first = saved.get('first').orNull((first) => {
      const [judged, broken] = first.tuple(2);
      return verdictFrom(judged, broken);
    });
    track.settled = BreachSums.from(saved.get('settled'), limits);
    return track;
  }
}
