import { emplace } from '../quality/group.js';
import { type ClientSnapshot, conferenceKey, participantKey, type QosSample } from '../samples/index.js';

/** All samples and snapshots of one participant in one conference. */
export interface Participation {
  readonly conferenceKey: string;
  /** The first sample or snapshot; it identifies conference and participant. */
  readonly first: QosSample | ClientSnapshot;
  readonly intervals: QosSample[];
  readonly summaries: QosSample[];
  readonly snapshots: ClientSnapshot[];
}

/** All participations, and how many samples and duplicates were read. */
export interface ParticipationList {
  readonly participations: Participation[];
  readonly samples: number;
  readonly duplicates: number;
}

/** Groups samples and snapshots by participant and drops duplicates by id. */
export function participationsOf(
  samples: Iterable<QosSample>,
  snapshots: Iterable<ClientSnapshot>,
): ParticipationList {
  const byKey = new Map<string, Participation>();
  const seen = new Set<string>();
  let duplicates = 0;
  const participationOf = (first: QosSample | ClientSnapshot) => {
    const conference = conferenceKey(first);
    const empty = () => ({ conferenceKey: conference, first, intervals: [], summaries: [], snapshots: [] });
    return emplace<string, Participation>(byKey, participantKey(first), empty);
  };
  const isNew = ({ id }: { readonly id: string }) => {
    const isDuplicate = seen.has(id);
    seen.add(id);
    if (isDuplicate) duplicates += 1;
    return !isDuplicate;
  };

  let count = 0;
  for (const sample of samples) {
    if (!isNew(sample)) continue;
    count += 1;
    const participation = participationOf(sample);
    (sample.span === 'interval' ? participation.intervals : participation.summaries).push(sample);
  }
  for (const snapshot of snapshots) if (isNew(snapshot)) participationOf(snapshot).snapshots.push(snapshot);
  return { participations: [...byKey.values()], samples: count, duplicates };
}
