import type { Random } from '../random.js';
import { tellCall } from './call.js';
import { type Span, tellConference } from './conference.js';
import type { FaultRates, StoryEvent } from './delivery.js';
import { merge } from './merge.js';
import { createPerson, type Person, userIdFrom } from './person.js';
import type { Room } from './scenarios.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Everything that happens in the rooms, in order of time. Nothing is made before it is asked for. */
export function tellStory(
  rooms: readonly Room[],
  span: Span,
  random: Random,
  rates: FaultRates,
): Iterable<StoryEvent> {
  const accountId = userIdFrom(random);
  return merge(
    rooms.flatMap((room, index) => {
      const roomRandom = random.fork(index);
      const team = teamOf(room, roomRandom);
      const { product } = room;
      if (product !== 'phone')
        return [
          inTurn(span, CONFERENCES, roomRandom, (each, part) =>
            tellConference(product, accountId, team, each, part, rates),
          ),
        ];
      return team.map((agent, seat) =>
        inTurn(span, CALLS, roomRandom.fork(`agent ${seat}`), (each, part) => {
          const caller = createPerson('home', part.fork('caller'), 1);
          const parties = [
            { role: 'caller', person: caller },
            { role: 'callee', person: agent },
          ] as const;
          return tellCall(accountId, parties, each, part, rates);
        }),
      );
    }),
  );
}

function teamOf({ seats, profiles }: Room, random: Random): Person[] {
  return Array.from({ length: seats }, (_, seat) =>
    createPerson(profiles[seat % profiles.length] ?? 'office', random.fork(`person ${seat}`)),
  );
}

/** How long conferences or calls last, and how long it is from one to the next. */
interface Rhythm {
  readonly lengthMs: readonly [least: number, most: number];
  /** At least the time that summaries take. */
  readonly pauseMs: readonly [least: number, most: number];
}

const CONFERENCES: Rhythm = {
  lengthMs: [25 * MINUTE_MS, 55 * MINUTE_MS],
  pauseMs: [MINUTE_MS, 4 * MINUTE_MS],
};
const CALLS: Rhythm = {
  lengthMs: [MINUTE_MS, 8 * MINUTE_MS],
  pauseMs: [20 * SECOND_MS, 90 * SECOND_MS],
};

/** One after another until the time is over. The last ends with it; what would be too short is left out. */
function* inTurn(
  { startMs, endMs }: Span,
  { lengthMs, pauseMs }: Rhythm,
  random: Random,
  tell: (span: Span, random: Random) => Iterable<StoryEvent>,
): Generator<StoryEvent> {
  const shortest = Math.min(lengthMs[0] / 5, (endMs - startMs) / 2);
  // Not all at once.
  let fromMs = startMs + random.integer(0, Math.min(pauseMs[1], Math.floor((endMs - startMs) / 12)));
  for (let turn = 0; endMs - fromMs >= shortest; turn += 1) {
    const toMs = Math.min(endMs, fromMs + random.integer(...lengthMs));
    yield* tell({ startMs: fromMs, endMs: toMs }, random.fork(turn));
    fromMs = toMs + random.integer(...pauseMs);
  }
}
