import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type RestContext, type RestSource, samplesFromRest } from 'zoom-qss';
import { deepFreeze, type Raw } from '../events/documented.js';
import { bounds, NOTHING, only } from './given.js';

const SPEC: Raw = JSON.parse(readFileSync(new URL('../../specs/qss-rest.json', import.meta.url), 'utf8'));

/** The one participant of the documented page of a list. */
function documented(path: string): Raw {
  const { examples } = SPEC.paths[path].get.responses[200].content['application/json'];
  const page: Raw = examples.documented.value;
  return deepFreeze(structuredClone(only<Raw>(page.participants ?? page.users)));
}

const LISTS = {
  'rest.meeting': '/metrics/meetings/{meetingId}/participants/qos_summary',
  'rest.webinar': '/metrics/webinars/{webinarId}/participants/qos_summary',
  'rest.session': '/videosdk/sessions/{sessionId}/users/qos_summary',
} as const;

const MEASURED = {
  ...NOTHING,
  bitrateKbps: bounds(27.15, 27.15, 27.15),
  latencyMs: bounds(126, 126, 126),
  jitterMs: bounds(0, 0, 0),
  lossPercent: bounds(0.03, 0.03, 0.4),
  frameRateFps: bounds(12, 12, 12),
  zoomCpuPercent: bounds(0, 0, 2),
  systemCpuPercent: bounds(null, null, 11),
  resolution: { width: 1280, height: 720 },
  cpuPressure: { min: 'normal', avg: 'normal', max: 'normal' },
};

const CONTEXT: Omit<RestContext, 'source'> = { conference: { id: '93398114182' }, accountId: 'account' };
const read = (row: Raw, source: RestSource, context = CONTEXT) =>
  samplesFromRest(row, { ...context, source });

describe('the documented row of', () => {
  it.each([
    [
      'rest.meeting',
      {
        id: '20161536',
        userId: 'zJKyaiAyTNC-MWjiWC18KQ',
        name: 'jchill',
        email: 'user@example.com',
        role: null,
      },
      '20161536',
    ],
    [
      'rest.webinar',
      {
        id: '20161536',
        userId: 'zJKyaiAyTNC-MWjiWC18KQ',
        name: 'jchill',
        email: 'user@example.com',
        role: null,
      },
      '20161536',
    ],
    [
      'rest.session',
      { id: null, userId: 'myUserKey', name: 'jchill', email: null, role: null },
      'zJKyaiAyTNC-MWjiWC18KQ',
    ],
  ] as const)('%s', (source, participant, who) => {
    expect(read(documented(LISTS[source]), source)).toStrictEqual({
      samples: [
        {
          ...MEASURED,
          id: `${source}|account|93398114182|${who}||||audio_input|0`,
          source,
          product: source.slice('rest.'.length),
          window: 'summary',
          measuredAtMs: null,
          eventAtMs: null,
          accountId: 'account',
          conference: { uuid: null, id: '93398114182', name: null },
          participant,
          type: 'audio_input',
          media: 'audio',
          direction: 'sent',
          path: 'client',
        },
      ],
      issues: [],
    });
  });
});

describe('samplesFromRest', () => {
  const QOS = [{ type: 'audio_input', details: {} }];

  it('takes the conference and the account from its caller, blanks as null', () => {
    const conference = { uuid: 'abc==', id: '', name: ' ' };
    const sample = only(read({ qos: QOS }, 'rest.meeting', { conference, accountId: '-' }).samples);
    expect(sample.conference).toEqual({ uuid: 'abc==', id: null, name: null });
    expect(sample.accountId).toBeNull();
    expect(only(read({ qos: QOS }, 'rest.meeting', { conference }).samples).accountId).toBeNull();
  });

  it('takes what is blank or missing for nobody', () => {
    const nobody = { id: null, userId: null, name: null, email: null, role: null };
    for (const source of Object.keys(LISTS) as RestSource[]) {
      const blank = { id: '', participant_id: ' ', user_name: '-', email: 'N/A', user_key: '', name: '--' };
      expect(only(read({ ...blank, qos: QOS }, source).samples).participant).toEqual(nobody);
      expect(only(read({ qos: QOS }, source).samples).participant).toEqual(nobody);
    }
  });

  it.each(['', ' ', '-', undefined])('takes the id of a session user whose user_key is %o', (user_key) => {
    const sample = only(read({ id: 'zoom-id', user_key, qos: QOS }, 'rest.session').samples);
    expect(sample.participant).toMatchObject({ id: null, userId: 'zoom-id' });
  });

  it('tells session users of one user_key apart by the id that Zoom gave them', () => {
    const ids = ['one', 'two'].map(
      (id) => only(read({ id, user_key: 'k', qos: QOS }, 'rest.session').samples).id,
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('tells people without any id apart by their position, if that is given', () => {
    const idAt = (position: number, person: object) =>
      only(read({ ...person, qos: QOS }, 'rest.meeting', { conference: { uuid: 'u' }, position }).samples).id;
    expect(idAt(0, {})).not.toBe(idAt(1, {}));
    expect(idAt(0, { user_name: 'Guest' })).not.toBe(idAt(1, { user_name: 'Guest' }));
    // Whoever has an id has the same one wherever the list shows them.
    expect(idAt(0, { id: 'z' })).toBe(idAt(1, { id: 'z' }));
  });

  it.each([[{}], [{ qos: [] }]])('gives nothing for %o', (row) => {
    expect(read(row, 'rest.meeting')).toEqual({ samples: [], issues: [] });
  });

  it('notes what it does not know, at its place in the row', () => {
    const row = {
      news: { deep: [] },
      qos: [...QOS, { type: 'hologram', more: 1, details: { bitrate: '63 apples', loss: '1%' } }],
    };
    expect(read(row, 'rest.meeting').issues).toEqual([
      { code: 'field_unknown', path: ['news'], text: null, expected: 'a documented field' },
      { code: 'type_unknown', path: ['qos', 1, 'type'], text: 'hologram', expected: 'a documented type' },
      { code: 'field_unknown', path: ['qos', 1, 'more'], text: '1', expected: 'a documented field' },
      {
        code: 'value_unreadable',
        path: ['qos', 1, 'details', 'bitrate'],
        text: '63 apples',
        expected: 'a number in kbps',
      },
      {
        code: 'field_unknown',
        path: ['qos', 1, 'details', 'loss'],
        text: '1%',
        expected: 'a documented field',
      },
    ]);
  });

  it('knows the fields of each list, and of no other', () => {
    const fieldsOf = (row: Raw, source: RestSource) => read(row, source).issues.map(({ path }) => path[0]);
    const meeting = { id: 'x', participant_id: 'x', user_name: 'x', email: 'x' };
    const session = { id: 'x', user_key: 'x', name: 'x' };
    expect(fieldsOf(meeting, 'rest.meeting')).toEqual([]);
    expect(fieldsOf(session, 'rest.session')).toEqual([]);
    expect(fieldsOf(meeting, 'rest.session')).toEqual(['participant_id', 'user_name', 'email']);
    expect(fieldsOf(session, 'rest.webinar')).toEqual(['user_key', 'name']);
  });

  it('tells people of one list apart, by the best name there is', () => {
    const rows = [
      { participant_id: '1', qos: QOS },
      { participant_id: '2', qos: QOS },
      { id: 'user', qos: QOS },
      { email: 'user@example.com', qos: QOS },
      { user_name: 'Ada', qos: QOS },
      { user_name: 'Grace', qos: QOS },
    ];
    const ids = rows.map((row) => only(read(row, 'rest.meeting').samples).id);
    expect(new Set(ids).size).toBe(rows.length);
  });

  it('tells conferences apart, by the best name there is', () => {
    const conferences = [{ uuid: 'a' }, { id: 'b' }, { name: 'c' }, { name: 'd' }];
    const ids = conferences.map(
      (conference) => only(read({ id: 'user', qos: QOS }, 'rest.session', { conference }).samples).id,
    );
    expect(new Set(ids).size).toBe(conferences.length);
  });
});
