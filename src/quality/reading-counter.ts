import { conferenceKey, participantKey, type QosSample } from '../samples/index.js';
import { learn, learnAll, nothingKnown } from '../samples/known.js';
import { BreachSums } from './breach-sums.js';
import type { Counter, CounterOptions } from './counter.js';
import {
  breachFiguresOf,
  type ConferenceFigures,
  figuresOf,
  type GroupFigures,
  type ParticipantFigures,
  type StreamFigures,
} from './figures.js';
import {
  type ConferenceGroup,
  keyOfConference,
  keyOfParticipant,
  type ParticipantGroup,
  whereOf,
  whoOf,
} from './groups.js';
import { itemBitOf } from './item.js';
import { joinTimelines } from './join-timelines.js';
import { Measured } from './measured.js';
import { measurementsOf } from './reading.js';
import {
  type ConferenceReadings,
  conferenceReadingsFrom,
  type ParticipantReadings,
  participantReadingsFrom,
  readingsToJSON,
  type StreamReadings,
  streamReadingsFrom,
} from './reading-groups.js';
import { Recent } from './recent.js';
import type { Saved } from './saved.js';
import { spanOf, timeOf } from './span.js';
import { type StreamKind, streamKindOf } from './stream-kind.js';
import { Timeline } from './timeline.js';
import { verdictOf } from './verdict.js';

/** Counts live readings. */
export class ReadingCounter implements Counter {
  readonly #options: CounterOptions;
  /** What other counters had forgotten that were added to this one. */
  #forgotten = 0;
  readonly #conferences: Recent<ConferenceReadings>;
  readonly #participants: Recent<ParticipantReadings>;
  readonly #streams: Recent<StreamReadings>;

  constructor(options: CounterOptions) {
    this.#options = options;
    this.#conferences = new Recent(options.maxGroups);
    this.#participants = new Recent(options.maxGroups, ({ conference, timeline }) =>
      conference.dropped.addAll(timeline.total()),
    );
    this.#streams = new Recent(options.maxGroups, ({ participant, kind }) =>
      participant.timeline.streams.delete(kind.type),
    );
  }

  get forgotten(): number {
    return this.#forgotten + this.#conferences.dropped + this.#participants.dropped + this.#streams.dropped;
  }

  add(sample: QosSample): boolean {
    if (spanOf(sample) !== 'interval') return false;
    const measurements = measurementsOf(sample);
    const verdict = verdictOf(measurements, this.#options.limits);
    const timeMs = timeOf(sample);

    const { product, accountId, eventAtMs } = sample;
    const conference = this.#conference(conferenceKey(sample), {
      product,
      accountId,
      known: nothingKnown(sample.conference),
    });
    const participant = this.#participant(participantKey(sample), {
      conference,
      known: nothingKnown(sample.participant),
    });
    const stream = this.#stream(participantKey(sample), participant, streamKindOf(sample));
    learn(conference.known, sample.conference, eventAtMs);
    learn(participant.known, sample.participant, eventAtMs);

    const arrival =
      timeMs === null
        ? 'untimed'
        : participant.timeline.add(timeMs, sample.type, verdict, itemBitOf(sample.id));
    if (arrival === 'repeated') return false;
    for (const { measured } of [conference, participant, stream]) measured.add(measurements, arrival);
    return true;
  }

  conferences(worst?: number): ConferenceFigures[] {
    const groups = this.#conferences.values();
    const sums = new Map(groups.map((conference) => [conference, this.#noTime()]));
    for (const { conference, timeline } of this.#participants.values())
      sums.get(conference)?.addAll(timeline.total());
    const subjects = [...sums].map(([conference, time]) => {
      time.addAll(conference.dropped);
      return {
        sums: time,
        figures: () => ({ ...whereOf(conference), ...this.#figuresOf(conference, time) }),
      };
    });
    return figuresOf(subjects, worst);
  }

  participants(worst?: number): ParticipantFigures[] {
    const subjects = this.#participants.values().map((participant) => {
      const sums = participant.timeline.total();
      return { sums, figures: () => ({ ...whoOf(participant), ...this.#figuresOf(participant, sums) }) };
    });
    return figuresOf(subjects, worst);
  }

  streams(worst?: number): StreamFigures[] {
    const subjects = this.#streams.values().map((stream) => {
      const { participant, kind } = stream;
      const sums = participant.timeline.total(participant.timeline.streamOf(kind.type));
      const figures = () => ({ ...whoOf(participant), ...kind, ...this.#figuresOf(stream, sums) });
      return { sums, figures };
    });
    return figuresOf(subjects, worst);
  }

  addAll(other: ReadingCounter): void {
    this.#forgotten += other.forgotten;
    for (const group of other.#conferences.values()) {
      const conference = this.#conference(keyOfConference(group), group);
      learnAll(conference.known, group.known);
      conference.measured.addAll(group.measured);
      conference.dropped.addAll(group.dropped);
    }
    for (const group of other.#participants.values()) {
      const conference = this.#conference(keyOfConference(group.conference), group.conference);
      const participant = this.#participant(keyOfParticipant(group), { conference, known: group.known });
      learnAll(participant.known, group.known);
      participant.measured.addAll(group.measured);
      participant.timeline = joinTimelines(participant.timeline, group.timeline);
    }
    for (const { participant: owner, kind, measured } of other.#streams.values()) {
      const key = keyOfParticipant(owner);
      const conference = this.#conference(keyOfConference(owner.conference), owner.conference);
      const participant = this.#participant(key, { conference, known: owner.known });
      this.#stream(key, participant, kind).measured.addAll(measured);
    }
  }

  toJSON(): unknown {
    const [conferences, participants] = [this.#conferences.values(), this.#participants.values()];
    return {
      forgotten: this.forgotten,
      ...readingsToJSON(conferences, participants, this.#streams.values()),
    };
  }

  static from(saved: Saved, options: CounterOptions): ReadingCounter {
    const counter = new ReadingCounter(options);
    const { limits, maxGroups } = options;
    counter.#forgotten = saved.get('forgotten').whole();
    const conferences = saved
      .get('conferences')
      .list(maxGroups)
      .map((each) => {
        const group = conferenceReadingsFrom(each, limits.length);
        return counter.#conferences.touch(keyOfConference(group), () => group);
      });
    const participants = saved
      .get('participants')
      .list(maxGroups)
      .map((each) => {
        const group = participantReadingsFrom(each, conferences, limits.length);
        return counter.#participants.touch(keyOfParticipant(group), () => group);
      });
    for (const each of saved.get('streams').list(maxGroups)) {
      const group = streamReadingsFrom(each, participants);
      counter.#streams.touch(streamKeyOf(keyOfParticipant(group.participant), group.kind), () => group);
    }
    return counter;
  }

  /** The conference of a key; if it is missing, a new one that knows only what the given one knows. */
  #conference(key: string, { product, accountId, known }: ConferenceGroup): ConferenceReadings {
    return this.#conferences.touch(key, () => ({
      product,
      accountId,
      known: nothingKnown(known.value),
      measured: new Measured(),
      dropped: this.#noTime(),
    }));
  }

  #participant(
    key: string,
    { conference, known }: ParticipantGroup & { readonly conference: ConferenceReadings },
  ): ParticipantReadings {
    return this.#participants.touch(key, () => ({
      conference,
      known: nothingKnown(known.value),
      measured: new Measured(),
      timeline: new Timeline(conference.product, this.#options.limits.length),
    }));
  }

  #stream(key: string, participant: ParticipantReadings, kind: StreamKind): StreamReadings {
    return this.#streams.touch(streamKeyOf(key, kind), () => ({
      participant,
      kind,
      measured: new Measured(),
    }));
  }

  #noTime(): BreachSums {
    return new BreachSums(this.#options.limits.length);
  }

  #figuresOf({ measured }: { readonly measured: Measured }, time: BreachSums): GroupFigures {
    return { ...measured.figures(), ...breachFiguresOf(time, this.#options.limits, 'ms') };
  }
}

function streamKeyOf(participantKey: string, { type }: StreamKind): string {
  return `${participantKey}|${type}`;
}
