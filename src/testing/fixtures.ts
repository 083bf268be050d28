import type { ZoomEventMap } from '../events/index.js';
import { EXAMPLES } from '../generated/examples.js';

/**
 * One event of each name as Zoom documents it, the documents' mistakes corrected: `fixtures['meeting.participant_qos']`.
 * They are frozen, since all tests share them; `makeEvent` gives a copy of one's own.
 *
 * Where a documented example is not of its declared type it is read as `parseEvent` reads it: recordings have a numeric
 * `session_id`, here text, and an alert has one lone issue, here a list.
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
