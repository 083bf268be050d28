import { describe, expect, it } from 'vitest';
import {
  isDataEvent,
  isQosEvent,
  parseEvent,
  type SampleIssue,
  toClientSnapshots,
  toSamples,
} from 'zoom-qss';
import { changed, example, type Raw } from '../events/documented.js';

/** The ids and issues of an event of any kind. */
function read(raw: Raw): { ids: string[]; issues: SampleIssue[] } {
  const event = parseEvent(raw);
  if (isDataEvent(event)) {
    const { snapshots, issues } = toClientSnapshots(event);
    return { ids: snapshots.map(({ id }) => id), issues };
  }
  if (!isQosEvent(event) && event.event !== 'phone.call_qos_summary') throw new Error('Not a QoS event.');
  const { samples, issues } = toSamples(event as never);
  return { ids: samples.map(({ id }) => id), issues };
}

describe('an issue with an event as a whole', () => {
  it.each([
    'meeting.participant_qos',
    'session.user_qos',
    'phone.call_qos',
    'phone.call_qos_summary',
    'meeting.participant_data',
  ])('has how the ids of all records of %s begin as its recordId', (name) => {
    const odd = { ...example(name), new_top: 1, event_ts: 1.5 };
    const raw = changed(changed(odd, ['payload', 'account_id'], 'A\0'), ['payload', 'object', 'new'], 1);
    const { ids, issues } = read(raw);
    const whole = issues.filter(({ path }) => path.length <= 3);
    expect(whole.map(({ code }) => code).sort()).toEqual([
      'field_unknown',
      'field_unknown',
      'text_cleaned',
      'time_unreadable',
    ]);
    expect(ids.length).toBeGreaterThan(0);
    for (const { recordId } of whole) {
      expect(recordId).toMatch(new RegExp(`^${name}\\|A\\|.+`));
      for (const id of ids) expect(id.startsWith(recordId)).toBe(true);
    }
  });

  it('has it where the time of a call cannot be read', () => {
    const { ids, issues } = read(
      changed(example('phone.call_qos'), ['payload', 'object', 'call_start_time'], 'x'),
    );
    expect(issues).toMatchObject([
      { code: 'time_unreadable', path: ['payload', 'object', 'call_start_time'] },
    ]);
    expect(ids[0]?.startsWith(issues[0]?.recordId ?? '-')).toBe(true);
    expect(issues[0]?.recordId).not.toBe('');
  });
});

describe('a text that databases refuse', () => {
  it('is reported in a snapshot too, and kept without it', () => {
    const raw = changed(
      example('meeting.participant_data'),
      ['payload', 'object', 'participant', 'data'],
      [{ camera: 'c\0' }],
    );
    const event = parseEvent(raw);
    if (!isDataEvent(event)) throw new Error('Not a data event.');
    const { snapshots, issues } = toClientSnapshots(event);
    expect(snapshots[0]?.camera).toBe('c');
    expect(issues).toMatchObject([{ code: 'text_cleaned', recordId: snapshots[0]?.id }]);
  });
});
