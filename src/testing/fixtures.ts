import type { ZoomEventMap } from '../events/index.js';
import { EXAMPLES, REST_EXAMPLES, type RestExamples } from '../generated/examples.js';

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

/**
 * Zoom's documented row of each REST list, by the `source` of its samples: `restFixtures['rest.meeting']`. They are frozen,
 * since all tests share them.
 *
 * @example
 * const toSamples = restSamples({ source: 'rest.meeting', conference: { uuid: '4444AAAiAAAAAiAiAiiAii==' } })
 * const { samples } = toSamples(restFixtures['rest.meeting'])
 */
export const restFixtures: RestExamples = /* @__PURE__ */ deepFreeze(REST_EXAMPLES);

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}
