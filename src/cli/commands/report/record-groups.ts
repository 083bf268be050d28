import { emplace } from '../../../quality/emplace.js';
import {
  IssueCounter,
  joinSessionUsers,
  type KnownConference,
  type Participation,
} from '../../../report/index.js';
import type { Item } from '../../../report/records.js';
import { conferenceKey, participantKey } from '../../../samples/index.js';
import { learn, nothingKnown } from '../../../samples/known.js';
import { DigestSet } from './digests.js';
import { NumberList } from './number-list.js';
import type { Person, RecordBatch } from './record-batch.js';
import { BITS, countNumbers, eventTimeIn, type SampleKind, unpackItem } from './sample-numbers.js';

/** A participant with the packed samples. */
interface Packed extends Omit<Participation, 'samples'> {
  /** For each sample its head, which holds the index of its kind and bits, and its numbers. */
  readonly samples: NumberList;
}

interface Packs {
  readonly conference: KnownConference;
  readonly byKey: Map<string, Packed>;
}

/** What some records say of who and where, and when the latest of them was made. */
interface Said extends Pick<Person, 'conference' | 'participant'> {
  readonly packed: Packed;
  latestAtMs: number | null;
}

/** Groups records by conference and participant, and leaves out duplicates by id. A sample takes about 130 bytes. */
export class RecordGroups {
  readonly #conferences = new Map<string, Packs>();
  readonly #said = new Map<string, Said>();
  readonly #kinds: SampleKind[] = [];
  readonly #kindIndexes = new Map<string, number>();
  readonly #digests = new DigestSet();
  readonly issues = new IssueCounter();
  duplicates = 0;
  rejected = 0;

  add(batch: RecordBatch): void {
    const { people, kinds, samples, snapshots, digests } = batch;
    const saidBy: (Said | undefined)[] = [];
    const kindIndexes = kinds.map((kind) => this.#kindIndex(kind));
    /** What the person of a record said, unless the record is a duplicate. */
    const saidIn = (record: number, person: number, atMs: number | null): Said | undefined => {
      if (!this.#digests.add(digests, record)) {
        this.duplicates += 1;
        return undefined;
      }
      // The batch has every person that it names.
      const said = saidBy[person] ?? this.#saidBy(people[person] as Person);
      saidBy[person] = said;
      if (atMs !== null && (said.latestAtMs === null || atMs > said.latestAtMs)) said.latestAtMs = atMs;
      return said;
    };

    let record = 0;
    for (let at = 0; at < samples.length; record += 1) {
      // Every sample has a person and a head.
      const [person, head] = [samples[at] as number, samples[at + 1] as number];
      const bits = head % BITS;
      const from = at + 2;
      at = from + countNumbers(bits);
      const said = saidIn(record, person, eventTimeIn(bits, samples, from));
      if (said === undefined) continue;
      const packed = said.packed.samples;
      packed.push((kindIndexes[Math.floor(head / BITS)] as number) * BITS + bits);
      for (let number = from; number < at; number += 1) packed.push(samples[number] as number);
    }
    for (const { person, snapshot } of snapshots) {
      saidIn(record, person, snapshot.eventAtMs)?.packed.snapshots.push(snapshot);
      record += 1;
    }
    for (const issue of batch.issues) this.issues.addGroup(issue);
    this.rejected += batch.rejected;
  }

  /**
   * One participant after the other, those of a conference together, so that the samples of one are unpacked; of a session those
   * of all its users, which are joined. It drops what it has given.
   */
  *participations(): Generator<Participation, void, undefined> {
    for (const { packed, conference, participant, latestAtMs } of this.#said.values()) {
      learn(packed.conference.known, conference, latestAtMs);
      learn(packed.known, participant, latestAtMs);
    }
    this.#said.clear();
    this.#digests.clear();
    for (const [key, { conference, byKey }] of this.#conferences) {
      this.#conferences.delete(key);
      if (conference.product === 'session')
        yield* joinSessionUsers([...byKey.values()].map((packed) => this.#unpack(packed)));
      else for (const packed of byKey.values()) yield this.#unpack(packed);
    }
  }

  #unpack({ samples: packed, ...rest }: Packed): Participation {
    const numbers = packed.joined();
    const samples: Item[] = [];
    for (let at = 0; at < numbers.length; ) {
      // Every sample has a head, and its kind was numbered.
      const head = numbers[at] as number;
      const bits = head % BITS;
      const kind = this.#kinds[Math.floor(head / BITS)] as SampleKind;
      samples.push(unpackItem(kind, bits, numbers, at + 1, rest));
      at += 1 + countNumbers(bits);
    }
    return { ...rest, samples };
  }

  #saidBy(person: Person): Said {
    const { key, product, conference, participant } = person;
    return emplace(this.#said, key, () => {
      const ofConference = conferenceKey(person);
      const packs = emplace(this.#conferences, ofConference, () => ({
        conference: { key: ofConference, product, known: nothingKnown(conference) },
        byKey: new Map<string, Packed>(),
      }));
      const ofParticipant = participantKey(person);
      const packed = emplace(packs.byKey, ofParticipant, () => ({
        key: ofParticipant,
        conference: packs.conference,
        known: nothingKnown(participant),
        samples: new NumberList(),
        snapshots: [],
      }));
      return { conference, participant, packed, latestAtMs: null };
    });
  }

  #kindIndex(kind: SampleKind): number {
    return emplace(this.#kindIndexes, JSON.stringify(kind), () => this.#kinds.push(kind) - 1);
  }
}
