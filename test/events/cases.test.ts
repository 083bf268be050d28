import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  isEvent,
  isSessionEvent,
  isVideoSdkEvent,
  type ParseResult,
  safeParseEvent,
  toClientSnapshots,
  toSamples,
} from 'zoom-qss';
import { at, changed, example, NONE_OMITTED } from './documented.js';

/** A body that was refused once, as text and as a value, which read alike. */
function read(name: string): ParseResult & { ok: true } {
  const text = readFileSync(new URL(`../fixtures/cases/${name}.json`, import.meta.url), 'utf8');
  const result = safeParseEvent(text);
  expect(safeParseEvent(JSON.parse(text))).toEqual(result);
  if (!result.ok) throw result.error;
  return result;
}

describe('a body without a field that Zoom added later', () => {
  it('is a snapshot: session.user_data without is_original_host', () => {
    const { event, repairs } = read('session-data-without-original-host');
    if (!isEvent(event, 'session.user_data')) throw new Error(event.event);
    const { snapshots, issues } = toClientSnapshots(event);
    expect(snapshots.map(({ device, deviceRaw }) => [device, deviceRaw])).toEqual([['Windows', 'WIN']]);
    expect(repairs).toEqual([]);
    expect(issues.map(({ code, path }) => [code, path.at(-1)])).toEqual([['field_unknown', 'ip_address']]);
  });

  it('is a sample: session.user_qos without is_original_host', () => {
    const { event, repairs } = read('recorded-before-field-existed');
    if (!isEvent(event, 'session.user_qos')) throw new Error(event.event);
    const { samples, issues } = toSamples(event);
    expect(samples.map((sample) => [sample.bitrateKbps?.avg, sample.latencyMs?.avg])).toEqual([[40, 50]]);
    expect([repairs, issues]).toEqual([[], []]);
  });

  it.each(['session.user_qos', 'session.user_qos_summary', 'session.user_data', 'session.user_data_summary'])(
    'needs no repair: %s',
    (name) => {
      const raw = changed(example(name), ['payload', 'object', 'user', 'is_original_host'], undefined);
      expect(safeParseEvent(raw)).toEqual({
        ok: true,
        event: raw,
        repairs: [],
        repairsOmitted: NONE_OMITTED,
      });
    },
  );

  it('is read with blanks: session.started without session_id and session_name', () => {
    const raw = example('session.started');
    delete raw.payload.object.session_id;
    delete raw.payload.object.session_name;
    const result = safeParseEvent(raw);
    expect(result).toMatchObject({ ok: true, repairs: [{ action: 'filled' }, { action: 'filled' }] });
    expect(result.ok && at(result.event, ['payload', 'object'])).toMatchObject({
      session_id: '',
      session_name: '',
    });
  });
});

describe('a call of 40 readings, one of which has null for mos', () => {
  it('has 40 samples and reports that field alone', () => {
    const { event, repairs } = read('phone-one-reading-without-mos');
    if (!isEvent(event, 'phone.call_qos_summary')) throw new Error(event.event);
    const path = ['payload', 'object', 'call_qos', 0, 'qos', 7, 'details', 'mos'];
    expect(repairs).toEqual([{ action: 'filled', path, expected: 'string', received: 'null' }]);
    const { samples } = toSamples(event);
    expect(samples).toHaveLength(40);
    expect(samples.map(({ mos }) => mos)).toEqual(samples.map((_, index) => (index === 7 ? null : 4.1)));
  });
});

describe('an item without details', () => {
  it('is an empty sample', () => {
    const name = 'meeting.participant_qos';
    const items = ['payload', 'object', 'participant', 'qos'];
    const [item] = at(example(name), items) as object[];
    const raw = changed(example(name), items, [{ ...item, details: undefined }, item]);
    const result = safeParseEvent(JSON.stringify(raw));
    if (!result.ok || !isEvent(result.event, name)) throw new Error('It was refused.');
    expect(result.repairs).toEqual([
      { action: 'filled', path: [...items, 0, 'details'], expected: 'QosDetails', received: 'missing' },
    ]);
    const [empty, full] = toSamples(result.event).samples;
    expect(empty).toMatchObject({ type: full?.type, measuredAtMs: full?.measuredAtMs });
    expect(empty?.latencyMs?.avg ?? null).toBeNull();
    expect(full?.latencyMs?.avg).toBe(134);
  });
});

describe('an event that Zoom has published since the imported document', () => {
  it.each([
    ['recording-summary-completed', 'session.recording_summary_completed'],
    ['rtms-started', 'session.rtms_started'],
  ] as const)('is known and typed: %s', (file, name) => {
    const { event, repairs } = read(file);
    expect(isEvent(event, name)).toBe(true);
    expect([isVideoSdkEvent(event), isSessionEvent(event)]).toEqual([true, true]);
    expect(repairs).toEqual([]);
  });
});

describe('an example as Zoom publishes it', () => {
  it('is read although it bears the name of another event: session.recording_transcript_failed', () => {
    const published = {
      ...example('session.recording_transcript_failed'),
      event: 'session.recording_transcript_completed',
    };
    const result = safeParseEvent(JSON.stringify(published));
    if (!result.ok || !isEvent(result.event, 'session.recording_transcript_completed'))
      throw new Error('Refused.');
    expect(result.event).toMatchObject({ download_token: '', payload: { object: { recording_files: [] } } });
    expect(result.repairs.map(({ action, path }) => [action, path.at(-1)])).toEqual([
      ['filled', 'download_token'],
      ['converted', 'session_id'],
      ['filled', 'recording_files'],
    ]);
  });
});
