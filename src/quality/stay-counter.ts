import { conferenceKey, participantKey, type QosSample } from '../samples/index.js';
import { learn, learnAll, nothingKnown } from '../samples/known.js';
import type { Counter, CounterOptions } from './counter.js';
import { type ConferenceFigures, figuresOf, type ParticipantFigures, type StreamFigures } from './figures.js';
import {
  type ConferenceGroup,
  keyOfConference,
  keyOfParticipant,
  type ParticipantGroup,
  whereOf,
} from './groups.js';
import { measurementsOf } from './reading.js';
import { Recent } from './recent.js';
import type { Saved } from './saved.js';
import { staysOf } from './session-stays.js';
import { spanOf } from './span.js';
import {
  type ConferenceStays,
  measurementsOfStay,
  type ParticipantStay,
  type Stay,
  type StayStream,
  stayOf,
  verdictOfStay,
} from './stay.js';
import { conferenceStaysFrom, participantStayFrom, staysToJSON } from './stay-groups.js';
import { StayItems } from './stay-items.js';
import { StayTotal } from './stay-total.js';
import { type StreamKind, streamKindOf } from './stream-kind.js';
import { verdictOf } from './verdict.js';

/** How many streams of a stay are kept: Zoom documents 23 types. */
const MOST_STREAMS = 64;

/** Counts summaries by stay. */
export class StayCounter implements Counter {
  readonly #options: CounterOptions;
  /** What other counters had forgotten that were added to this one, and streams beyond those kept of a stay. */
  #forgotten = 0;
  readonly #conferences: Recent<ConferenceStays>;
  readonly #participants: Recent<ParticipantStay>;

  constructor(options: CounterOptions) {
    this.#options = options;
    this.#conferences = new Recent(options.maxGroups);
    this.#participants = new Recent(options.maxGroups, (participant) => {
      this.#addStay(participant.conference.dropped, stayOf(participant));
    });
  }

  get forgotten(): number {
    return this.#forgotten + this.#conferences.dropped + this.#participants.dropped;
  }

  add(sample: QosSample): boolean {
    if (spanOf(sample) !== 'summary') return false;
    const measurements = measurementsOf(sample);
    const { product, accountId, eventAtMs, id, source } = sample;
    const conference = this.#conference(conferenceKey(sample), {
      product,
      accountId,
      known: nothingKnown(sample.conference),
    });
    const participant = this.#participant(participantKey(sample), {
      conference,
      known: nothingKnown(sample.participant),
    });
    learn(conference.known, sample.conference, eventAtMs);
    learn(participant.known, sample.participant, eventAtMs);
    const stream = this.#stream(participant, streamKindOf(sample));
    const items = source.startsWith('rest.') ? stream?.rest : stream?.webhook;
    return items?.add(id, measurements) ?? false;
  }

  conferences(worst?: number): ConferenceFigures[] {
    const groups = this.#conferences.values();
    const totals = new Map(groups.map((group) => [group, this.#noStays().addAll(group.dropped)]));
    for (const stay of staysOf(this.#participants.values())) {
      const total = totals.get(stay.owner.conference);
      if (total !== undefined) this.#addStay(total, stay);
    }
    const subjects = [...totals].map(([conference, total]) => ({
      sums: total.sums,
      figures: () => ({ ...whereOf(conference), ...total.figures(this.#options.limits) }),
    }));
    return figuresOf(subjects, worst);
  }

  participants(worst?: number): ParticipantFigures[] {
    const subjects = staysOf(this.#participants.values()).map((stay) => {
      const total = this.#addStay(this.#noStays(), stay);
      return { sums: total.sums, figures: () => ({ ...stay.who, ...total.figures(this.#options.limits) }) };
    });
    return figuresOf(subjects, worst);
  }

  streams(worst?: number): StreamFigures[] {
    const { limits } = this.#options;
    const subjects = staysOf(this.#participants.values()).flatMap(({ who, streams }) =>
      streams.map(({ kind, items }) => {
        const means = items.means();
        const total = this.#noStays().add(means, verdictOf(means, limits), items.count);
        return { sums: total.sums, figures: () => ({ ...who, ...kind, ...total.figures(limits) }) };
      }),
    );
    return figuresOf(subjects, worst);
  }

  addAll(other: StayCounter): void {
    this.#forgotten += other.forgotten;
    for (const group of other.#conferences.values()) {
      const conference = this.#conference(keyOfConference(group), group);
      learnAll(conference.known, group.known);
      conference.dropped.addAll(group.dropped);
    }
    for (const group of other.#participants.values()) {
      const conference = this.#conference(keyOfConference(group.conference), group.conference);
      const participant = this.#participant(keyOfParticipant(group), { conference, known: group.known });
      learnAll(participant.known, group.known);
      for (const { kind, webhook, rest } of group.streams.values()) {
        const stream = this.#stream(participant, kind);
        stream?.webhook.addAll(webhook);
        stream?.rest.addAll(rest);
      }
    }
  }

  toJSON(): unknown {
    const { forgotten } = this;
    return { forgotten, ...staysToJSON(this.#conferences.values(), this.#participants.values()) };
  }

  static from(saved: Saved, options: CounterOptions): StayCounter {
    const counter = new StayCounter(options);
    const { limits, maxGroups } = options;
    counter.#forgotten = saved.get('forgotten').whole();
    const conferences = saved
      .get('conferences')
      .list(maxGroups)
      .map((each) => {
        const group = conferenceStaysFrom(each, limits.length);
        return counter.#conferences.touch(keyOfConference(group), () => group);
      });
    for (const each of saved.get('participants').list(maxGroups)) {
      const group = participantStayFrom(each, conferences, MOST_STREAMS);
      counter.#participants.touch(keyOfParticipant(group), () => group);
    }
    return counter;
  }

  /** The conference of a key; if it is missing, a new one that knows only what the given one knows. */
  #conference(key: string, { product, accountId, known }: ConferenceGroup): ConferenceStays {
    return this.#conferences.touch(key, () => ({
      product,
      accountId,
      known: nothingKnown(known.value),
      dropped: this.#noStays(),
    }));
  }

  #participant(
    key: string,
    { conference, known }: ParticipantGroup & { readonly conference: ConferenceStays },
  ): ParticipantStay {
    return this.#participants.touch(key, () => ({
      conference,
      known: nothingKnown(known.value),
      streams: new Map(),
    }));
  }

  #stream({ streams }: ParticipantStay, kind: StreamKind): StayStream | undefined {
    let stream = streams.get(kind.type);
    if (stream === undefined && streams.size < MOST_STREAMS) {
      stream = { kind, webhook: new StayItems(), rest: new StayItems() };
      streams.set(kind.type, stream);
    } else if (stream === undefined) {
      this.#forgotten += 1;
    }
    return stream;
  }

  #noStays(): StayTotal {
    return new StayTotal(this.#options.limits.length);
  }

  #addStay(total: StayTotal, stay: Stay): StayTotal {
    const samples = stay.streams.reduce((sum, { items }) => sum + items.count, 0);
    return total.add(measurementsOfStay(stay), verdictOfStay(stay, this.#options.limits), samples);
  }
}
