import { expect } from 'vitest';
import { EventParseError, isEvent, isKnownEvent, safeParseEvent } from 'zoom-qss';
import { EXAMPLES } from './documented.js';

/** A result is an event of its declared type or an unknown event; anything else is a typed error. Says which. */
export function outcome(input: unknown): 'known' | 'unknown' | string {
  const result = safeParseEvent(input);
  if (!result.ok) {
    expect(result.error).toBeInstanceOf(EventParseError);
    return result.error.code;
  }
  const { event } = result;
  if (isKnownEvent(event)) {
    expect(isEvent(event, event.event)).toBe(true);
    return 'known';
  }
  expect(EXAMPLES.has(event.event)).toBe(false);
  expect(typeof event.event).toBe('string');
  if ('event_ts' in event) expect(typeof event.event_ts).toBe('number');
  return 'unknown';
}
