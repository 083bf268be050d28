import { describe, expect, it } from 'vitest';
import { parseEvent, safeParseEvent, toClientSnapshots, toSamples } from 'zoom-qss';
import { toBatch } from 'zoom-qss/store';
import { fixtures } from 'zoom-qss/testing';
import { changed, example, put } from '../events/documented.js';

const qos = fixtures['meeting.participant_qos'];
const data = fixtures['meeting.participant_data'];

describe('toBatch', () => {
  it('holds the samples of a QoS event and the snapshots of a data event', () => {
    expect(toBatch(qos)).toEqual({ ...toSamples(qos), snapshots: [] });
    expect(toBatch(data)).toEqual({ ...toClientSnapshots(data), samples: [] });
  });

  it('is empty for every other event', () => {
    const nothing = { samples: [], snapshots: [], issues: [] };
    expect(toBatch(fixtures['session.started'])).toEqual(nothing);
    expect(toBatch(parseEvent({ event: 'meeting.started', event_ts: 1, payload: {} }))).toEqual(nothing);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an empty object', {}],
    ['a body', JSON.stringify(qos)],
    ['a list of events', [qos]],
    ['what safeParseEvent returns', safeParseEvent(qos)],
    ['a QSS event without its members', { event: qos.event, payload: {} }],
  ])('refuses %s', (_, event) => {
    expect(() => toBatch(event as never)).toThrow(
      expect.objectContaining({ name: 'ArgumentError', argument: 'event' }),
    );
  });

  it('refuses a delivery in place of its repairs', () => {
    expect(() => toBatch(qos, { repairs: [] } as never)).toThrow(
      expect.objectContaining({ name: 'ArgumentError', argument: 'repairs' }),
    );
  });

  it('stores repairs as issues of the event, but not lossless conversions', () => {
    const raw = put(
      changed(example('meeting.participant_qos'), ['payload', 'object', 'uuid'], null),
      ['payload', 'account_id'],
      12,
    );
    const result = safeParseEvent(raw);
    if (!result.ok) throw result.error;
    expect(result.repairs.map(({ action }) => action).sort()).toEqual(['converted', 'filled']);
    const { samples, issues } = toBatch(result.event, result.repairs);
    expect(issues).toMatchObject([
      { code: 'field_missing', path: ['payload', 'object', 'uuid'], text: null },
    ]);
    expect(samples[0]?.id.startsWith(issues[0]?.recordId ?? '?')).toBe(true);
  });

  it('gives issues of a whole event an id that begins those of its records', () => {
    const raw = changed(example('meeting.participant_qos'), ['payload', 'object', 'weather'], 'rain');
    const result = safeParseEvent(raw);
    if (!result.ok) throw result.error;
    const { samples, issues } = toBatch(result.event);
    expect(issues).toMatchObject([{ code: 'field_unknown' }]);
    expect(issues[0]?.recordId).not.toBe('');
    expect(samples[0]?.id.startsWith(issues[0]?.recordId ?? '?')).toBe(true);
  });
});
