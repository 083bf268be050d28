import { eventShape } from '../events/event-shape.js';
import { hasKnownFields, noteFields } from './check-fields.js';
import type { ParticipantContext } from './context.js';
import type { IssueList } from './issue.js';
import { commonIdPrefix } from './samples.js';

/**
 * Notes what was found outside the items of an event: fields that this library does not know, and texts that were cleaned. It
 * gives an id to all issues so far.
 */
export function noteEvent(
  event: { readonly event: string },
  origin: Parameters<typeof commonIdPrefix>[0],
  participations: readonly ParticipantContext[],
  issues: IssueList,
): void {
  const shape = eventShape(event.event);
  // Two walks: the one that every event takes makes no paths. Pays for the heap of live events.
  if (shape !== undefined && (issues.hasCleaned || !hasKnownFields(event, shape)))
    noteFields(event, shape, issues);
  if (issues.all.length > 0) issues.identify(commonIdPrefix(origin, participations));
}
