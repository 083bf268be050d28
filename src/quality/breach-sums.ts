import type { Saved } from './saved.js';
import type { Verdict } from './verdict.js';

/** Sums of what was judged and of what was broken, in milliseconds or in stays: altogether, and for each limit. */
export class BreachSums {
  judged = 0;
  broken = 0;
  readonly judgedBy: number[];
  readonly brokenBy: number[];

  /** @param limits how many there are */
  constructor(limits: number) {
    this.judgedBy = new Array(limits).fill(0);
    this.brokenBy = new Array(limits).fill(0);
  }

  add({ judged, broken }: Verdict, amount: number): void {
    if (judged === 0) return;
    this.judged += amount;
    if (broken !== 0) this.broken += amount;
    for (let place = 0; place < this.judgedBy.length; place += 1) {
      if (judged & (1 << place)) this.judgedBy[place] = (this.judgedBy[place] as number) + amount;
      if (broken & (1 << place)) this.brokenBy[place] = (this.brokenBy[place] as number) + amount;
    }
  }

  addAll(other: BreachSums): void {
    this.judged += other.judged;
    this.broken += other.broken;
    for (let place = 0; place < this.judgedBy.length; place += 1) {
      this.judgedBy[place] = (this.judgedBy[place] as number) + (other.judgedBy[place] as number);
      this.brokenBy[place] = (this.brokenBy[place] as number) + (other.brokenBy[place] as number);
    }
  }

  /** The same sums, each multiplied. */
  times(factor: number): BreachSums {
    const sums = new BreachSums(this.judgedBy.length);
    sums.judged = this.judged * factor;
    sums.broken = this.broken * factor;
    for (const [place, judged] of this.judgedBy.entries()) sums.judgedBy[place] = judged * factor;
    for (const [place, broken] of this.brokenBy.entries()) sums.brokenBy[place] = broken * factor;
    return sums;
  }

  toJSON(): SavedSums {
    return [this.judged, this.broken, this.judgedBy, this.brokenBy];
  }

  static from(saved: Saved, limits: number): BreachSums {
    const sums = new BreachSums(limits);
    const [judged, broken, judgedBy, brokenBy] = saved.tuple(4);
    sums.judged = judged.amount();
    sums.broken = broken.amount(sums.judged);
    for (const [place, each] of judgedBy.list(limits).entries())
      sums.judgedBy[place] = each.amount(sums.judged);
    for (const [place, each] of brokenBy.list(limits).entries())
      sums.brokenBy[place] = each.amount(sums.judgedBy[place]);
    return sums;
  }
}

type SavedSums = readonly [
  judged: number,
  broken: number,
  judgedBy: readonly number[],
  brokenBy: readonly number[],
];
