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
  /** What `onBody` takes. */
  | { readonly kind: 'body' }
  | { readonly kind: 'unreadable'; readonly error: EventParseError | ChallengeError };

/** Reads no more of a body than it takes to know a challenge. */
export function interpretUnparsed(body: Uint8Array): Meaning {
  // Nearly no event contains this text, and a challenge always does.
  if (!new TextDecoder().decode(body).includes(CHALLENGE_EVENT)) return { kind: 'body' };
  const meaning = interpret(body);
  const isChallenge =
    meaning.kind === 'challenge' ||
    (meaning.kind === 'unreadable' && meaning.error instanceof ChallengeError);
  return isChallenge ? meaning : { kind: 'body' };
}

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
