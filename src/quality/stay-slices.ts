import type { CountedParticipant } from './group.js';
import type { SliceKind } from './groups.js';
import type { Saved } from './saved.js';
import { stayOf } from './stay.js';
import { StayItems } from './stay-items.js';
import { StayTotal } from './stay-total.js';
import { type StreamKind, streamKindFrom } from './stream-kind.js';
import type { Limit } from './thresholds.js';

/** How many streams of a stay are kept: Zoom documents 23 types. */
const MOST_STREAMS = 64;

/** One stream of a participant, as webhook summaries and as REST rows tell it. */
export interface StayStream {
  readonly kind: StreamKind;
  readonly webhook: StayItems;
  readonly rest: StayItems;
}

/** What summaries say of a conference. */
interface ConferenceSlice {
  /** The stays of participants that were forgotten. */
  readonly forgotten: StayTotal;
}

/** What summaries say of a participant, by stream. */
type ParticipantSlice = Map<string, StayStream>;

export type ParticipantStay = CountedParticipant<ConferenceSlice, ParticipantSlice>;

export function staySlices(limits: readonly Limit[]): SliceKind<ConferenceSlice, ParticipantSlice> {
  return {
    newConference: () => ({ forgotten: new StayTotal(limits.length) }),
    newParticipant: () => new Map(),
    addConference: (slice, { forgotten }) => slice.forgotten.addAll(forgotten),
    addParticipant(streams, more) {
      for (const { kind, webhook, rest } of more.values()) {
        const stream = streamOf(streams, kind);
        stream?.webhook.addAll(webhook);
        stream?.rest.addAll(rest);
      }
    },
    conferenceFrom: (saved) => ({ forgotten: StayTotal.from(saved.get('forgotten'), limits.length) }),
    participantFrom: (saved) =>
      new Map(
        saved
          .list(MOST_STREAMS)
          .map(streamFrom)
          .map((stream) => [stream.kind.type, stream]),
      ),
    participantToJSON: (streams) => [...streams.values()],
    onForgotten(participant) {
      const [latest] = [...participant.slices.keys()].sort((one, other) => other - one);
      participant.conference.slices.get(latest ?? Number.NaN)?.forgotten.addStay(stayOf(participant), limits);
    },
  };
}

/** The stream of a kind, made if missing; nothing where a stay has too many. */
export function streamOf(streams: ParticipantSlice, kind: StreamKind): StayStream | undefined {
  let stream = streams.get(kind.type);
  if (stream === undefined && streams.size < MOST_STREAMS) {
    stream = { kind, webhook: new StayItems(), rest: new StayItems() };
    streams.set(kind.type, stream);
  }
  return stream;
}

function streamFrom(saved: Saved): StayStream {
  return {
    kind: streamKindFrom(saved.get('kind')),
    webhook: StayItems.from(saved.get('webhook')),
    rest: StayItems.from(saved.get('rest')),
  };
}
