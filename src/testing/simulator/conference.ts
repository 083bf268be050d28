import type { Random } from '../random.js';
import type { FaultRates, SimulatedEvent } from './delivery.js';
import { type Conference, type Participant, sessionEvents } from './events.js';
import { merge } from './merge.js';
import { type Participation, type ScreenShare, simulateParticipation } from './participation.js';
import { hexUuidFrom, type Person, uuidFrom } from './person.js';

/** Participant ids start here in every conference and increase by 1024. */
const FIRST_PARTICIPANT_ID = 16_778_240;

/** A start and an end, in milliseconds since 1970. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** The events of one meeting, webinar or session. */
export function simulateConference(
  product: Conference['product'],
  accountId: string,
  people: readonly Person[],
  range: TimeRange,
  random: Random,
  rates: FaultRates,
): Iterable<SimulatedEvent> {
  const conference: Conference = {
    product,
    accountId,
    uuid: uuidFrom(random),
    id:
      product === 'session'
        ? `room-${random.integer(100, 999)}`
        : `${random.integer(80_000_000_000, 99_999_999_999)}`,
    name: product === 'session' ? random.pick(['Consultation', 'Lesson', 'Support', 'Interview']) : '',
  };
  const participations = people.map((person, index) => participationOf(person, index, range, random));
  const sharing = screenShareOf(participations, range, random);
  const sequences = participations.map((participation, index) =>
    simulateParticipation(conference, participation, sharing, random.fork(index), rates),
  );
  return merge(
    product === 'session'
      ? [...sequences, sessionLifecycle(conference, participations, sharing, range)]
      : sequences,
  );
}

/** Most participants join on time and stay to the end; some join late, some leave early. */
function participationOf(
  person: Person,
  index: number,
  { startMs, endMs }: TimeRange,
  random: Random,
): Participation {
  const quarter = Math.floor((endMs - startMs) / 4);
  const late = index > 0 && random.chance(0.15) ? quarter : Math.min(40_000, quarter);
  const early = index > 0 && random.chance(0.1) ? quarter : Math.min(20_000, quarter);
  const participant: Participant = {
    person,
    id: String(FIRST_PARTICIPANT_ID + 1_024 * index),
    uuid: hexUuidFrom(random).toUpperCase(),
    isHost: index === 0,
  };
  return {
    participant,
    joinMs: startMs + random.integer(0, late),
    leaveMs: endMs - random.integer(0, early),
  };
}

/** In most conferences with several participants one of them shares a screen. */
function screenShareOf(
  participations: readonly Participation[],
  range: TimeRange,
  random: Random,
): ScreenShare | undefined {
  const sharer = participations[random.integer(0, participations.length - 1)];
  if (sharer === undefined || participations.length < 2 || !random.chance(0.7)) return undefined;
  const third = Math.floor((range.endMs - range.startMs) / 3);
  const fromMs = Math.max(sharer.joinMs, range.startMs + random.integer(0, third));
  return {
    participant: sharer.participant,
    fromMs,
    toMs: Math.min(sharer.leaveMs, fromMs + random.integer(third, 2 * third)),
  };
}

/** The Video SDK's own events of a session. */
function sessionLifecycle(
  conference: Conference,
  participations: readonly Participation[],
  sharing: ScreenShare | undefined,
  { startMs, endMs }: TimeRange,
): SimulatedEvent[] {
  const create = sessionEvents(conference, startMs);
  const events = [
    create.started(),
    ...participations.flatMap(({ participant, joinMs, leaveMs }) => [
      create.joined(joinMs, participant),
      create.left(leaveMs, participant),
    ]),
    ...(sharing === undefined
      ? []
      : [
          create.sharing(sharing.fromMs, sharing.participant, true),
          create.sharing(sharing.toMs, sharing.participant, false),
        ]),
    create.ended(endMs + 1_000),
  ];
  return events
    .map((event) => ({ atMs: event.event_ts, event, planted: [] }))
    .sort((left, right) => left.atMs - right.atMs);
}
