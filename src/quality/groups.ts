import {
  type Conference,
  conferenceKey,
  type Participant,
  type Product,
  participantKey,
  type QosSample,
} from '../samples/index.js';
import { type Known, learn, learnAll, nothingKnown } from '../samples/known.js';
import { emplace } from './emplace.js';
import {
  type ConferenceGroup,
  type CountedConference,
  type CountedParticipant,
  conferenceFrom,
  keyOfConference,
  keyOfParticipant,
  knownConferenceFrom,
  knownParticipantFrom,
  knownToJSON,
} from './group.js';
import { Latest } from './latest.js';
import { Recent } from './recent.js';
import type { Saved } from './saved.js';
import { dropBefore, type Sliced, slicedFrom, slicesSince } from './sliced.js';

/** What a slice of a conference and of a participant holds: how it is made, added up, and read out of JSON. */
export interface SliceKind<C, P> {
  newConference(): C;
  newParticipant(conference: ConferenceGroup): P;
  addConference(slice: C, more: C): void;
  addParticipant(slice: P, more: P): void;
  conferenceFrom(saved: Saved): C;
  participantFrom(saved: Saved, conference: ConferenceGroup): P;
  participantToJSON(slice: P): unknown;
  /** Keeps what a participant who is forgotten adds to their conference. */
  onForgotten(participant: CountedParticipant<C, P>): void;
}

/**
 * The conferences and participants of a rollup, with the best that any sample said of who and where: also one that does not
 * count. Of more than `maxGroups` of each, the one without a new sample for longest is dropped.
 */
export class Groups<C, P> {
  readonly conferences: Recent<CountedConference<C>>;
  readonly participants: Recent<CountedParticipant<C, P>>;
  /** What is known of those of whom no sample counts yet, as of people whose summary comes before their readings. */
  readonly #heardConferences: Recent<Known<Conference>>;
  readonly #heardParticipants: Recent<Known<Participant>>;
  readonly #kind: SliceKind<C, P>;
  #numbered = 0;
  /** Pays for the row of the bench that reads a file of samples. */
  readonly #latest = new Latest<CountedParticipant<C, P>>();

  constructor(maxGroups: number, kind: SliceKind<C, P>) {
    this.#kind = kind;
    this.conferences = new Recent(maxGroups);
    this.participants = new Recent(maxGroups, (participant) => kind.onForgotten(participant));
    this.#heardConferences = new Recent(maxGroups);
    this.#heardParticipants = new Recent(maxGroups);
  }

  /** The participant of a sample that counts, made if missing, with what the sample says of them. */
  touch(sample: QosSample): CountedParticipant<C, P> {
    const latest = this.#latest.ownerOf(sample);
    if (latest !== undefined) return latest;
    const { product, accountId, eventAtMs } = sample;
    const conference = this.#conference(conferenceKey(sample), product, accountId, sample.conference);
    const participant = this.#participant(participantKey(sample), conference, sample.participant);
    learn(conference.known, sample.conference, eventAtMs);
    learn(participant.known, sample.participant, eventAtMs);
    this.#latest.set(sample, participant);
    return participant;
  }

  /** Learns who and where from a sample that does not count. */
  learn(sample: QosSample): void {
    const { conference, participant, eventAtMs } = sample;
    learn(this.#knownConference(conferenceKey(sample), conference), conference, eventAtMs);
    learn(this.#knownParticipant(participantKey(sample), participant), participant, eventAtMs);
  }

  /** The slices of a participant and of their conference at one time, made if missing. */
  sliceOf(
    { conference, slices }: CountedParticipant<C, P>,
    slice: number,
  ): { conference: C; participant: P } {
    return {
      conference: emplace(conference.slices, slice, () => this.#kind.newConference()),
      participant: emplace(slices, slice, () => this.#kind.newParticipant(conference)),
    };
  }

  /** Drops what no longer counts, and keeps the names. */
  dropBefore(oldest: number): void {
    this.#latest.forget();
    for (const [key, { slices, known }] of this.conferences.entries()) {
      if (dropBefore(slices, oldest)) continue;
      this.conferences.take(key);
      this.#heardConferences.touch(key, () => known);
    }
    for (const [key, { slices, known }] of this.participants.entries()) {
      if (dropBefore(slices, oldest)) continue;
      this.participants.take(key);
      this.#heardParticipants.touch(key, () => known);
    }
  }

  /** Adds the groups of another rollup, from a slice on. */
  addAll(other: Groups<C, P>, oldest: number): void {
    const { conferences, participants } = this;
    this.#latest.forget();
    conferences.dropped += other.conferences.dropped;
    participants.dropped += other.participants.dropped;
    for (const [key, known] of other.#heardConferences.entries())
      learnAll(this.#knownConference(key, known.value), known);
    for (const [key, known] of other.#heardParticipants.entries())
      learnAll(this.#knownParticipant(key, known.value), known);
    for (const [key, { product, accountId, known, slices }] of other.conferences.entries()) {
      const recent = slicesSince(slices, oldest);
      if (recent.length > 0) {
        const own = this.#conference(key, product, accountId, known.value).slices;
        for (const [slice, more] of recent)
          this.#kind.addConference(
            emplace(own, slice, () => this.#kind.newConference()),
            more,
          );
      }
      learnAll(this.#knownConference(key, known.value), known);
    }
    // A conference that was forgotten, even if it came back just now, takes its people with it.
    const kept = new Set(conferences.values());
    for (const [key, { conference }] of participants.entries()) {
      if (kept.has(conference)) continue;
      participants.take(key);
      participants.dropped += 1;
    }
    for (const [key, { conference, known, slices }] of other.participants.entries()) {
      const recent = slicesSince(slices, oldest);
      const owner = conferences.get(keyOfConference(conference));
      if (recent.length > 0 && owner !== undefined) {
        const own = this.#participant(key, owner, known.value);
        for (const [slice, more] of recent)
          this.#kind.addParticipant(this.sliceOf(own, slice).participant, more);
      }
      // A smaller rollup has forgotten the conference already.
      if (recent.length > 0 && owner === undefined) participants.dropped += 1;
      else learnAll(this.#knownParticipant(key, known.value), known);
    }
  }

  /** Groups as JSON, in which participants name their conference by its place. */
  toJSON(): { readonly [list: string]: unknown } {
    const conferences = this.conferences.values();
    const places = new Map<object, number>(conferences.map((conference, place) => [conference, place]));
    const heard = <T extends object>(names: Recent<Known<T>>) =>
      names.entries().map(([key, known]) => [key, knownToJSON(known)]);
    return {
      forgotten: [this.conferences.dropped, this.participants.dropped],
      conferences: conferences.map(({ known, slices, ...where }) => ({
        ...where,
        known: knownToJSON(known),
        slices: [...slices],
      })),
      participants: this.participants.values().map(({ conference, known, slices }) => ({
        conference: places.get(conference),
        known: knownToJSON(known),
        slices: [...slices].map(([slice, counted]) => [slice, this.#kind.participantToJSON(counted)]),
      })),
      heardConferences: heard(this.#heardConferences),
      heardParticipants: heard(this.#heardParticipants),
    };
  }

  static from<C, P>(saved: Saved, maxGroups: number, kind: SliceKind<C, P>): Groups<C, P> {
    const groups = new Groups(maxGroups, kind);
    const conferences = saved
      .get('conferences')
      .list(maxGroups)
      .map((each) => {
        const slices: Sliced<C> = slicedFrom(each.get('slices'), (slice) => kind.conferenceFrom(slice));
        const group = { ...conferenceFrom(each), slices };
        return groups.conferences.touch(keyOfConference(group), () => group);
      });
    for (const each of saved.get('participants').list(maxGroups)) {
      const conference = each.get('conference').placeIn(conferences);
      const slices = slicedFrom(each.get('slices'), (slice) => kind.participantFrom(slice, conference));
      const known = knownParticipantFrom(each.get('known'));
      const key = keyOfParticipant({ conference, known });
      groups.participants.touch(key, () => ({ number: groups.#nextNumber(), conference, known, slices }));
    }
    for (const entry of saved.get('heardConferences').list(maxGroups)) {
      const [key, known] = entry.tuple(2);
      groups.#heardConferences.touch(key.text(), () => knownConferenceFrom(known));
    }
    for (const entry of saved.get('heardParticipants').list(maxGroups)) {
      const [key, known] = entry.tuple(2);
      groups.#heardParticipants.touch(key.text(), () => knownParticipantFrom(known));
    }
    const [ofConferences, ofParticipants] = saved.get('forgotten').tuple(2);
    groups.conferences.dropped = ofConferences.whole();
    groups.participants.dropped = ofParticipants.whole();
    return groups;
  }

  #conference(
    key: string,
    product: Product,
    accountId: string | null,
    said: Conference,
  ): CountedConference<C> {
    return this.conferences.touch(key, () => ({
      product,
      accountId,
      known: this.#heardConferences.take(key) ?? nothingKnown(said),
      slices: new Map(),
    }));
  }

  #participant(key: string, conference: CountedConference<C>, said: Participant): CountedParticipant<C, P> {
    return this.participants.touch(key, () => ({
      number: this.#nextNumber(),
      conference,
      known: this.#heardParticipants.take(key) ?? nothingKnown(said),
      slices: new Map(),
    }));
  }

  #nextNumber(): number {
    this.#numbered += 1;
    return this.#numbered;
  }

  #knownConference(key: string, said: Conference): Known<Conference> {
    return this.conferences.get(key)?.known ?? this.#heardConferences.touch(key, () => nothingKnown(said));
  }

  #knownParticipant(key: string, said: Participant): Known<Participant> {
    return this.participants.get(key)?.known ?? this.#heardParticipants.touch(key, () => nothingKnown(said));
  }
}
