import { learnAll, nothingKnown } from '../samples/known.js';
import { emplace } from './emplace.js';
import type { Who } from './figures.js';
import { type ParticipantGroup, whoOf } from './group.js';
import { meanOf } from './mean.js';
import type { JudgedMetric, Measurement } from './reading.js';
import { addedUp, inOrder } from './sliced.js';
import { StayItems } from './stay-items.js';
import type { ParticipantStay, StayStream } from './stay-stream.js';
import type { StayTotal } from './stay-total.js';
import type { StreamKind } from './stream-kind.js';
import type { Limit } from './thresholds.js';
import { unite, type Verdict, verdictOf } from './verdict.js';

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
  const parts = [owner, ...(row === undefined ? [] : [row])].flatMap(({ slices }) => inOrder(slices));
  const told = new Map<string, StayStream[]>();
  for (const streams of parts)
    for (const stream of streams.values()) emplace(told, stream.kind.type, () => []).push(stream);
  const streams = [...told.values()].flatMap((same) => {
    const webhook = same.map((stream) => stream.webhook).filter(isTold);
    const items = webhook.length > 0 ? webhook : same.map((stream) => stream.rest).filter(isTold);
    return items.length === 0
      ? []
      : [{ kind: (same[0] as StayStream).kind, items: addedUp(items, () => new StayItems()) }];
  });
  return { owner, who: row === undefined ? whoOf(owner) : whoOf(knownTogether(owner, row)), streams };
}

const isTold = ({ count }: StayItems) => count > 0;

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
      value:
        values.length === 0
          ? null
          : meanOf(
              values.reduce((sum, value) => sum + value),
              values.length,
            ),
      lowest: Math.min(...measured.map(({ lowest }) => lowest)),
      highest: Math.max(...measured.map(({ highest }) => highest)),
    };
  });
}

/** A stay is in breach if one of its streams is. */
export function verdictOfStay({ streams }: Pick<Stay, 'streams'>, limits: readonly Limit[]): Verdict {
  return streams.map(({ items }) => verdictOf(items.means(), limits)).reduce(unite, NOTHING_JUDGED);
}

/** Adds a stay to a total, and returns the total. */
export function addStay(total: StayTotal, stay: Stay, limits: readonly Limit[]): StayTotal {
  const samples = stay.streams.reduce((sum, { items }) => sum + items.count, 0);
  return total.add(measurementsOfStay(stay), verdictOfStay(stay, limits), samples);
}

const NOTHING_JUDGED: Verdict = { judged: 0, broken: 0 };
