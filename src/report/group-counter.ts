import type { BreachCount, GroupFigures, People } from './data.js';
import type { MeasuredParticipant } from './participant.js';
import { type CountsByMetric, ValueCounts } from './value-counts.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a counter has added up, as data that can pass to another thread. */
export interface GroupCounts {
  readonly time: BreachCount;
  readonly stays: BreachCount;
  readonly people: People;
  readonly readingValues: CountsByMetric;
  readonly stayValues: CountsByMetric;
}

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
    this.#readingValues.addAll(readings.byMetric);
    this.#stayValues.addAll(stay.byMetric);
  }

  addAll({ time, stays, people, readingValues, stayValues }: GroupCounts): void {
    addBreach(this.#time, time);
    addBreach(this.#stays, stays);
    // The object has these keys only.
    for (const how of Object.keys(this.#people) as (keyof People)[]) this.#people[how] += people[how];
    this.#readingValues.addAll(readingValues);
    this.#stayValues.addAll(stayValues);
  }

  counts(): GroupCounts {
    return {
      time: this.#time,
      stays: this.#stays,
      people: this.#people,
      readingValues: this.#readingValues.byMetric,
      stayValues: this.#stayValues.byMetric,
    };
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
