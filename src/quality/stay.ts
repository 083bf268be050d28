import { learnAll, nothingKnown } from '../samples/known.js';
import { emplace } from './emplace.js';
import type { Who } from './figures.js';
import { type ConferenceGroup, type ParticipantGroup, whoOf } from './groups.js';
import type { JudgedMetric, Measurement } from './reading.js';
import type { StayItems } from './stay-items.js';
import type { StayTotal } from './stay-total.js';
import type { StreamKind } from './stream-kind.js';
import type { Limit } from './thresholds.js';
import { unite, type Verdict, verdictOf } from './verdict.js';

/** One stream of a participant, as webhook summaries and as REST rows tell it. */
export interface StayStream {
  readonly kind: StreamKind;
  readonly webhook: StayItems;
  readonly rest: StayItems;
}

/** What summaries say of a conference. */
export interface ConferenceStays extends ConferenceGroup {
  /** The stays of participants that were dropped. */
  readonly dropped: StayTotal;
}

/** What summaries say of a participant. */
export interface ParticipantStay extends ParticipantGroup {
  readonly conference: ConferenceStays;
  readonly streams: Map<string, StayStream>;
}

/** One participant's time in one conference: for each stream the items to judge it by. */
export interface Stay {
  readonly owner: ParticipantStay;
  readonly who: Who;
  readonly streams: readonly { readonly kind: StreamKind; readonly items: StayItems }[];
}

/**
 * The stay of a participant. Of each stream a webhook summary counts before a REST row, which tells the same again.
 *
 * @param row the same person as a REST row tells them, where their keys differ
 */
export function stayOf(owner: ParticipantStay, row?: ParticipantStay): Stay {
  const sources = row === undefined ? [owner] : [owner, row];
  const kinds = new Map(
    sources.flatMap(({ streams }) => [...streams].map(([type, { kind }]) => [type, kind])),
  );
  const streams = [...kinds].map(([type, kind]) => {
    const told = sources.flatMap(({ streams }) => streams.get(type) ?? []);
    const [items] = [...told.map(({ webhook }) => webhook), ...told.map(({ rest }) => rest)].filter(
      ({ count }) => count > 0,
    );
    return items === undefined ? [] : [{ kind, items }];
  });
  return {
    owner,
    who: row === undefined ? whoOf(owner) : whoOf(knownTogether(owner, row)),
    streams: streams.flat(),
  };
}

function knownTogether({ conference, known }: ParticipantGroup, row: ParticipantGroup): ParticipantGroup {
  const together = nothingKnown(known.value);
  learnAll(together, known);
  learnAll(together, row.known);
  return { conference, known: together };
}

/** What a stay says of each metric: one value, the mean of its streams. */
export function measurementsOfStay({ streams }: Pick<Stay, 'streams'>): Measurement[] {
  const byMetric = new Map<JudgedMetric, Measurement[]>();
  for (const { items } of streams)
    for (const each of items.means()) emplace(byMetric, each.metric, () => []).push(each);
  return [...byMetric].map(([metric, measured]) => {
    const values = measured.flatMap(({ value }) => value ?? []);
    return {
      metric,
      value: values.length === 0 ? null : values.reduce((sum, value) => sum + value) / values.length,
      lowest: Math.min(...measured.map(({ lowest }) => lowest)),
      highest: Math.max(...measured.map(({ highest }) => highest)),
    };
  });
}

/** A stay is in breach if one of its streams is. */
export function verdictOfStay({ streams }: Pick<Stay, 'streams'>, limits: readonly Limit[]): Verdict {
  return streams.map(({ items }) => verdictOf(items.means(), limits)).reduce(unite, NOTHING_JUDGED);
}

const NOTHING_JUDGED: Verdict = { judged: 0, broken: 0 };
