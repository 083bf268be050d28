import type { EventParseError } from '../errors.js';
import { eventShape } from '../events/event-shape.js';
import { malformed } from '../events/parse.js';
import type { Product } from './context.js';
import { issue, type SampleIssue } from './issue.js';
import { present } from './text.js';
import { noteUnknownFields } from './unknown-fields.js';

interface AnyQssEvent {
  readonly event: string;
  readonly event_ts: number;
  readonly payload: { readonly account_id: string };
}

/**
 * What everything read from one event has in common; notes the fields of the event that this library does not know.
 *
 * @param live the window of an event that is no summary
 */
export function originOf<E extends AnyQssEvent, W>(event: E, live: W, issues: SampleIssue[]) {
  const shape = eventShape(event.event);
  if (shape !== undefined) noteUnknownFields(event, shape, issues);
  // -0 becomes 0.
  const eventAtMs = isTime(event.event_ts) ? event.event_ts + 0 : null;
  if (eventAtMs === null) {
    issues.push(issue('time_unreadable', ['event_ts'], event.event_ts, 'a time in ms'));
  }
  return {
    source: event.event as E['event'],
    // Every name begins with its product: 'meeting.participant_qos'.
    product: event.event.slice(0, event.event.indexOf('.')) as Product,
    window: event.event.endsWith('_summary') ? ('summary' as const) : live,
    eventAtMs,
    accountId: present(event.payload.account_id),
  };
}

const MOST_MS = 8.64e15;

/** Whether a `Date` can hold it. */
function isTime(ms: number): boolean {
  return Number.isInteger(ms) && Math.abs(ms) <= MOST_MS;
}

/** For callers whom no compiler stops. */
export function wrongEvent(expected: string): EventParseError {
  return malformed([{ path: ['event'], expected, received: 'string' }]);
}
