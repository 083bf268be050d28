import type { Product } from './context.js';
import type { IssueList } from './issue.js';
import { present } from './text.js';
import { isTime } from './time.js';

interface AnyQssEvent {
  readonly event: string;
  readonly event_ts: number;
  readonly payload: { readonly account_id: string };
}

/**
 * What everything read from one event has in common.
 *
 * @param live the span of an event that is no summary
 */
export function originOf<E extends AnyQssEvent, S>(event: E, live: S, issues: IssueList) {
  // Adding 0 turns -0 into 0.
  const eventAtMs = isTime(event.event_ts) ? event.event_ts + 0 : null;
  if (eventAtMs === null) issues.add('time_unreadable', ['event_ts'], event.event_ts, 'a time in ms');
  return {
    source: event.event as E['event'],
    // Every name begins with its product: 'meeting.participant_qos'.
    product: event.event.slice(0, event.event.indexOf('.')) as Product,
    span: event.event.endsWith('_summary') ? ('summary' as const) : live,
    eventAtMs,
    accountId: present(event.payload.account_id, issues),
  };
}
