import type { QosSample } from '../samples/index.js';
import type { Counter, CounterOptions, Forgotten } from './counter.js';
import { type ConferenceFigures, figuresOf, type ParticipantFigures, type StreamFigures } from './figures.js';
import { whereOf } from './group.js';
import { Groups } from './groups.js';
import type { Measurement } from './reading.js';
import type { Saved } from './saved.js';
import { staysOf } from './session-stays.js';
import { addStay, measurementsOfStay, type Stay } from './stay.js';
import { staySlices } from './stay-slices.js';
import { streamOf } from './stay-stream.js';
import { StayTotal } from './stay-total.js';
import { streamKindOf } from './stream-kind.js';
import { verdictOf } from './verdict.js';

/** Counts summaries by stay. */
export class StayCounter implements Counter {
  readonly span = 'summary';
  readonly #options: CounterOptions;
  #groups;
  /** Samples of streams beyond those kept of a stay. */
  #forgottenStreams = 0;

  constructor(options: CounterOptions) {
    this.#options = options;
    this.#groups = new Groups(options.maxGroups, staySlices(options.limits));
  }

  get forgotten(): Forgotten {
    const { conferences, participants } = this.#groups;
    return {
      conferences: conferences.dropped,
      participants: participants.dropped,
      streams: this.#forgottenStreams,
    };
  }

  add(sample: QosSample, measurements: readonly Measurement[], slice: number): boolean {
    const { participant } = this.#groups.sliceOf(this.#groups.touch(sample), slice);
    const stream = streamOf(participant, streamKindOf(sample));
    if (stream === undefined) {
      this.#forgottenStreams += 1;
      return false;
    }
    const items = sample.source.startsWith('rest.') ? stream.rest : stream.webhook;
    return items.add(sample.id, measurements);
  }

  learn(sample: QosSample): void {
    this.#groups.learn(sample);
  }

  dropBefore(oldest: number): void {
    this.#groups.dropBefore(oldest);
  }

  conferences(worst?: number): ConferenceFigures[] {
    const { limits } = this.#options;
    const totals = new Map(
      this.#groups.conferences.values().map((conference) => {
        const total = this.#noStays();
        for (const { forgotten } of conference.slices.values()) total.addAll(forgotten);
        return [conference, total];
      }),
    );
    for (const stay of this.#stays()) {
      const total = totals.get(stay.owner.conference);
      if (total !== undefined) addStay(total, stay, limits);
    }
    const subjects = [...totals].map(([conference, total]) => ({
      sums: total.sums,
      figures: () => ({ ...whereOf(conference), ...total.figures(limits) }),
    }));
    return figuresOf(subjects, worst);
  }

  participants(worst?: number): ParticipantFigures[] {
    const { limits } = this.#options;
    const subjects = this.#stays().map((stay) => {
      const total = addStay(this.#noStays(), stay, limits);
      const latencyMs = latencyOf(measurementsOfStay(stay));
      return { sums: total.sums, latencyMs, figures: () => ({ ...stay.who, ...total.figures(limits) }) };
    });
    return figuresOf(subjects, worst);
  }

  streams(worst?: number): StreamFigures[] {
    const { limits } = this.#options;
    const subjects = this.#stays().flatMap(({ who, streams }) =>
      streams.map(({ kind, items }) => {
        const means = items.means();
        const total = this.#noStays().add(means, verdictOf(means, limits), items.count);
        const latencyMs = latencyOf(means);
        return {
          sums: total.sums,
          latencyMs,
          figures: () => ({ ...who, ...kind, ...total.figures(limits) }),
        };
      }),
    );
    return figuresOf(subjects, worst);
  }

  addAll(other: StayCounter, oldest: number): void {
    this.#forgottenStreams += other.#forgottenStreams;
    this.#groups.addAll(other.#groups, oldest);
  }

  toJSON(): unknown {
    return { ...this.#groups.toJSON(), forgottenStreams: this.#forgottenStreams };
  }

  static from(saved: Saved, options: CounterOptions): StayCounter {
    const counter = new StayCounter(options);
    counter.#groups = Groups.from(saved, options.maxGroups, staySlices(options.limits));
    counter.#forgottenStreams = saved.get('forgottenStreams').whole();
    return counter;
  }

  #stays(): Stay[] {
    return staysOf(this.#groups.participants.values());
  }

  #noStays(): StayTotal {
    return new StayTotal(this.#options.limits.length);
  }
}

function latencyOf(measurements: readonly Measurement[]): number {
  return measurements.find(({ metric }) => metric === 'latencyMs')?.value ?? -1;
}
