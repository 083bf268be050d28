import type { Limit } from '../quality/thresholds.js';
import { ConferenceCounter } from './conference-counter.js';
import type { ConferenceData } from './data.js';
import type { GroupCounts } from './group-counter.js';
import { type PackedParticipant, pack } from './packed-participant.js';
import { measure } from './participant.js';
import type { KnownConference, Participation } from './participations.js';
import { type Rank, rankOf } from './worse-first.js';

/** A conference whose participants were all measured, as data that can pass to another thread. */
export interface CollectedConference {
  readonly key: string;
  readonly rank: Rank;
  readonly data: ConferenceData;
  readonly members: readonly PackedParticipant[];
  readonly group: GroupCounts;
  readonly counts: SampleCounts;
}

/** How many samples were counted, how many left out, and how many have no time. */
export interface SampleCounts {
  readonly samples: number;
  readonly repeated: number;
  readonly untimed: number;
}

/** Measures the participants of a conference one after the other, and keeps no sample. */
export class ConferenceCollector {
  readonly conference: KnownConference;
  readonly #limits: readonly Limit[];
  readonly #counter: ConferenceCounter;
  readonly #members: PackedParticipant[] = [];
  readonly #counts = { samples: 0, repeated: 0, untimed: 0 };

  constructor(conference: KnownConference, limits: readonly Limit[]) {
    this.conference = conference;
    this.#limits = limits;
    this.#counter = new ConferenceCounter(conference);
  }

  add(participation: Participation): void {
    const measured = measure(participation, this.#limits);
    this.#counter.add(measured);
    this.#members.push(pack(measured));
    this.#counts.samples += measured.samples;
    this.#counts.repeated += measured.repeated;
    this.#counts.untimed += measured.data.untimed;
  }

  finish(): CollectedConference {
    const data = this.#counter.data();
    return {
      key: this.conference.key,
      rank: rankOf(data),
      data,
      members: this.#members,
      group: this.#counter.group.counts(),
      counts: this.#counts,
    };
  }
}
