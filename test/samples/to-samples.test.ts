import { describe, expect, it } from 'vitest';
import { parseEvent, toSamples } from 'zoom-qss';
import { changed, example, QSS_EXAMPLES } from '../events/documented.js';
import { bounds, QOS_ITEM, readItem, samplesOf } from './given.js';

describe('toSamples', () => {
  it('gives nothing for an empty list', () => {
    const raw = changed(example('meeting.participant_qos'), QOS_ITEM.slice(0, -1), []);
    expect(samplesOf(raw)).toEqual({ samples: [], issues: [] });
  });

  it('keeps both parties of a call apart, in order', () => {
    const raw = example('phone.call_qos_summary');
    const { call_qos: parties } = raw.payload.object;
    parties.push({ ...structuredClone(parties[0]), type: 'callee', user_id: 'other' });
    const { samples, issues } = samplesOf(raw);
    expect(issues).toEqual([]);
    expect(samples.map(({ participant, type }) => [participant.role, participant.userId, type])).toEqual([
      ['caller', 'KLN56y2cSzu0pWxUSec4RQ', 'sending'],
      ['caller', 'KLN56y2cSzu0pWxUSec4RQ', 'receiving'],
      ['callee', 'other', 'sending'],
      ['callee', 'other', 'receiving'],
    ]);
  });

  it('names the place of an issue in either shape of a call', () => {
    const item = ['payload', 'object', 'call_qos', 'qos'];
    const live = changed(example('phone.call_qos'), [...item, 'details', 'mos'], 'fine');
    expect(samplesOf(live).issues.map(({ path }) => path)).toEqual([[...item, 'details', 'mos']]);

    const place = ['payload', 'object', 'call_qos', 0, 'qos', 1, 'details', 'mos'];
    const summary = changed(example('phone.call_qos_summary'), place, 'fine');
    expect(samplesOf(summary).issues.map(({ path }) => path)).toEqual([place]);
  });

  it('keeps digits beyond 2^53', () => {
    const text = JSON.stringify(example('phone.call_qos')).replace(
      '"6971668082545971778"',
      '6971668082545971778',
    );
    expect(samplesOf(text).samples[0]?.conference.uuid).toBe('6971668082545971778');
  });

  it('reads each time of measurement by itself', () => {
    const raw = example('meeting.participant_qos');
    const [item] = raw.payload.object.participant.qos;
    raw.payload.object.participant.qos = ['51Z', '52Z', '51Z'].map((end) => ({
      ...item,
      date_time: `2021-07-13T21:44:${end}`,
    }));
    const seconds = samplesOf(raw).samples.map(({ measuredAtMs }) =>
      new Date(measuredAtMs ?? 0).getSeconds(),
    );
    expect(seconds).toEqual([51, 52, 51]);
  });

  it('reads a time of measurement where none is declared, in whatever form it comes', () => {
    const place = [...QOS_ITEM, 'date_time'];
    const read = (value: unknown) => {
      const { samples, issues } = samplesOf(
        changed(example('meeting.participant_qos_summary'), place, value),
      );
      return { ms: samples[0]?.measuredAtMs, issues };
    };
    expect(read('2021-07-13T21:44:51Z')).toEqual({ ms: 1626212691000, issues: [] });
    for (const value of [5, {}, [], true]) {
      const text = typeof value === 'object' ? null : String(value);
      const issue = { code: 'time_unreadable', path: place, text, expected: 'an RFC 3339 time' };
      expect(read(value)).toEqual({ ms: null, issues: [issue] });
    }
    expect(read(null)).toEqual({ ms: null, issues: [] });
  });

  it.each(['', ' ', '-', '--', 'N/A'])('takes %o for no time of measurement', (date_time) => {
    const { sample, issues } = readItem({ date_time });
    expect(sample.measuredAtMs).toBeNull();
    expect(issues).toEqual([]);
  });

  it('reports an unreadable time of measurement, and keeps the sample', () => {
    const date_time = '2021-07-13 21:44:51';
    const { sample, issues } = readItem({ date_time, details: { bitrate: '63 kbps' } });
    expect(sample).toMatchObject({ measuredAtMs: null, bitrateKbps: bounds(null, 63, null) });
    expect(issues).toEqual([
      {
        code: 'time_unreadable',
        path: [...QOS_ITEM, 'date_time'],
        text: date_time,
        expected: 'an RFC 3339 time',
      },
    ]);
  });

  it.each(['1e200 ms', 1e200, 2 ** 53])('notes a latency of %o, which is no measurement', (latency) => {
    const { sample, issues } = readItem({ details: { latency, jitter: '2 ms' } });
    expect(sample).toMatchObject({ latencyMs: null, jitterMs: bounds(null, 2, null) });
    expect(issues).toMatchObject([{ code: 'value_unreadable', text: String(latency) }]);
  });

  it.each([1.5, 8.64e15 + 1, -8.64e15 - 1, 1e300])('notes an event_ts of %d, and keeps the samples', (ts) => {
    const { samples, issues } = samplesOf(changed(example('meeting.participant_qos'), ['event_ts'], ts));
    expect(samples.map(({ eventAtMs }) => eventAtMs)).toEqual([null]);
    expect(issues).toEqual([
      {
        code: 'time_unreadable',
        path: ['event_ts'],
        text: String(ts),
        expected: 'a time in ms',
      },
    ]);
  });

  it.each([0, 8.64e15])('takes an event_ts of %d', (ts) => {
    const { samples, issues } = samplesOf(changed(example('meeting.participant_qos'), ['event_ts'], ts));
    expect([samples[0]?.eventAtMs, issues]).toEqual([ts, []]);
  });

  it('takes an event_ts of -0 for 0', () => {
    const { samples } = samplesOf(changed(example('meeting.participant_qos'), ['event_ts'], -0));
    expect(samples[0]?.eventAtMs).toBe(0);
  });

  const others = [...QSS_EXAMPLES.keys()].filter((name) => name.includes('_data'));
  it.each([...others, 'session.started', 'meeting.participant_mood'])('refuses %s', (name) => {
    const raw = QSS_EXAMPLES.has(name) ? example(name) : { event: name, event_ts: 5, payload: {} };
    // biome-ignore lint/suspicious/noExplicitAny: callers without a compiler.
    const refused = () => toSamples((QSS_EXAMPLES.has(name) ? parseEvent(raw) : raw) as any);
    expect(refused).toThrow(expect.objectContaining({ code: 'argument_invalid', argument: 'event' }));
  });
});
