import type { ChallengeError, EventParseError } from '../errors.js';
import { type Repairs, safeParseEvent, type UnknownEvent, type ZoomEvent } from '../events/index.js';
import { CHALLENGE_EVENT, readPlainToken } from './challenge.js';

/** What a verified body contains. */
export type Meaning =
  | { readonly kind: 'challenge'; readonly plainToken: string }
  | (Repairs & { readonly kind: 'event'; readonly event: ZoomEvent | UnknownEvent })
  /** What `onBody` takes. */
  | { readonly kind: 'body' }
  | { readonly kind: 'unreadable'; readonly error: EventParseError | ChallengeError };

/** What a handler can take. */
export type Deliverable = Exclude<Meaning, { kind: 'challenge' }>;

export function interpret(body: Uint8Array): Meaning {
  const result = safeParseEvent(body);
  if (!result.ok) return { kind: 'unreadable', error: result.error };
  const { event, repairs, repairsOmitted } = result;
  if (event.event !== CHALLENGE_EVENT) return { kind: 'event', event, repairs, repairsOmitted };
  try {
    return { kind: 'challenge', plainToken: readPlainToken(event.payload) };
  } catch (error) {
    // It throws nothing else.
    return { kind: 'unreadable', error: error as ChallengeError };
  }
}

/** Parses a body only if it may be a challenge. */
export function interpretUnparsed(body: Uint8Array): Meaning {
  // Nearly no event contains this text, and a challenge always does.
  if (new TextDecoder().decode(body).includes(CHALLENGE_EVENT)) {
    const meaning = interpret(body);
    if (meaning.kind === 'challenge') return meaning;
    if (meaning.kind === 'unreadable' && meaning.error.code === 'challenge_malformed') return meaning;
  }
  return { kind: 'body' };
}
