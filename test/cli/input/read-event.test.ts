import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/cli/input/read-event.js';
import { QSS_EVENT_NAMES, VIDEO_SDK_EVENT_NAMES } from '../../../src/events/index.js';
import { parseEvent, safeParseEvent } from '../../../src/index.js';
import { QSS_EXAMPLES, VIDEO_SDK_EXAMPLES } from '../../events/documented.js';

const BOTH = { samples: true, snapshots: true };
const outcome = (event: unknown, kinds = BOTH) => outcomeOf(parseEvent(JSON.stringify(event)), kinds);

describe('the outcome of an event', () => {
  it.each(QSS_EVENT_NAMES)('of %s is rows of one kind, or left by the other', (name) => {
    const event = QSS_EXAMPLES.get(name);
    const kind = name.includes('_qos') ? 'sample' : 'snapshot';
    const read = outcome(event);
    expect(
      read.status === 'read' && read.rows.length > 0 && read.rows.every((row) => row.kind === kind),
    ).toBe(true);
    expect(outcome(event, { samples: kind === 'snapshot', snapshots: kind === 'sample' })).toMatchObject({
      status: 'skipped',
      reason: 'other kind',
    });
  });

  it.each(VIDEO_SDK_EVENT_NAMES.filter((name) => VIDEO_SDK_EXAMPLES.has(name)))(
    'of %s is nothing to read',
    (name) => {
      expect(outcome(VIDEO_SDK_EXAMPLES.get(name))).toMatchObject({
        status: 'skipped',
        reason: 'other event',
      });
    },
  );

  it('gives the issues of an event with an odd name an id that databases take', () => {
    const event = { event: 'a\0\ud800|b', event_ts: [1_626_230_691_572, 0], payload: {} };
    const result = safeParseEvent(event);
    if (!result.ok) throw result.error;
    const { issues } = outcomeOf(result.event, BOTH, result);
    expect(issues.map(({ recordId }) => recordId)).toEqual(['a%7Cb|']);
  });

  it.each(['meeting.something_new', 'rooms.device_qos', 'rooms.device_data_summary', '__proto__'])(
    'of an event named %j, which nobody knows yet, is that',
    (event) => {
      expect(outcome({ event, event_ts: 1, payload: {} })).toMatchObject({
        status: 'skipped',
        reason: 'unknown event',
      });
    },
  );
});
