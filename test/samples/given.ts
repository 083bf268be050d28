import {
  type Bounds,
  type ClientSnapshot,
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  type Path,
  parseEvent,
  type QosSample,
  type SampleIssue,
  type SampleMetrics,
  type SampleResult,
  type SnapshotResult,
  toClientSnapshots,
  toSamples,
} from 'zoom-qss';
import { changed, example, type Raw } from '../events/documented.js';

/** An issue without the id of its record, which tests of its own hold. */
export type PlainIssue = Omit<SampleIssue, 'recordId'>;

const plain = ({ recordId, ...issue }: SampleIssue): PlainIssue => issue;

/** Reads a raw QoS event as a service would: parsed, narrowed, normalised. */
export function samplesOf(raw: unknown): Omit<SampleResult, 'issues'> & { issues: PlainIssue[] } {
  const event = parseEvent(raw);
  if (!isQosEvent(event) && !isQosSummaryEvent(event)) throw new Error('This is no QoS event.');
  const { samples, issues } = toSamples(event);
  return { samples, issues: issues.map(plain) };
}

/** Reads a raw data event as a service would. */
export function snapshotsOf(raw: unknown): Omit<SnapshotResult, 'issues'> & { issues: PlainIssue[] } {
  const event = parseEvent(raw);
  if (!isDataEvent(event) && !isDataSummaryEvent(event)) throw new Error('This is no data event.');
  const { snapshots, issues } = toClientSnapshots(event);
  return { snapshots, issues: issues.map(plain) };
}

/** Where the one item of the documented example stands, by event. */
export const QOS_ITEM = ['payload', 'object', 'participant', 'qos', 0] as const;
export const DATA_ITEM = ['payload', 'object', 'participant', 'data', 0] as const;

/** The sample of one item of a live event, and its issues. */
export function readItem(item: Raw): { sample: QosSample; issues: PlainIssue[] } {
  const raw = changed(example('meeting.participant_qos'), QOS_ITEM, {
    date_time: '2021-07-13T21:44:51Z',
    type: 'video_input',
    details: {},
    ...item,
  });
  const { samples, issues } = samplesOf(raw);
  return { sample: only(samples), issues };
}

/** What `details` are read as: what was measured, and the issues with their path from `details` on. */
export function readDetails(details: Raw): { measured: Measured; issues: PlainIssue[] } {
  const { sample, issues } = readItem({ details });
  const from: Path = [...QOS_ITEM, 'details'];
  for (const { path } of issues) if (path.slice(0, -1).join() !== from.join()) throw new Error('Elsewhere.');
  return {
    measured: measuredOf(sample),
    issues: issues.map((issue) => ({ ...issue, path: issue.path.slice(from.length) })),
  };
}

/** The snapshot of one item of a data event, and its issues. */
export function readClient(item: Raw): { snapshot: ClientSnapshot; issues: PlainIssue[] } {
  const { snapshots, issues } = snapshotsOf(changed(example('meeting.participant_data'), DATA_ITEM, item));
  return { snapshot: only(snapshots), issues };
}

export function only<T>(list: readonly T[]): T {
  const [first, ...more] = list;
  if (first === undefined || more.length > 0) throw new Error(`There are ${list.length}, not one.`);
  return first;
}

export const bounds = (min: number | null, avg: number | null, max: number | null): Bounds => ({
  min,
  avg,
  max,
});

/** One bound alone. */
export const alone = (bound: keyof Bounds, value: number): Bounds => ({
  min: null,
  avg: null,
  max: null,
  [bound]: value,
});

export type Measured = SampleMetrics &
  Pick<
    QosSample,
    'resolution' | 'cpuPressure' | 'quality' | 'qualityScore' | 'mos' | 'network' | 'notification'
  >;

/** Nothing known of a conference, and of a person. */
export const NOWHERE = { uuid: null, id: null, name: null, startAtMs: null, endAtMs: null };
export const NOBODY = {
  id: null,
  userId: null,
  zoomUserId: null,
  name: null,
  email: null,
  role: null,
  isOriginalHost: null,
  ordinal: 0,
};

/** Nothing measured. */
export const NOTHING: Measured = {
  bitrateKbps: null,
  latencyMs: null,
  jitterMs: null,
  lossPercent: null,
  frameRateFps: null,
  zoomCpuPercent: null,
  systemCpuPercent: null,
  rssiDbm: null,
  resolution: null,
  cpuPressure: null,
  quality: null,
  qualityScore: null,
  mos: null,
  network: null,
  notification: null,
};

export function measuredOf(sample: QosSample): Measured {
  // The keys are those of Measured, by its own object.
  return Object.fromEntries(
    Object.keys(NOTHING).map((key) => [key, sample[key as keyof Measured]]),
  ) as unknown as Measured;
}
