import type { Random } from '../random.js';
import type { FaultRates, StoryEvent } from './delivery.js';
import { merge } from './merge.js';
import { hexUuidFrom, type Person, uuidFrom } from './person.js';
import { type Sharing, type Stay, tellStay } from './stay.js';
import { type Conference, type Guest, sessionEvents } from './wording.js';

/** Guests' ids begin here in every conference, and go up in steps of 1024. */
const FIRST_GUEST_ID = 16_778_240;

/** When a conference takes place. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** What Zoom tells of one meeting, webinar or session. */
export function tellConference(
  product: Conference['product'],
  accountId: string,
  team: readonly Person[],
  span: Span,
  random: Random,
  rates: FaultRates,
): Iterable<StoryEvent> {
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
  const stays = team.map((person, index) => stayOf(person, index, span, random));
  const sharing = sharingOf(stays, span, random);
  const told = stays.map((stay, index) => tellStay(conference, stay, sharing, random.fork(index), rates));
  return merge(product === 'session' ? [...told, tellSession(conference, stays, sharing, span)] : told);
}

/** Most come on time and stay to the end; some come late, some leave early. */
function stayOf(person: Person, index: number, { startMs, endMs }: Span, random: Random): Stay {
  const quarter = Math.floor((endMs - startMs) / 4);
  const late = index > 0 && random.chance(0.15) ? quarter : Math.min(40_000, quarter);
  const early = index > 0 && random.chance(0.1) ? quarter : Math.min(20_000, quarter);
  const guest: Guest = {
    person,
    id: String(FIRST_GUEST_ID + 1_024 * index),
    uuid: hexUuidFrom(random).toUpperCase(),
    isHost: index === 0,
  };
  return { guest, joinMs: startMs + random.integer(0, late), leaveMs: endMs - random.integer(0, early) };
}

/** One of those who stay shares a screen, in most conferences of more than one. */
function sharingOf(stays: readonly Stay[], span: Span, random: Random): Sharing | undefined {
  const sharer = stays[random.integer(0, stays.length - 1)];
  if (sharer === undefined || stays.length < 2 || !random.chance(0.7)) return undefined;
  const third = Math.floor((span.endMs - span.startMs) / 3);
  const fromMs = Math.max(sharer.joinMs, span.startMs + random.integer(0, third));
  return {
    guest: sharer.guest,
    fromMs,
    toMs: Math.min(sharer.leaveMs, fromMs + random.integer(third, 2 * third)),
  };
}

/** The Video SDK's own events of a session. */
function tellSession(
  conference: Conference,
  stays: readonly Stay[],
  sharing: Sharing | undefined,
  { startMs, endMs }: Span,
): StoryEvent[] {
  const say = sessionEvents(conference, startMs);
  const events = [
    say.started(),
    ...stays.flatMap(({ guest, joinMs, leaveMs }) => [say.joined(joinMs, guest), say.left(leaveMs, guest)]),
    ...(sharing === undefined
      ? []
      : [say.sharing(sharing.fromMs, sharing.guest, true), say.sharing(sharing.toMs, sharing.guest, false)]),
    say.ended(endMs + 1_000),
  ];
  return events
    .map((event) => ({ atMs: event.event_ts, event, planted: [] }))
    .sort((left, right) => left.atMs - right.atMs);
}
