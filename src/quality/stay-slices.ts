import type { SliceKind } from './groups.js';
import type { Saved } from './saved.js';
import { addStay, stayOf } from './stay.js';
import { StayItems } from './stay-items.js';
import {
  type ConferenceSlice,
  MOST_STREAMS,
  type ParticipantSlice,
  type StayStream,
  streamOf,
} from './stay-stream.js';
import { StayTotal } from './stay-total.js';
import { streamKindFrom } from './stream-kind.js';
import type { Limit } from './thresholds.js';

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
      const kept = participant.conference.slices.get(latest ?? Number.NaN)?.forgotten;
      if (kept !== undefined) addStay(kept, stayOf(participant), limits);
    },
  };
}

function streamFrom(saved: Saved): StayStream {
  return {
    kind: streamKindFrom(saved.get('kind')),
    webhook: StayItems.from(saved.get('webhook')),
    rest: StayItems.from(saved.get('rest')),
  };
}
