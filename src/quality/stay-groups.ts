import { conferenceFrom, conferenceToJSON, knownToJSON, participantFrom } from './groups.js';
import type { Saved } from './saved.js';
import type { ConferenceStays, ParticipantStay, StayStream } from './stay.js';
import { StayItems } from './stay-items.js';
import { StayTotal } from './stay-total.js';
import { streamKindFrom } from './stream-kind.js';

/** Groups as JSON, in which participants name their conference by its place. */
export function staysToJSON(
  conferences: readonly ConferenceStays[],
  participants: readonly ParticipantStay[],
): object {
  const places = new Map(conferences.map((conference, place) => [conference, place]));
  return {
    conferences: conferences.map((group) => ({ ...conferenceToJSON(group), dropped: group.dropped })),
    participants: participants.map(({ conference, known, streams }) => ({
      conference: places.get(conference),
      known: knownToJSON(known),
      streams: [...streams.values()],
    })),
  };
}

export function conferenceStaysFrom(saved: Saved, limits: number): ConferenceStays {
  return { ...conferenceFrom(saved), dropped: StayTotal.from(saved.get('dropped'), limits) };
}

export function participantStayFrom(
  saved: Saved,
  conferences: readonly ConferenceStays[],
  mostStreams: number,
): ParticipantStay {
  const streams = saved.get('streams').list(mostStreams).map(streamFrom);
  return {
    conference: saved.get('conference').placeIn(conferences),
    known: participantFrom(saved.get('known')),
    streams: new Map(streams.map((stream) => [stream.kind.type, stream])),
  };
}

function streamFrom(saved: Saved): StayStream {
  return {
    kind: streamKindFrom(saved.get('kind')),
    webhook: StayItems.from(saved.get('webhook')),
    rest: StayItems.from(saved.get('rest')),
  };
}
