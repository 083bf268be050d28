import { emplace } from '../../../quality/emplace.js';
import { IssueCounter, type KnownConference } from '../../../report/index.js';
import { conferenceKey, participantKey } from '../../../samples/index.js';
import { learn, nothingKnown } from '../../../samples/known.js';
import { DigestSet } from './digests.js';
import { NumberList } from './number-list.js';
import type { PackedConference, PackedMember } from './packed-conference.js';
import type { Person, PlacedSnapshot, RecordBatch } from './record-batch.js';
import { type SampleKind, SampleKinds } from './sample-kinds.js';
import { countNumbers, eventTimeIn, headOf, headsIn, kindIn } from './sample-numbers.js';

/** A participant whose samples are being collected. */
interface Member extends Omit<PackedMember, 'numbers'> {
  readonly numbers: NumberList;
}

/** A conference whose participants are being collected. */
interface Members {
  readonly conference: KnownConference;
  readonly byKey: Map<string, Member>;
}

/** What some records say of who and where, whom they say it of, and when the latest of them was made. */
interface Said {
  readonly person: Person;
  readonly conference: KnownConference;
  readonly member: Member;
  latestAtMs: number | null;
}

/** Groups records by conference and participant, and leaves out duplicates by id. A sample takes about 130 bytes. */
export class RecordGroups {
  readonly #conferences = new Map<string, Members>();
  readonly #said = new Map<string, Said>();
  readonly #kinds = new SampleKinds();
  readonly #digests = new DigestSet();
  readonly issues = new IssueCounter();
  duplicates = 0;
  /** Without duplicates. */
  samples = 0;
  snapshots = 0;
  rejected = 0;

  add({ people, kinds, samples, snapshots, digests, issues, rejected }: RecordBatch): void {
    const saidBy: (Said | undefined)[] = [];
    const kindOf = kinds.map((kind) => this.#kinds.indexOf(kind));
    let record = 0;
    /** What was said by the next record, which names a person of the batch; nothing if it is a duplicate. */
    const saidNext = (person: number, atMs: number | null): Said | undefined => {
      record += 1;
      if (!this.#digests.add(digests, record - 1)) {
        this.duplicates += 1;
        return undefined;
      }
      // The batch has every person that it names.
      const said = saidBy[person] ?? this.#saidBy(people[person] as string);
      saidBy[person] = said;
      if (atMs !== null && (said.latestAtMs === null || atMs > said.latestAtMs)) said.latestAtMs = atMs;
      return said;
    };

    let nextSnapshot = 0;
    /** Adds the snapshots that came before a place in `samples`. */
    const addSnapshots = (end: number): void => {
      for (; nextSnapshot < snapshots.length; nextSnapshot += 1) {
        // The loop is bounded by the length of the list.
        const { person, at, snapshot } = snapshots[nextSnapshot] as PlacedSnapshot;
        if (at > end) return;
        const said = saidNext(person, snapshot.eventAtMs);
        if (said === undefined) continue;
        said.member.snapshots.push(snapshot);
        this.snapshots += 1;
      }
    };

    for (let at = 0; at < samples.length; ) {
      addSnapshots(at);
      // Every sample has a person and a head.
      const [person, head] = [samples[at] as number, samples[at + 1] as number];
      const numbers = saidNext(person, eventTimeIn(samples, at + 1))?.member.numbers;
      const from = at + 2;
      at = from + countNumbers(head);
      if (numbers === undefined) continue;
      this.samples += 1;
      numbers.push(renumbered(head, kindOf));
      for (let number = from; number < at; number += 1) numbers.push(samples[number] as number);
    }
    addSnapshots(samples.length);
    for (const issue of issues) this.issues.addGroup(issue);
    this.rejected += rejected;
  }

  /** The conferences, each of which is dropped once it was given. */
  *conferences(): Generator<PackedConference, void, undefined> {
    for (const { person, conference, member, latestAtMs } of this.#said.values()) {
      learn(conference.known, person.conference, latestAtMs);
      learn(member.known, person.participant, latestAtMs);
    }
    this.#said.clear();
    this.#digests.clear();
    for (const [key, { conference, byKey }] of this.#conferences) {
      this.#conferences.delete(key);
      const kinds = new SampleKinds();
      const members = [...byKey.values()].map((member) => this.#packed(member, kinds));
      yield { conference, kinds: kinds.list, members };
    }
  }

  /** @param kinds those of the conference */
  #packed({ numbers: list, ...member }: Member, kinds: SampleKinds): PackedMember {
    const numbers = list.joined();
    const kindOf: number[] = [];
    for (const at of headsIn(numbers)) {
      // Every head has a kind that was numbered.
      const head = numbers[at] as number;
      kindOf[kindIn(head)] ??= kinds.indexOf(this.#kinds.list[kindIn(head)] as SampleKind);
      numbers[at] = renumbered(head, kindOf);
    }
    return { ...member, numbers };
  }

  #saidBy(json: string): Said {
    return emplace(this.#said, json, () => {
      // A batch has the JSON of people.
      const person = JSON.parse(json) as Person;
      const key = conferenceKey(person);
      const { conference, byKey } = emplace(this.#conferences, key, () => ({
        conference: { key, product: person.product, known: nothingKnown(person.conference) },
        byKey: new Map<string, Member>(),
      }));
      const ofMember = participantKey(person);
      const member = emplace(byKey, ofMember, () => ({
        key: ofMember,
        known: nothingKnown(person.participant),
        numbers: new NumberList(),
        snapshots: [],
      }));
      return { person, conference, member, latestAtMs: null };
    });
  }
}

/** @param kindOf the new index of each kind */
function renumbered(head: number, kindOf: readonly number[]): number {
  const kind = kindIn(head);
  return head + headOf((kindOf[kind] as number) - kind, 0);
}
