import type { Limit } from '../../../quality/thresholds.js';
import {
  type CollectedConference,
  ConferenceCollector,
  joinSessionUsers,
  type KnownConference,
  type Participation,
} from '../../../report/index.js';
import type { Item } from '../../../report/records.js';
import type { SampleKind } from './sample-kinds.js';
import { headsIn, kindIn, unpackItem } from './sample-numbers.js';

/** A conference with its samples in numbers, as data that can pass to another thread. */
export interface PackedConference {
  readonly conference: KnownConference;
  readonly kinds: readonly SampleKind[];
  readonly members: readonly PackedMember[];
}

/** A participant. */
export interface PackedMember extends Omit<Participation, 'samples' | 'conference'> {
  /** For each sample its head, which holds the index of its kind and bits, and its numbers. */
  readonly numbers: Float64Array<ArrayBuffer>;
}

/** Measures a conference. Samples of one participant are unpacked at a time; of a session all, whose users are joined. */
export function measureConference(packed: PackedConference, limits: readonly Limit[]): CollectedConference {
  const collector = new ConferenceCollector(packed.conference, limits);
  for (const participation of participationsIn(packed)) collector.add(participation);
  return collector.finish();
}

function* participationsIn({ conference, kinds, members }: PackedConference): Generator<Participation> {
  const unpack = ({ numbers, ...member }: PackedMember): Participation => {
    const samples: Item[] = [];
    for (const head of headsIn(numbers)) {
      // The kind of every sample is in the list.
      const kind = kinds[kindIn(numbers[head] as number)] as SampleKind;
      samples.push(unpackItem(numbers, head, kind, { conference, known: member.known }));
    }
    return { ...member, conference, samples };
  };
  if (conference.product === 'session') yield* joinSessionUsers(members.map(unpack));
  else for (const member of members) yield unpack(member);
}
