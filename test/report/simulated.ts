import {
  type ClientSnapshot,
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  type QosSample,
  type QosSummaryEvent,
  type RestRow,
  type RestSource,
  restSamples,
  type SampleIssue,
  safeParseEvent,
  toClientSnapshots,
  toSamples,
} from 'zoom-qss';
import { createSimulator, type SimulatorOptions } from 'zoom-qss/testing';

/** The kinds of data that a report is made from. */
export const KINDS = ['live', 'summary', 'rest', 'phone', 'mixed'] as const;
export type Kind = (typeof KINDS)[number];

export interface Simulated {
  readonly samples: QosSample[];
  readonly snapshots: ClientSnapshot[];
  readonly issues: SampleIssue[];
  unreadable: number;
}

/** What a simulation gives of one kind. The rows of REST lists are made from the summaries, since they tell the same. */
export function simulated(kind: Kind, options: SimulatorOptions): Simulated {
  const found: Simulated = { samples: [], snapshots: [], issues: [], unreadable: 0 };
  const summaries: QosSummaryEvent[] = [];
  for (const { body } of createSimulator({ faults: true, ...options })) {
    const result = safeParseEvent(body);
    if (!result.ok) {
      found.unreadable += 1;
      continue;
    }
    const { event } = result;
    if (isQosEvent(event) || isQosSummaryEvent(event)) {
      if (isQosSummaryEvent(event)) summaries.push(event);
      if (kind !== 'mixed' && kind !== kindOf(event.event)) continue;
      const read = toSamples(event);
      found.samples.push(...read.samples);
      found.issues.push(...read.issues);
    } else if (isDataEvent(event) || isDataSummaryEvent(event)) {
      if (kind !== 'mixed' && kind !== 'live') continue;
      const read = toClientSnapshots(event);
      found.snapshots.push(...read.snapshots);
      found.issues.push(...read.issues);
    }
  }
  if (kind === 'rest' || kind === 'mixed') found.samples.push(...rowsOf(summaries));
  return found;
}

function kindOf(name: string): Kind {
  if (name.startsWith('phone.')) return 'phone';
  return name.endsWith('_summary') ? 'summary' : 'live';
}

/** The rows of the list of each conference, as REST gives them some time later. */
function rowsOf(summaries: readonly QosSummaryEvent[]): QosSample[] {
  const lists = new Map<string, ReturnType<typeof restSamples>>();
  const seen = new Set<string>();
  return summaries.flatMap((event) => {
    // A delivery that came twice is one row.
    const text = JSON.stringify(event);
    if (seen.has(text)) return [];
    seen.add(text);
    const told = toldBy(event);
    if (told === null) return [];
    const { source, uuid, row } = told;
    let read = lists.get(`${source} ${uuid}`);
    if (read === undefined) {
      read = restSamples({ source, conference: { uuid }, accountId: event.payload.account_id ?? null });
      lists.set(`${source} ${uuid}`, read);
    }
    return read(row).samples;
  });
}

function toldBy(event: QosSummaryEvent): { source: RestSource; uuid: string; row: RestRow } | null {
  switch (event.event) {
    case 'meeting.participant_qos_summary':
    case 'webinar.participant_qos_summary': {
      const { uuid, participant } = event.payload.object;
      const source = event.event.startsWith('meeting') ? 'rest.meeting' : 'rest.webinar';
      return { source, uuid, row: participant as RestRow };
    }
    case 'session.user_qos_summary': {
      const { session_id: uuid, user } = event.payload.object;
      const { id, is_original_host: _, ...row } = user;
      return { source: 'rest.session', uuid: String(uuid), row: { ...row, id: '' } as RestRow };
    }
    default:
      return null;
  }
}
