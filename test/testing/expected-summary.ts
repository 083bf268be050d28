import {
  isPhoneEvent,
  isQosEvent,
  isQosSummaryEvent,
  type QosEvent,
  type QosSample,
  type QosSummaryEvent,
  toSamples,
  type ZoomEvent,
} from 'zoom-qss';
import type { SimulatedDelivery } from 'zoom-qss/testing';

/** The simulated events in these deliveries, each once, by time: no duplicates, no unknown events. */
export function uniqueEvents(deliveries: readonly SimulatedDelivery[]): ZoomEvent[] {
  const isDuplicate = ({ planted }: SimulatedDelivery) => planted.some(({ kind }) => kind === 'duplicate');
  const isSimulated = ({ event, planted }: SimulatedDelivery) =>
    event !== null && !planted.some(({ kind }) => kind === 'unknown_event');
  return (
    deliveries
      .filter((delivery) => isSimulated(delivery) && !isDuplicate(delivery))
      // Neither malformed nor unknown, so it is a known event.
      .map(({ event }) => event as ZoomEvent)
      .sort((left, right) => left.event_ts - right.event_ts)
  );
}

/** One stream of one participant in one conference: its records and its summary. Phone summaries list readings instead. */
export interface ParticipantStream {
  readonly records: QosSample[];
  summary: QosSample | undefined;
}

const METRICS = [
  'bitrateKbps',
  'latencyMs',
  'jitterMs',
  'lossPercent',
  'frameRateFps',
  'zoomCpuPercent',
  'systemCpuPercent',
  'rssiDbm',
] as const;

/** Groups records and summaries by stream. Unreadable values are `null` in samples. */
export function streamsOf(events: readonly ZoomEvent[]): Map<string, ParticipantStream> {
  const streams = new Map<string, ParticipantStream>();
  const qos = events.filter(
    (event): event is QosEvent | QosSummaryEvent =>
      !isPhoneEvent(event) && (isQosEvent(event) || isQosSummaryEvent(event)),
  );
  for (const event of qos)
    for (const sample of toSamples(event).samples) {
      const { conference, participant, type } = sample;
      const key = `${conference.uuid} ${participant.id ?? participant.role} ${type}`;
      const stream = streams.get(key) ?? { records: [], summary: undefined };
      streams.set(key, stream);
      if (sample.span === 'interval') stream.records.push(sample);
      else stream.summary = sample;
    }
  return streams;
}

/** The summary expected from the records of a stream; `undefined` if no record has a value. */
export function expectedSummary({ records }: ParticipantStream): Record<string, unknown> | undefined {
  const expected: Record<string, unknown> = {};
  for (const metric of METRICS) {
    const bounds = records.map((record) => record[metric]).filter((bound) => bound !== null);
    const of = (name: 'min' | 'avg' | 'max') =>
      bounds.map((bound) => bound[name]).filter((value) => value !== null);
    const [mins, avgs, maxs] = [of('min'), of('avg'), of('max')];
    if (bounds.length === 0) continue;
    const isLoss = metric === 'lossPercent';
    const lowest = mins.length > 0 ? mins : avgs;
    const highest = maxs.length > 0 || isLoss ? maxs : metric === 'systemCpuPercent' ? maxs : avgs;
    expected[metric] = {
      min: lowest.length === 0 ? null : Math.min(...lowest),
      avg: avgs.length === 0 ? null : average(avgs, isLoss ? 100 : 1),
      max: highest.length === 0 ? null : Math.max(...highest),
    };
  }
  const scores = records.map(({ qualityScore }) => qualityScore).filter((score) => score !== null);
  if (scores.length > 0) expected.qualityScore = average(scores, 100);
  const resolution = records.map((record) => record.resolution).findLast((size) => size !== null);
  if (resolution) expected.resolution = resolution;
  return Object.keys(expected).length > 0 ? expected : undefined;
}

/** The average, rounded half up to the last digit of the wire form; `perUnit` such digits are one unit. */
function average(values: readonly number[], perUnit: number): number {
  const sum = values.reduce((total, value) => total + Math.round(value * perUnit), 0);
  return Math.floor(sum / values.length + 0.5) / perUnit;
}
