import type { QosSample } from '../samples/index.js';
import { BreachSums } from './breach-sums.js';
import type { Counter, CounterOptions, Forgotten } from './counter.js';
import { emplace } from './emplace.js';
import {
  breachFiguresOf,
  type ConferenceFigures,
  figuresOf,
  type GroupFigures,
  type ParticipantFigures,
  type StreamFigures,
} from './figures.js';
import { keyOfParticipant, whereOf, whoOf } from './group.js';
import { Groups } from './groups.js';
import { itemBitOf, ordinalOf } from './item.js';
import { Measured } from './measured.js';
import type { Measurement } from './reading.js';
import {
  type ParticipantReadings,
  readingSlices,
  type StreamReadings,
  timeOfReadings,
} from './reading-slices.js';
import { Recent } from './recent.js';
import type { Saved } from './saved.js';
import { addedUp, dropBefore, slicedFrom, slicesSince } from './sliced.js';
import { timeOf } from './span.js';
import { type StreamKind, streamKindFrom, streamKindOf } from './stream-kind.js';
import { verdictOf } from './verdict.js';

/** Counts live readings. */
export class ReadingCounter implements Counter {
  readonly span = 'interval';
  readonly #options: CounterOptions;
  #groups;
  readonly #streams: Recent<StreamReadings>;

  constructor(options: CounterOptions) {
    this.#options = options;
    this.#groups = new Groups(options.maxGroups, readingSlices(options.limits.length));
    this.#streams = new Recent(options.maxGroups, ({ participant, kind }) => {
      for (const { timeline } of participant.slices.values()) timeline.streams.delete(kind.type);
    });
  }

  get forgotten(): Forgotten {
    const { conferences, participants } = this.#groups;
    return {
      conferences: conferences.dropped,
      participants: participants.dropped,
      streams: this.#streams.dropped,
    };
  }

  add(sample: QosSample, measurements: readonly Measurement[], slice: number): boolean {
    const verdict = verdictOf(measurements, this.#options.limits);
    const timeMs = timeOf(sample);

    const owner = this.#groups.touch(sample);
    const { conference, participant } = this.#groups.sliceOf(owner, slice);
    const stream = this.#stream(owner, streamKindOf(sample));
    const arrival =
      timeMs === null
        ? 'untimed'
        : participant.timeline.add(timeMs, sample.type, verdict, itemBitOf(ordinalOf(sample.id)));
    if (arrival === 'repeated') return false;
    const ofStream = emplace(stream.slices, slice, () => new Measured());
    for (const measured of [conference.measured, participant.measured, ofStream])
      measured.add(measurements, arrival);
    return true;
  }

  learn(sample: QosSample): void {
    this.#groups.learn(sample);
  }

  dropBefore(oldest: number): void {
    this.#groups.dropBefore(oldest);
    for (const [key, { slices }] of this.#streams.entries())
      if (!dropBefore(slices, oldest)) this.#streams.take(key);
  }

  conferences(worst?: number): ConferenceFigures[] {
    const times = new Map(
      this.#groups.conferences.values().map((conference) => {
        const time = new BreachSums(this.#options.limits.length);
        for (const { forgotten } of conference.slices.values()) time.addAll(forgotten);
        return [conference, time];
      }),
    );
    for (const participant of this.#groups.participants.values())
      times.get(participant.conference)?.addAll(this.#timeOf(participant));
    const subjects = [...times].map(([conference, sums]) => ({
      sums,
      figures: () => ({
        ...whereOf(conference),
        ...this.#figuresOf(
          [...conference.slices.values()].map(({ measured }) => measured),
          sums,
        ),
      }),
    }));
    return figuresOf(subjects, worst);
  }

  participants(worst?: number): ParticipantFigures[] {
    const subjects = this.#groups.participants.values().map((participant) => {
      const sums = this.#timeOf(participant);
      const measured = () => [...participant.slices.values()].map((slice) => slice.measured);
      return { sums, figures: () => ({ ...whoOf(participant), ...this.#figuresOf(measured(), sums) }) };
    });
    return figuresOf(subjects, worst);
  }

  streams(worst?: number): StreamFigures[] {
    const subjects = this.#streams.values().map(({ participant, kind, slices }) => {
      const sums = this.#timeOf(participant, kind.type);
      const figures = () => ({
        ...whoOf(participant),
        ...kind,
        ...this.#figuresOf([...slices.values()], sums),
      });
      return { sums, figures };
    });
    return figuresOf(subjects, worst);
  }

  addAll(other: ReadingCounter, oldest: number): void {
    const { participants } = this.#groups;
    this.#groups.addAll(other.#groups, oldest);
    this.#streams.dropped += other.#streams.dropped;
    // A participant who was forgotten takes their streams with them.
    const kept = new Set(participants.values());
    for (const [key, { participant }] of this.#streams.entries()) {
      if (kept.has(participant)) continue;
      this.#streams.take(key);
      this.#streams.dropped += 1;
    }
    for (const { participant, kind, slices } of other.#streams.values()) {
      const recent = slicesSince(slices, oldest);
      if (recent.length === 0) continue;
      const owner = participants.get(keyOfParticipant(participant));
      if (owner === undefined) {
        this.#streams.dropped += 1;
        continue;
      }
      const own = this.#stream(owner, kind).slices;
      for (const [slice, measured] of recent) emplace(own, slice, () => new Measured()).addAll(measured);
    }
  }

  toJSON(): unknown {
    const participants = this.#groups.participants.values();
    const places = new Map(participants.map((participant, place) => [participant, place]));
    return {
      ...this.#groups.toJSON(),
      streams: this.#streams.values().map(({ participant, kind, slices }) => ({
        participant: places.get(participant),
        kind,
        slices: [...slices],
      })),
      forgottenStreams: this.#streams.dropped,
    };
  }

  static from(saved: Saved, options: CounterOptions): ReadingCounter {
    const counter = new ReadingCounter(options);
    const { limits, maxGroups } = options;
    counter.#groups = Groups.from(saved, maxGroups, readingSlices(limits.length));
    const participants = counter.#groups.participants.values();
    for (const each of saved.get('streams').list(maxGroups)) {
      const participant = each.get('participant').placeIn(participants);
      const kind = streamKindFrom(each.get('kind'));
      const slices = slicedFrom(each.get('slices'), (slice) => Measured.from(slice));
      counter.#streams.touch(streamKeyOf(participant, kind), () => ({
        participant,
        kind,
        slices,
      }));
    }
    counter.#streams.dropped = saved.get('forgottenStreams').whole();
    return counter;
  }

  #stream(participant: ParticipantReadings, kind: StreamKind): StreamReadings {
    return this.#streams.touch(streamKeyOf(participant, kind), () => ({
      participant,
      kind,
      slices: new Map(),
    }));
  }

  #timeOf(participant: ParticipantReadings, type?: string): BreachSums {
    return timeOfReadings(participant, this.#options.limits.length, type);
  }

  #figuresOf(measured: readonly Measured[], time: BreachSums): GroupFigures {
    const together = addedUp(measured, () => new Measured());
    return { ...together.figures(), ...breachFiguresOf(time, this.#options.limits, 'ms') };
  }
}

function streamKeyOf({ number }: ParticipantReadings, { type }: StreamKind): string {
  return `${number}|${type}`;
}
