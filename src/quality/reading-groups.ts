import { BreachSums } from './breach-sums.js';
import {
  type ConferenceGroup,
  conferenceFrom,
  conferenceToJSON,
  knownToJSON,
  type ParticipantGroup,
  participantFrom,
} from './groups.js';
import { Measured } from './measured.js';
import type { Saved } from './saved.js';
import { type StreamKind, streamKindFrom } from './stream-kind.js';
import { Timeline } from './timeline.js';

/** What live readings say of a conference. */
export interface ConferenceReadings extends ConferenceGroup {
  readonly measured: Measured;
  /** The time of participants that were dropped. */
  readonly dropped: BreachSums;
}

/** What live readings say of a participant. */
export interface ParticipantReadings extends ParticipantGroup {
  readonly conference: ConferenceReadings;
  readonly measured: Measured;
  timeline: Timeline;
}

/** What live readings say of a stream; its time is in the participant's timeline. */
export interface StreamReadings {
  readonly participant: ParticipantReadings;
  readonly kind: StreamKind;
  readonly measured: Measured;
}

/** Groups as JSON, in which streams name their participant, and participants their conference, by place. */
export function readingsToJSON(
  conferences: readonly ConferenceReadings[],
  participants: readonly ParticipantReadings[],
  streams: readonly StreamReadings[],
): object {
  const places = new Map<object, number>([...conferences.entries()].map(([place, group]) => [group, place]));
  for (const [place, participant] of participants.entries()) places.set(participant, place);
  return {
    conferences: conferences.map((group) => ({
      ...conferenceToJSON(group),
      measured: group.measured,
      dropped: group.dropped,
    })),
    participants: participants.map(({ conference, known, measured, timeline }) => ({
      conference: places.get(conference),
      known: knownToJSON(known),
      measured,
      timeline,
    })),
    streams: streams.map(({ participant, kind, measured }) => ({
      participant: places.get(participant),
      kind,
      measured,
    })),
  };
}

export function conferenceReadingsFrom(saved: Saved, limits: number): ConferenceReadings {
  return {
    ...conferenceFrom(saved),
    measured: Measured.from(saved.get('measured')),
    dropped: BreachSums.from(saved.get('dropped'), limits),
  };
}

export function participantReadingsFrom(
  saved: Saved,
  conferences: readonly ConferenceReadings[],
  limits: number,
): ParticipantReadings {
  const conference = saved.get('conference').placeIn(conferences);
  return {
    conference,
    known: participantFrom(saved.get('known')),
    measured: Measured.from(saved.get('measured')),
    timeline: Timeline.from(saved.get('timeline'), conference.product, limits),
  };
}

export function streamReadingsFrom(
  saved: Saved,
  participants: readonly ParticipantReadings[],
): StreamReadings {
  return {
    participant: saved.get('participant').placeIn(participants),
    kind: streamKindFrom(saved.get('kind')),
    measured: Measured.from(saved.get('measured')),
  };
}
