import type { CountedParticipant } from './group.js';
import { StayItems } from './stay-items.js';
import type { StayTotal } from './stay-total.js';
import type { StreamKind } from './stream-kind.js';

/** How many streams of a stay are kept: Zoom documents 23 types. */
export const MOST_STREAMS = 64;

/** One stream of a participant, as webhook summaries and as REST rows tell it. */
export interface StayStream {
  readonly kind: StreamKind;
  readonly webhook: StayItems;
  readonly rest: StayItems;
}

/** What summaries say of a conference. */
export interface ConferenceSlice {
  /** The stays of participants that were forgotten. */
  readonly forgotten: StayTotal;
}

/** What summaries say of a participant, by stream. */
export type ParticipantSlice = Map<string, StayStream>;

export type ParticipantStay = CountedParticipant<ConferenceSlice, ParticipantSlice>;

/** The stream of a kind, made if missing; nothing where a stay has too many. */
export function streamOf(streams: ParticipantSlice, kind: StreamKind): StayStream | undefined {
  let stream = streams.get(kind.type);
  if (stream === undefined && streams.size < MOST_STREAMS) {
    stream = { kind, webhook: new StayItems(), rest: new StayItems() };
    streams.set(kind.type, stream);
  }
  return stream;
}
