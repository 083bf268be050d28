import { BreachSums } from './breach-sums.js';
import type { CountedParticipant } from './group.js';
import type { SliceKind } from './groups.js';
import { joinTimelines } from './join-timelines.js';
import { Measured } from './measured.js';
import { inOrder, type Sliced } from './sliced.js';
import type { StreamKind } from './stream-kind.js';
import { Timeline } from './timeline.js';

/** What live readings say of a conference. */
interface ConferenceSlice {
  readonly measured: Measured;
  /** The time of participants that were forgotten. */
  readonly forgotten: BreachSums;
}

/** What live readings say of a participant. */
interface ParticipantSlice {
  readonly measured: Measured;
  timeline: Timeline;
}

export type ParticipantReadings = CountedParticipant<ConferenceSlice, ParticipantSlice>;

/** What live readings say of a stream; its time is in the participant's timelines. */
export interface StreamReadings {
  readonly participant: ParticipantReadings;
  readonly kind: StreamKind;
  readonly slices: Sliced<Measured>;
}

/** @param limits how many limits there are */
export function readingSlices(limits: number): SliceKind<ConferenceSlice, ParticipantSlice> {
  return {
    newConference: () => ({ measured: new Measured(), forgotten: new BreachSums(limits) }),
    newParticipant: ({ product }) => ({ measured: new Measured(), timeline: new Timeline(product, limits) }),
    addConference(slice, { measured, forgotten }) {
      slice.measured.addAll(measured);
      slice.forgotten.addAll(forgotten);
    },
    addParticipant(slice, { measured, timeline }) {
      slice.measured.addAll(measured);
      slice.timeline = joinTimelines(slice.timeline, timeline);
    },
    conferenceFrom: (saved) => ({
      measured: Measured.from(saved.get('measured')),
      forgotten: BreachSums.from(saved.get('forgotten'), limits),
    }),
    participantFrom: (saved, { product }) => ({
      measured: Measured.from(saved.get('measured')),
      timeline: Timeline.from(saved.get('timeline'), product, limits),
    }),
    participantToJSON: (slice) => slice,
    onForgotten(participant) {
      const slices = [...participant.slices].sort(([one], [other]) => one - other);
      let previousMs: number | null = null;
      for (const [slice, { timeline }] of slices) {
        const kept = participant.conference.slices.get(slice)?.forgotten;
        if (kept !== undefined) timeline.addTimeTo(kept, previousMs);
        previousMs = timeline.endMs ?? previousMs;
      }
    },
  };
}

/** The time of a participant that was judged and that was broken, of all streams together or of one. */
export function timeOfReadings({ slices }: ParticipantReadings, limits: number, type?: string): BreachSums {
  const sums = new BreachSums(limits);
  let previousMs: number | null = null;
  for (const { timeline } of inOrder(slices)) {
    const track = type === undefined ? timeline.all : timeline.streams.get(type);
    if (track !== undefined) timeline.addTimeTo(sums, previousMs, track);
    previousMs = timeline.endMs ?? previousMs;
  }
  return sums;
}
