import type { BreachCount, GroupFigures, People } from './data.js';
import type { MeasuredParticipant } from './participant.js';
import { ValueCounts } from './value-counts.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Adds up the figures of several participants. Those of readings and those of stays are kept apart. */
export class GroupCounter {
  readonly #time = noBreach();
  readonly #stays = noBreach();
  readonly #people: Mutable<People> = { all: 0, byTime: 0, byStay: 0, byBoth: 0, affected: 0 };
  readonly #readingValues = new ValueCounts();
  readonly #stayValues = new ValueCounts();

  add({ data: { time, stays }, readings, stay }: MeasuredParticipant): void {
    addBreach(this.#time, time);
    addBreach(this.#stays, stays);
    const [byTime, byStay] = [time.judged > 0, stays.judged > 0];
    this.#people.all += 1;
    this.#people.byTime += Number(byTime);
    this.#people.byStay += Number(byStay);
    this.#people.byBoth += Number(byTime && byStay);
    this.#people.affected += Number(time.inBreach + stays.inBreach > 0);
    this.#readingValues.addAll(readings);
    this.#stayValues.addAll(stay);
  }

  addAll(other: GroupCounter): void {
    addBreach(this.#time, other.#time);
    addBreach(this.#stays, other.#stays);
    // The object has these keys only.
    for (const how of Object.keys(this.#people) as (keyof People)[]) this.#people[how] += other.#people[how];
    this.#readingValues.addAll(other.#readingValues);
    this.#stayValues.addAll(other.#stayValues);
  }

  figures(): GroupFigures {
    return {
      time: { ...this.#time },
      readingStats: this.#readingValues.stats(),
      stays: { ...this.#stays },
      stayStats: this.#stayValues.stats(),
      people: { ...this.#people },
    };
  }
}

function noBreach(): Mutable<BreachCount> {
  return { judged: 0, inBreach: 0 };
}

function addBreach(sum: Mutable<BreachCount>, { judged, inBreach }: BreachCount): void {
  sum.judged += judged;
  sum.inBreach += inBreach;
}
