import { ChallengeError, EventParseError } from '../errors.js';
import { parseEvent, type UnknownEvent, type ZoomEvent } from '../events/index.js';
import { CHALLENGE_EVENT, readPlainToken } from './challenge.js';

/** What a verified body contains. */
export type Meaning =
  | { readonly kind: 'challenge'; readonly plainToken: string }
  | { readonly kind: 'event'; readonly event: ZoomEvent | UnknownEvent }
  | { readonly kind: 'unreadable'; readonly error: EventParseError | ChallengeError };

export function interpret(body: Uint8Array): Meaning {
  try {
    const event = parseEvent(body);
    if (event.event !== CHALLENGE_EVENT) return { kind: 'event', event };
    return { kind: 'challenge', plainToken: readPlainToken(event.payload) };
  } catch (error) {
    if (error instanceof EventParseError || error instanceof ChallengeError)
      return { kind: 'unreadable', error };
    throw error;
  }
}
