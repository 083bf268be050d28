import type { Random } from '../random.js';
import { simulateCall } from './call.js';
import { simulateConference, type TimeRange } from './conference.js';
import type { FaultRates, SimulatedEvent } from './delivery.js';
import { merge } from './merge.js';
import { createPerson, type Person, userIdFrom } from './person.js';
import type { Team } from './scenarios.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** The events of all teams' conferences and calls, in order of time. They are generated lazily. */
export function simulateTeams(
  teams: readonly Team[],
  range: TimeRange,
  random: Random,
  rates: FaultRates,
): Iterable<SimulatedEvent> {
  const accountId = userIdFrom(random);
  return merge(
    teams.flatMap((team, index) => {
      const teamRandom = random.fork(index);
      const people = peopleOf(team, teamRandom);
      const { product } = team;
      if (product !== 'phone')
        return [
          backToBack(range, CONFERENCES, teamRandom, (each, part) =>
            simulateConference(product, accountId, people, each, part, rates),
          ),
        ];
      return people.map((agent, seat) =>
        backToBack(range, CALLS, teamRandom.fork(`agent ${seat}`), (each, part) => {
          const caller = createPerson('home', part.fork('caller'), 1);
          const parties = [
            { role: 'caller', person: caller },
            { role: 'callee', person: agent },
          ] as const;
          return simulateCall(accountId, parties, each, part, rates);
        }),
      );
    }),
  );
}

function peopleOf({ size, profiles }: Team, random: Random): Person[] {
  return Array.from({ length: size }, (_, seat) =>
    createPerson(profiles[seat % profiles.length] ?? 'office', random.fork(`person ${seat}`)),
  );
}

/** How long conferences or calls last, and how long the pauses between them are. */
interface Schedule {
  readonly lengthMs: readonly [least: number, most: number];
  /** Longer than the delay of the summaries, so that they come before the next conference starts. */
  readonly pauseMs: readonly [least: number, most: number];
}

const CONFERENCES: Schedule = {
  lengthMs: [25 * MINUTE_MS, 55 * MINUTE_MS],
  pauseMs: [MINUTE_MS, 4 * MINUTE_MS],
};
const CALLS: Schedule = {
  lengthMs: [MINUTE_MS, 8 * MINUTE_MS],
  pauseMs: [20 * SECOND_MS, 90 * SECOND_MS],
};

/** One conference or call after another. The last is cut off at the end of the range, or left out if too short. */
function* backToBack(
  { startMs, endMs }: TimeRange,
  { lengthMs, pauseMs }: Schedule,
  random: Random,
  simulate: (range: TimeRange, random: Random) => Iterable<SimulatedEvent>,
): Generator<SimulatedEvent> {
  const shortest = Math.min(lengthMs[0] / 5, (endMs - startMs) / 2);
  // Teams start at different times.
  let fromMs = startMs + random.integer(0, Math.min(pauseMs[1], Math.floor((endMs - startMs) / 12)));
  for (let index = 0; endMs - fromMs >= shortest; index += 1) {
    const toMs = Math.min(endMs, fromMs + random.integer(...lengthMs));
    yield* simulate({ startMs: fromMs, endMs: toMs }, random.fork(index));
    fromMs = toMs + random.integer(...pauseMs);
  }
}
