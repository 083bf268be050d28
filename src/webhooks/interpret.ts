import { ChallengeError, EventParseError } from '../errors.js';
import { parseEvent, type UnknownEvent, type ZoomEvent } from '../events/index.js';
import type { Authenticated } from './authenticate.js';
import { answerChallenge, CHALLENGE_EVENT, type ChallengeAnswer, readPlainToken } from './challenge.js';

/** What a verified body turns out to be. */
export type Meaning =
  | { readonly kind: 'challenge'; readonly answer: ChallengeAnswer }
  | { readonly kind: 'event'; readonly event: ZoomEvent | UnknownEvent }
  | { readonly kind: 'unreadable'; readonly error: EventParseError | ChallengeError };

/** A challenge is answered with the secret that signed it, so that it holds while secrets are rotated. */
export async function interpret({ body, secret }: Authenticated): Promise<Meaning> {
  try {
    const event = parseEvent(body);
    if (event.event !== CHALLENGE_EVENT) return { kind: 'event', event };
    const plainToken = readPlainToken(event.payload);
    return { kind: 'challenge', answer: await answerChallenge({ plainToken, secret }) };
  } catch (error) {
    if (error instanceof EventParseError || error instanceof ChallengeError)
      return { kind: 'unreadable', error };
    throw error;
  }
}
