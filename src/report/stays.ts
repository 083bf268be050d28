import { emplace } from '../quality/group.js';
import { conferenceKey, participantKey, type Whose } from '../quality/group-key.js';
import type { ClientSnapshot, QosSample } from '../samples/index.js';

/** All that came of one participant of one conference. */
export interface Stay {
  readonly conferenceKey: string;
  /** The first sample or snapshot: whose all of it is. */
  readonly first: QosSample | ClientSnapshot;
  readonly intervals: QosSample[];
  readonly summaries: QosSample[];
  readonly snapshots: ClientSnapshot[];
}

export interface Stays {
  readonly stays: Stay[];
  readonly samples: number;
  readonly duplicates: number;
}

/** Sorts samples and snapshots by participant, each once however often it was delivered. */
export function staysOf(samples: Iterable<QosSample>, snapshots: Iterable<ClientSnapshot>): Stays {
  const stays = new Map<string, Stay>();
  const seen = new Set<string>();
  let duplicates = 0;
  const stayOf = (first: (QosSample | ClientSnapshot) & Whose) => {
    const conference = conferenceKey(first);
    const empty = () => ({ conferenceKey: conference, first, intervals: [], summaries: [], snapshots: [] });
    return emplace<string, Stay>(stays, conference + participantKey(first), empty);
  };
  const isNew = ({ id }: { readonly id: string }) => {
    if (seen.has(id)) duplicates += 1;
    else return seen.add(id);
    return false;
  };

  let count = 0;
  for (const sample of samples) {
    if (!isNew(sample)) continue;
    count += 1;
    const stay = stayOf(sample);
    (sample.window === 'interval' ? stay.intervals : stay.summaries).push(sample);
  }
  for (const snapshot of snapshots) if (isNew(snapshot)) stayOf(snapshot).snapshots.push(snapshot);
  return { stays: [...stays.values()], samples: count, duplicates };
}
