import { emplace } from '../quality/emplace.js';
import { itemBitOf } from '../quality/item.js';
import { rowsByUserKey, type SessionUser } from '../quality/session-stays.js';
import { spanOf, timeOf } from '../quality/span.js';
import {
  type ClientSnapshot,
  type Conference,
  conferenceKey,
  type Participant,
  type Product,
  participantKey,
  type QosSample,
} from '../samples/index.js';
import { type Known, learn, learnAll, nothingKnown } from '../samples/known.js';

/** A conference that records tell of, and the best known of it. */
export interface KnownConference {
  readonly product: Product;
  readonly known: Known<Conference>;
}

/** All samples and snapshots of one participant in one conference. */
export interface Participation {
  readonly conference: KnownConference;
  readonly known: Known<Participant>;
  readonly readings: QosSample[];
  readonly summaries: QosSample[];
  readonly snapshots: ClientSnapshot[];
}

/** All participations, and how many records were read and left out. */
export interface ParticipationList {
  readonly participations: Participation[];
  readonly samples: number;
  readonly duplicates: number;
  readonly repeated: number;
}

/** Groups samples and snapshots by participant; leaves out duplicates by id, and readings that two events tell. */
export function participationsOf(
  samples: Iterable<QosSample>,
  snapshots: Iterable<ClientSnapshot>,
): ParticipationList {
  const conferences = new Map<string, KnownConference>();
  const participations = new Map<string, Participation>();
  const ids = new Set<string>();
  /** Which items came, as bits, by the time they were measured. */
  const items = new Map<string, Map<number, number>>();
  const count = { samples: 0, duplicates: 0, repeated: 0 };

  const participationOf = (key: string, record: QosSample | ClientSnapshot): Participation => {
    const { product, eventAtMs } = record;
    const conference = emplace(conferences, conferenceKey(record), () => ({
      product,
      known: nothingKnown(record.conference),
    }));
    const participation = emplace(participations, key, () => ({
      conference,
      known: nothingKnown(record.participant),
      readings: [],
      summaries: [],
      snapshots: [],
    }));
    learn(conference.known, record.conference, eventAtMs);
    learn(participation.known, record.participant, eventAtMs);
    return participation;
  };
  const isDuplicate = ({ id }: { readonly id: string }) => {
    const isKnown = ids.has(id);
    ids.add(id);
    if (isKnown) count.duplicates += 1;
    return isKnown;
  };
  const isRepeated = (key: string, sample: QosSample) => {
    const timeMs = timeOf(sample);
    if (timeMs === null) return false;
    const times = emplace(items, `${key}|${sample.type}`, () => new Map<number, number>());
    const [known, item] = [times.get(timeMs) ?? 0, itemBitOf(sample.id)];
    times.set(timeMs, known | item);
    if ((known & item) === 0) return false;
    count.repeated += 1;
    return true;
  };

  for (const sample of liveFirst(samples)) {
    if (isDuplicate(sample)) continue;
    const key = participantKey(sample);
    const participation = participationOf(key, sample);
    const isReading = spanOf(sample) === 'interval';
    if (isReading && isRepeated(key, sample)) continue;
    count.samples += 1;
    participation[isReading ? 'readings' : 'summaries'].push(sample);
  }
  for (const snapshot of snapshots)
    if (!isDuplicate(snapshot)) participationOf(participantKey(snapshot), snapshot).snapshots.push(snapshot);
  return { participations: withSessionRows([...participations.values()]), ...count };
}

/** The live events of a call say its readings first-hand: their values stand, whatever came first. */
function liveFirst(samples: Iterable<QosSample>): QosSample[] {
  const [live, repeating]: [QosSample[], QosSample[]] = [[], []];
  for (const sample of samples) (sample.source === 'phone.call_qos_summary' ? repeating : live).push(sample);
  return [...live, ...repeating];
}

/** Joins the events and the REST rows of each user of a session whom a `user_key` of their own tells. */
function withSessionRows(participations: readonly Participation[]): Participation[] {
  const rowOf = rowsByUserKey(participations, sessionUserOf);
  for (const [participation, row] of rowOf) {
    learnAll(participation.known, row.known);
    participation.summaries.push(...row.summaries);
  }
  const joined = new Set(rowOf.values());
  return participations.filter((each) => !joined.has(each));
}

function sessionUserOf({ conference, known, ...records }: Participation): SessionUser | null {
  if (conference.product !== 'session') return null;
  const { readings, summaries, snapshots } = records;
  const rows = summaries.filter(({ source }) => source.startsWith('rest.')).length;
  return {
    session: conference,
    userKey: known.value.userId,
    hasEvents: readings.length + snapshots.length + summaries.length > rows,
    hasRows: rows > 0,
  };
}
