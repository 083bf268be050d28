import { emplace } from '../quality/emplace.js';
import { ordinalOf } from '../quality/item.js';
import {
  type ClientSnapshot,
  type Conference,
  conferenceKey,
  type Participant,
  type Product,
  participantKey,
  type QosSample,
} from '../samples/index.js';
import { type Known, learn, nothingKnown } from '../samples/known.js';
import type { Item, ReportSnapshot } from './records.js';

/** A conference that records tell of, and the best known of it. */
export interface KnownConference {
  readonly key: string;
  readonly product: Product;
  readonly known: Known<Conference>;
}

/** All samples and snapshots of one participant in one conference, each once. */
export interface Participation {
  readonly key: string;
  readonly conference: KnownConference;
  readonly known: Known<Participant>;
  readonly samples: Item[];
  readonly snapshots: ReportSnapshot[];
}

/** All participants of one conference. */
interface Members {
  readonly conference: KnownConference;
  readonly byKey: Map<string, Participation>;
}

/** The participants of each conference, and how many duplicates were left out. */
export interface ParticipationList {
  readonly conferences: readonly (readonly Participation[])[];
  readonly duplicates: number;
}

/** Groups samples and snapshots by conference and participant, and leaves out duplicates by id. */
export function participationsOf(
  samples: Iterable<QosSample>,
  snapshots: Iterable<ClientSnapshot>,
): ParticipationList {
  const conferences = new Map<string, Members>();
  const ids = new Set<string>();
  let duplicates = 0;

  const participationOf = (record: QosSample | ClientSnapshot): Participation => {
    const { product, eventAtMs } = record;
    const key = conferenceKey(record);
    const { conference, byKey } = emplace(conferences, key, () => ({
      conference: { key, product, known: nothingKnown(record.conference) },
      byKey: new Map(),
    }));
    const participant = participantKey(record);
    const participation = emplace(byKey, participant, () => ({
      key: participant,
      conference,
      known: nothingKnown(record.participant),
      samples: [],
      snapshots: [],
    }));
    learn(conference.known, record.conference, eventAtMs);
    learn(participation.known, record.participant, eventAtMs);
    return participation;
  };
  const isDuplicate = ({ id }: { readonly id: string }) => {
    const isKnown = ids.has(id);
    ids.add(id);
    if (isKnown) duplicates += 1;
    return isKnown;
  };

  for (const sample of samples)
    if (!isDuplicate(sample)) participationOf(sample).samples.push({ ordinal: ordinalOf(sample.id), sample });
  for (const snapshot of snapshots)
    if (!isDuplicate(snapshot)) participationOf(snapshot).snapshots.push(snapshot);
  return { conferences: [...conferences.values()].map(({ byKey }) => [...byKey.values()]), duplicates };
}
