import { breaks } from '../quality/breaches.js';
import { emplace } from '../quality/emplace.js';
import { measurementsOf } from '../quality/reading.js';
import type { Stay } from '../quality/stay.js';
import { StayItems } from '../quality/stay-items.js';
import { type StreamKind, streamKindOf } from '../quality/stream-kind.js';
import type { Limit } from '../quality/thresholds.js';
import { verdictOf } from '../quality/verdict.js';
import type { StayBreach, StreamData } from './data.js';
import type { ReportSample } from './records.js';

export type StayStreams = Stay['streams'];

/**
 * The summaries that count: of streams that no reading measured, or that no reading with a time could judge where the summary
 * can; and a webhook's before those of REST.
 */
export function countedSummaries(
  summaries: readonly ReportSample[],
  measured: readonly StreamData[],
  limits: readonly Limit[],
): ReportSample[] {
  const webhookTypes = new Set(summaries.filter((sample) => !isRow(sample)).map(({ type }) => type));
  const told = summaries.filter((sample) => !(isRow(sample) && webhookTypes.has(sample.type)));
  const judgeable = new Set(
    told.filter((sample) => verdictOf(measurementsOf(sample), limits).judged !== 0).map(({ type }) => type),
  );
  const judgedByTime = new Map(measured.map(({ type, judged }) => [type, judged.judged > 0]));
  return told.filter(
    ({ type }) =>
      judgedByTime.get(type) === undefined || (judgedByTime.get(type) === false && judgeable.has(type)),
  );
}

const isRow = ({ source }: ReportSample) => source.startsWith('rest.');

/** The streams of a stay, each with the items it is judged by. */
export function stayStreamsOf(summaries: readonly ReportSample[]): StayStreams {
  const streams = new Map<string, { readonly kind: StreamKind; readonly items: StayItems }>();
  for (const [place, sample] of summaries.entries())
    emplace(streams, sample.type, () => ({ kind: streamKindOf(sample), items: new StayItems() })).items.add(
      // Each is there once.
      String(place),
      measurementsOf(sample),
    );
  return [...streams.values()];
}

/** The limits that the streams of a stay break. */
export function stayBreachesOf(streams: StayStreams, limits: readonly Limit[]): StayBreach[] {
  return streams.flatMap(({ kind, items }) => {
    const means = items.means();
    return limits.flatMap(([metric, limit]): StayBreach[] => {
      const value = means.find((mean) => mean.metric === metric)?.value ?? null;
      return value !== null && breaks(value, metric, limit) ? [{ ...kind, metric, value, limit }] : [];
    });
  });
}
