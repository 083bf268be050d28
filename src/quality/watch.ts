import type { AlertRules } from './alert-options.js';
import { unite, type Verdict } from './verdict.js';

/** How many readings wait for earlier ones: beyond it, the earliest no longer does. */
const MOST_WAITING = 64;

interface Waiting {
  readonly timeMs: number;
  verdict: Verdict;
}

/** Whether something is wrong, nothing is, or there is nothing to judge. */
export type AlertState = 'raised' | 'fine' | 'unknown';

/** A change from raised to not raised, or back. */
export interface Change {
  /** Whether the alert was raised or cleared. */
  readonly kind: 'raise' | 'clear';
  /**
   * - `breach`: enough readings broke a limit.
   * - `fine`: none of the latest readings does.
   * - `nothing_to_judge`: readings still come, but none had anything to judge for `withinMs`.
   * - `silent`: no reading came for `withinMs`, by the clock that `advance` was given.
   * - `forgotten`: `maxGroups` others were heard of since.
   */
  readonly reason: 'breach' | 'fine' | 'nothing_to_judge' | 'silent' | 'forgotten';
  /** When the reading was measured that made the change; of `silent` and `forgotten`, the last one. */
  readonly atMs: number;
}

/** The latest readings of one participant or stream, and whether they raised an alert. */
export class Watch {
  #isRaised = false;
  readonly #rules: AlertRules;
  /** In order of time. */
  readonly #waiting: Waiting[] = [];
  /** The latest readings that had something to judge. */
  #judged: { readonly timeMs: number; readonly isBroken: boolean }[] = [];
  #lastMs = -Infinity;

  constructor(rules: AlertRules) {
    this.#rules = rules;
  }

  get state(): AlertState {
    if (this.#isRaised) return 'raised';
    return this.#judged.length === 0 ? 'unknown' : 'fine';
  }

  /** Takes a reading, or one stream of it; `null` if it came too late. */
  add(timeMs: number, verdict: Verdict): Change[] | null {
    if (timeMs <= this.#lastMs) return null;
    const waiting = this.#waiting;
    let place = waiting.length;
    while (place > 0 && (waiting[place - 1] as Waiting).timeMs > timeMs) place -= 1;
    const reading = waiting[place - 1];
    if (reading?.timeMs === timeMs) reading.verdict = unite(reading.verdict, verdict);
    else waiting.splice(place, 0, { timeMs, verdict });

    const changes = this.#judgeUntil((waiting.at(-1) as Waiting).timeMs);
    while (waiting.length > MOST_WAITING) changes.push(...this.#judgeNext());
    return changes;
  }

  /** Judges what has waited long enough, by a clock. */
  advance(nowMs: number): Change[] {
    const changes = this.#judgeUntil(nowMs);
    const isNoneWaiting = (this.#waiting[0]?.timeMs ?? Infinity) > nowMs;
    if (isNoneWaiting && nowMs - this.#lastMs > this.#rules.withinMs) {
      this.#judged = [];
      changes.push(...this.clear('silent'));
    }
    return changes;
  }

  clear(reason: 'silent' | 'forgotten'): Change[] {
    if (!this.#isRaised) return [];
    this.#isRaised = false;
    return [{ kind: 'clear', reason, atMs: this.#lastMs }];
  }

  #judgeUntil(nowMs: number): Change[] {
    const changes: Change[] = [];
    while (nowMs - (this.#waiting[0]?.timeMs ?? Infinity) > this.#rules.toleranceMs)
      changes.push(...this.#judgeNext());
    return changes;
  }

  #judgeNext(): Change[] {
    const reading = this.#waiting.shift();
    if (reading === undefined) return [];
    const { breaches, of, withinMs } = this.#rules;
    const { timeMs, verdict } = reading;
    this.#lastMs = timeMs;
    if (verdict.judged !== 0) this.#judged.push({ timeMs, isBroken: verdict.broken !== 0 });
    this.#judged = this.#judged.filter((each) => timeMs - each.timeMs <= withinMs).slice(-of);

    const broken = this.#judged.filter(({ isBroken }) => isBroken).length;
    if (!this.#isRaised && broken >= breaches) {
      this.#isRaised = true;
      return [{ kind: 'raise', reason: 'breach', atMs: timeMs }];
    }
    if (this.#isRaised && broken === 0) {
      this.#isRaised = false;
      const reason = this.#judged.length === 0 ? 'nothing_to_judge' : 'fine';
      return [{ kind: 'clear', reason, atMs: timeMs }];
    }
    return [];
  }
}
