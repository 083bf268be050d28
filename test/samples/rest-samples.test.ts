import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  participantKey,
  type RestContext,
  type RestRow,
  type RestSource,
  restSamples,
  samplesFromRest,
} from 'zoom-qss';
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

const PERSON = { zoomUserId: null, role: null, isOriginalHost: null, ordinal: 0 };

const CONTEXT: Omit<RestContext, 'source'> = { conference: { id: '93398114182' }, accountId: 'account' };
const read = (row: Raw, source: RestSource, context = CONTEXT) =>
  samplesFromRest(row, { ...context, source });

it.each(['1e200 ms', 1e200, 2 ** 53])('notes a latency of %o, which is no measurement', (latency) => {
  const row: Raw = structuredClone(documented(LISTS['rest.meeting']));
  row.qos[0].details.avg_latency = latency;
  const { samples, issues } = read(row, 'rest.meeting');
  expect(samples.map(({ latencyMs }) => latencyMs?.avg)).toEqual([null]);
  expect(issues.map(({ code, text }) => [code, text])).toContainEqual(['value_unreadable', String(latency)]);
});

describe('the documented row of', () => {
  it.each([
    [
      'rest.meeting',
      {
        id: '20161536',
        userId: 'zJKyaiAyTNC-MWjiWC18KQ',
        name: 'jchill',
        email: 'user@example.com',
        ...PERSON,
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
        ...PERSON,
      },
      '20161536',
    ],
    [
      'rest.session',
      {
        id: null,
        userId: 'myUserKey',
        name: 'jchill',
        email: null,
        ...PERSON,
        zoomUserId: 'zJKyaiAyTNC-MWjiWC18KQ',
      },
      '~user~myUserKey',
    ],
  ] as const)('%s', (source, participant, who) => {
    expect(read(documented(LISTS[source]), source)).toStrictEqual({
      samples: [
        {
          ...MEASURED,
          id: `${source}|account|~id~93398114182|${who}||||audio_input`,
          source,
          product: source.slice('rest.'.length),
          span: 'summary',
          measuredAtMs: null,
          eventAtMs: null,
          accountId: 'account',
          conference: { uuid: null, id: '93398114182', name: null, startAtMs: null, endAtMs: null },
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
    expect(sample.conference).toMatchObject({ uuid: 'abc==', id: null, name: null });
    expect(sample.accountId).toBeNull();
    expect(only(read({ qos: QOS }, 'rest.meeting', { conference }).samples).accountId).toBeNull();
  });

  it('takes what is blank or missing for nobody', () => {
    const nobody = { id: null, userId: null, name: null, email: null, ...PERSON };
    for (const source of Object.keys(LISTS) as RestSource[]) {
      const blank = { id: '', participant_id: ' ', user_name: '-', email: 'N/A', user_key: '', name: '--' };
      expect(only(read({ ...blank, qos: QOS }, source).samples).participant).toEqual(nobody);
      expect(only(read({ qos: QOS }, source).samples).participant).toEqual(nobody);
    }
  });

  it.each(['', ' ', '-', undefined])('knows a session user by Zoom’s id where user_key is %o', (user_key) => {
    const [one, two] = ['a', 'b'].map((id) => only(read({ id, user_key, qos: QOS }, 'rest.session').samples));
    expect(one?.participant).toMatchObject({ id: null, userId: null, zoomUserId: 'a' });
    expect(one?.id).not.toBe(two?.id);
  });

  it('takes the times of the conference from its context', () => {
    const conference = { uuid: 'u', startAtMs: 5, endAtMs: 6 };
    expect(only(read({ qos: QOS }, 'rest.meeting', { conference }).samples).conference).toMatchObject(
      conference,
    );
  });

  it.each([-1, 1.5, Number.NaN, '1'])('refuses the ordinal %o', (ordinal) => {
    const context = { source: 'rest.meeting', conference: { id: '1' }, ordinal } as unknown as RestContext;
    expect(() => samplesFromRest({ qos: QOS }, context)).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument: 'ordinal' }),
    );
  });

  it.each([null, undefined, 'row', []])('refuses the row %o', (row) => {
    expect(() => samplesFromRest(row as unknown as RestRow, { ...CONTEXT, source: 'rest.meeting' })).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument: 'row' }),
    );
  });

  it('gives nothing for an empty list, and reports one that is missing or not a list', () => {
    const issuesOf = (row: Raw) => {
      const { samples, issues } = read(row, 'rest.meeting');
      expect(samples).toEqual([]);
      return issues.map(({ code, path }) => [code, path.join('.')]);
    };
    expect(issuesOf({ qos: [] })).toEqual([]);
    expect(issuesOf({})).toEqual([['field_missing', 'qos']]);
    expect(issuesOf({ qos: null })).toEqual([['field_missing', 'qos']]);
    expect(issuesOf({ qos: { type: 'audio_input' } })).toEqual([['field_unreadable', 'qos']]);
    expect(issuesOf({ user_qos: [] })).toEqual([
      ['field_unknown', 'user_qos'],
      ['field_missing', 'qos'],
    ]);
  });

  it('leaves out items that are no objects, and fills those without type or details', () => {
    const item = { type: 'audio_input', details: { avg_bitrate: '3 kbps' } };
    const { samples, issues } = read(
      { qos: ['text', { type: 'cpu_usage' }, { details: {} }, null, { ...item, details: 'none' }, item] },
      'rest.meeting',
    );
    expect(samples.map(({ type, bitrateKbps }) => [type, bitrateKbps?.avg])).toEqual([
      ['cpu_usage', undefined],
      ['', undefined],
      ['audio_input', undefined],
      ['audio_input', 3],
    ]);
    expect(new Set(samples.map(({ id }) => id)).size).toBe(4);
    expect(issues.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'field_unreadable qos.0',
      'field_missing qos.1.details',
      'field_missing qos.2.type',
      'field_unreadable qos.3',
      'field_unreadable qos.4.details',
      'type_unknown qos.2.type',
    ]);
  });

  it('notes what it does not know, at its place in the row and with the id of its record', () => {
    const row = {
      news: { deep: [] },
      qos: [...QOS, { type: 'hologram', more: 1, details: { bitrate: '63 apples', loss: '1%' } }],
    };
    const { samples, issues } = read(row, 'rest.meeting');
    const recordId = samples[1]?.id;
    const whole = 'rest.meeting|account|~id~93398114182||||';
    expect(recordId?.startsWith(whole)).toBe(true);
    const expected = 'a documented field';
    expect(issues).toEqual([
      { code: 'field_unknown', recordId: whole, path: ['news'], text: null, expected },
      {
        code: 'type_unknown',
        recordId,
        path: ['qos', 1, 'type'],
        text: 'hologram',
        expected: 'a documented type',
      },
      { code: 'field_unknown', recordId, path: ['qos', 1, 'more'], text: '1', expected },
      {
        code: 'value_unreadable',
        recordId,
        path: ['qos', 1, 'details', 'bitrate'],
        text: '63 apples',
        expected: 'a number in kbps',
      },
      { code: 'field_unknown', recordId, path: ['qos', 1, 'details', 'loss'], text: '1%', expected },
    ]);
  });

  it('knows the fields of each list, and of no other', () => {
    const fieldsOf = (row: Raw, source: RestSource) =>
      read({ ...row, qos: [] }, source).issues.map(({ path }) => path[0]);
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

describe('restSamples', () => {
  const item = (latency: number) => ({ type: 'audio_input', details: { avg_latency: `${latency} ms` } });
  const blank = { id: '', participant_id: '', user_name: 'Guest', email: '' };
  const guests = [
    { ...blank, qos: [item(10)] },
    { ...blank, qos: [item(900)] },
    { ...blank, email: 'shared@example.com', qos: [item(20)] },
    { ...blank, email: 'shared@example.com', qos: [item(30)] },
  ];
  const readAll = (rows: readonly RestRow[], source: RestSource = 'rest.meeting') => {
    const read = restSamples({ source, conference: { uuid: 'u==' } });
    return rows.flatMap((row) => read(row).samples);
  };

  it('keeps guests apart whom nothing tells apart, and gives the same ids when the list is read again', () => {
    const samples = readAll(guests);
    expect(samples.map(({ latencyMs }) => latencyMs?.avg)).toEqual([10, 900, 20, 30]);
    expect(samples.map(({ participant }) => participant.ordinal)).toEqual([0, 1, 0, 1]);
    expect(new Set(samples.map(({ id }) => id)).size).toBe(4);
    expect(new Set(samples.map(participantKey)).size).toBe(4);
    expect(readAll(guests)).toEqual(samples);
  });

  it('keeps a participant apart who is listed twice, and session users who share a user_key', () => {
    const twice = [1, 2].map((value) => ({ id: 'z', participant_id: '7', qos: [item(value)] }));
    expect(new Set(readAll(twice).map(({ id }) => id)).size).toBe(2);
    const shared = ['one', 'two'].map((id) => ({ id, user_key: 'k', qos: [item(1)] }));
    expect(new Set(readAll(shared, 'rest.session').map(({ id }) => id)).size).toBe(2);
  });
});

describe('the texts of a row that nobody checked', () => {
  const context = { source: 'rest.meeting', conference: { uuid: 'U' } } as const;
  const read = (row: unknown) => samplesFromRest(row as RestRow, context);
  const qos = [{ type: 'audio_input', details: {} }];

  it('are those of numbers and booleans, so that people stay apart', () => {
    const [one, two] = [1, 2].map((id) => only(read({ id, user_name: true, qos }).samples));
    expect(one?.participant).toMatchObject({ userId: '1', name: 'true' });
    expect(participantKey(one as never)).not.toBe(participantKey(two as never));
  });

  it('are reported where they cannot be read', () => {
    const { samples, issues } = read({ id: 'a', email: {}, user_name: [], qos });
    expect(only(samples).participant).toMatchObject({ email: null, name: null });
    expect(issues).toMatchObject([
      { code: 'field_unreadable', path: ['email'] },
      { code: 'field_unreadable', path: ['user_name'] },
    ]);
  });

  it('are reported where they hold what databases refuse', () => {
    const { samples, issues } = read({ id: 'a', user_name: 'N\0', qos });
    expect(only(samples).participant.name).toBe('N');
    const recordId = 'rest.meeting||U|~user~a|||';
    expect(issues).toMatchObject([{ code: 'text_cleaned', path: ['user_name'], recordId }]);
  });
});

describe('a context that would give wrong ids', () => {
  it.each<[string, unknown]>([
    ['context', undefined],
    ['context', null],
    ['source', { source: 'meeting', conference: { id: '1' } }],
    ['conference', { source: 'rest.meeting' }],
    ['conference.uuid', { source: 'rest.meeting', conference: { uuid: 85746065 } }],
    ['accountId', { source: 'rest.meeting', conference: { id: '1' }, accountId: 5 }],
    ['conference', { source: 'rest.meeting', conference: {} }],
    ['conference', { source: 'rest.meeting', conference: { uuid: undefined, id: ' ', name: '-' } }],
    ['conference.uid', { source: 'rest.meeting', conference: { uid: '85746065' } }],
    ['conference.startAtMs', { source: 'rest.meeting', conference: { id: '1', startAtMs: Number.NaN } }],
    ['conference.endAtMs', { source: 'rest.meeting', conference: { id: '1', endAtMs: new Date() } }],
  ])('is refused for its %s', (argument, context) => {
    for (const read of [() => restSamples(context as never), () => samplesFromRest({}, context as never)])
      expect(read).toThrow(expect.objectContaining({ code: 'argument_invalid', argument }));
  });
});
