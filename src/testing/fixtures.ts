import type { ZoomEventMap } from '../events/index.js';
import { EXAMPLES } from '../generated/examples.js';

/**
 * Zoom's documented example of every event, with the documents' mistakes corrected:
 * `fixtures['meeting.participant_qos']`. They are frozen, since all tests share them; `makeEvent` returns a copy that
 * you may change.
 *
 * An example that contradicts its declared type is converted as `parseEvent` converts it: the numeric `session_id` of
 * recordings is text here, and the single issue of an alert is a list.
 *
 * @example
 * const { samples } = toSamples(fixtures['meeting.participant_qos'])
 */
export const fixtures: Readonly<ZoomEventMap> = /* @__PURE__ */ deepFreeze(EXAMPLES);

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}
