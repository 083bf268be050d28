import { BreachSums } from './breach-sums.js';
import type { Saved } from './saved.js';
import type { Verdict } from './verdict.js';

/** The verdict on a reading whose time is not settled: earlier ones may still come. */
interface OpenReading {
  readonly timeMs: number;
  judged: number;
  broken: number;
  /** Which items of this type and time came, by ordinal: bit 0 for the first. */
  items: number;
}

/** The verdicts on one stream of a participant, or on all of their streams together. */
export class Track {
  /** In order of time. */
  open: OpenReading[] = [];
  /** The verdict on the participant's very first reading, once settled: how long that stands for may still change. */
  first: Verdict | null = null;
  /** The settled time, without that of the first reading. */
  settled: BreachSums;

  constructor(limits: number) {
    this.settled = new BreachSums(limits);
  }

  /** Adds a verdict; `false` if the item came before. */
  add(timeMs: number, verdict: Verdict, items: number): boolean {
    // Most readings come in order, and go to the end.
    let place = this.open.length;
    while (place > 0 && (this.open[place - 1] as OpenReading).timeMs > timeMs) place -= 1;
    const reading = this.open[place - 1];
    if (reading?.timeMs !== timeMs) {
      this.open.splice(place, 0, { timeMs, judged: verdict.judged, broken: verdict.broken, items });
      return true;
    }
    // The same reading told again counts once, also where it says something else.
    if (items !== 0 && (items & ~reading.items) === 0) return false;
    reading.items |= items;
    reading.judged |= verdict.judged;
    reading.broken |= verdict.broken;
    return true;
  }

  /** Settles the earliest reading. @param ms how long it stands for; `null` for the very first */
  settle(ms: number | null): void {
    const reading = this.open.shift();
    if (reading === undefined) return;
    if (ms === null) this.first = { judged: reading.judged, broken: reading.broken };
    else this.settled.add(reading, ms);
  }

  copy(): Track {
    const track = new Track(this.settled.judgedBy.length);
    track.open = this.open.map((reading) => ({ ...reading }));
    track.first = this.first && { ...this.first };
    track.settled.addAll(this.settled);
    return track;
  }

  toJSON(): unknown {
    const open = this.open.map(({ timeMs, judged, broken, items }) => [timeMs, judged, broken, items]);
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
      const last = track.open.at(-1);
      if (last !== undefined && last.timeMs >= timeMs) time.refuse('later than the one before');
      track.open.push({ timeMs, ...verdictFrom(judged, broken), items: items.whole(0, 2 ** 31 - 1) });
    }
    track.first = saved.get('first').orNull((first) => {
      const [judged, broken] = first.tuple(2);
      return verdictFrom(judged, broken);
    });
    track.settled = BreachSums.from(saved.get('settled'), limits);
    return track;
  }
}
