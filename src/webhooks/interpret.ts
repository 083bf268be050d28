import { ChallengeError, type EventParseError } from '../errors.js';
import { type EventRepair, safeParseEvent, type UnknownEvent, type ZoomEvent } from '../events/index.js';
import { CHALLENGE_EVENT, readPlainToken } from './challenge.js';

/** What a verified body contains. */
export type Meaning =
  | { readonly kind: 'challenge'; readonly plainToken: string }
  | {
      readonly kind: 'event';
      readonly event: ZoomEvent | UnknownEvent;
      readonly repairs: readonly EventRepair[];
    }
  | { readonly kind: 'unreadable'; readonly error: EventParseError | ChallengeError };

export function interpret(body: Uint8Array): Meaning {
  const result = safeParseEvent(body);
  if (!result.ok) return { kind: 'unreadable', error: result.error };
  const { event, repairs } = result;
  if (event.event !== CHALLENGE_EVENT) return { kind: 'event', event, repairs };
  try {
    return { kind: 'challenge', plainToken: readPlainToken(event.payload) };
  } catch (error) {
    if (error instanceof ChallengeError) return { kind: 'unreadable', error };
    throw error;
  }
}
