import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  EventParseError,
  isDataEvent,
  isEvent,
  isKnownEvent,
  isQosEvent,
  isQosSummaryEvent,
  parseEvent,
  QSS_EVENT_NAMES,
  restSamples,
  toClientSnapshots,
  toSamples,
  VIDEO_SDK_EVENT_NAMES,
} from 'zoom-qss';
import { ArgumentError, fixtures, makeEvent, nastyFixtures, restFixtures } from 'zoom-qss/testing';
import { documentedPages } from '../rest/zoom.js';
import { NOBODY } from '../samples/given.js';

const NAMES = [...QSS_EVENT_NAMES, ...VIDEO_SDK_EVENT_NAMES];

describe('fixtures', () => {
  test('has one for each of the 52 events, and no other', () => {
    expect(Object.keys(fixtures).sort()).toEqual([...NAMES].sort());
    expect(NAMES).toHaveLength(52);
  });

  test.each(NAMES)('%s has its declared type and survives the wire', (name) => {
    const fixture = fixtures[name];
    expect(isEvent(fixture, name)).toBe(true);
    expect(parseEvent(JSON.stringify(fixture))).toEqual(fixture);
  });

  test.each(['qss', 'video-sdk'])('are the documented %s examples, as parseEvent reads them', (document) => {
    const path = new URL(`../fixtures/${document}-events.json`, import.meta.url);
    const examples = JSON.parse(readFileSync(path, 'utf8')) as { event: keyof typeof fixtures }[];
    for (const example of examples) expect(fixtures[example.event]).toEqual(parseEvent(example));
  });

  test('of QSS normalise without an issue', () => {
    for (const name of QSS_EVENT_NAMES) {
      const event = fixtures[name];
      const { issues } =
        isQosEvent(event) || isQosSummaryEvent(event) ? toSamples(event) : toClientSnapshots(event);
      expect(issues).toEqual([]);
    }
  });

  test('are frozen', () => {
    const { participant } = fixtures['meeting.participant_qos'].payload.object;
    expect(() => {
      participant.email = 'changed';
    }).toThrow(TypeError);
    expect(() => participant.qos.pop()).toThrow(TypeError);
  });
});

describe('restFixtures', () => {
  const SOURCES = ['rest.meeting', 'rest.webinar', 'rest.session'] as const;

  test('are the rows of the documented pages', () => {
    const pages = Object.values(documentedPages()) as Record<string, unknown>[];
    const rows = pages.flatMap(({ participants, users }) => participants ?? users);
    expect(Object.keys(restFixtures)).toEqual(SOURCES);
    expect(Object.values(restFixtures)).toEqual(rows);
  });

  test.each(SOURCES)('%s gives a sample with who and what, and no issue', (source) => {
    const read = restSamples({ source, conference: { uuid: 'uuid==' } });
    const { samples, issues } = read(restFixtures[source]);
    expect(issues).toEqual([]);
    expect(samples).toMatchObject([
      { source, participant: { name: 'jchill' }, type: 'audio_input', latencyMs: { avg: 126 } },
    ]);
  });

  test('are frozen', () => {
    expect(() => restFixtures['rest.session'].qos?.pop()).toThrow(TypeError);
  });
});

describe('makeEvent', () => {
  test('returns a copy of the fixture that may be changed', () => {
    const event = makeEvent('meeting.participant_qos');
    expect(event).toEqual(fixtures['meeting.participant_qos']);
    event.payload.object.participant.qos.pop();
    expect(makeEvent('meeting.participant_qos')).toEqual(fixtures['meeting.participant_qos']);
  });

  test('merges objects deeply', () => {
    const event = makeEvent('phone.call_qos', {
      event_ts: 5,
      payload: { object: { call_qos: { qos: { details: { mos: '1.2' } } } } },
    });
    const { call_id, call_qos } = event.payload.object;
    expect(event.event_ts).toBe(5);
    expect(call_id).toBe('6971668082545971778');
    expect(call_qos.qos.details).toEqual({
      ...fixtures['phone.call_qos'].payload.object.call_qos.qos.details,
      mos: '1.2',
    });
  });

  test('replaces arrays and copies those of the overrides', () => {
    const data = [{ camera: 'one' }, { camera: 'two' }];
    const event = makeEvent('session.user_data', { payload: { object: { user: { data } } } });
    expect(event.payload.object.user.data).toEqual(data);
    expect(event.payload.object.user.data[0]).not.toBe(data[0]);
  });

  test('omits an optional field if the override is undefined', () => {
    const event = makeEvent('session.user_qos', { payload: { object: { session_key: undefined } } });
    expect('session_key' in event.payload.object).toBe(false);
    expect(isKnownEvent(event)).toBe(true);
  });

  // Only a compiler would stop these.
  const anyMake = makeEvent as (name: unknown, overrides?: unknown) => unknown;
  const cycle: Record<string, unknown> = {};
  cycle.payload = cycle;

  test.each(['typo', 'toString', '__proto__', '', 5, null, undefined, {}, ['session.alert']])(
    'rejects the name %j',
    (name) => {
      expect(() => anyMake(name)).toThrow(ArgumentError);
      expect(() => anyMake(name)).toThrow(
        "Expected name to be the name of a documented event, such as 'meeting.participant_qos'.",
      );
    },
  );

  test.each([
    [
      'meeting.participant_qos',
      { payload: { object: { uuid: undefined } } },
      'overrides.payload.object.uuid',
      'of type string, since it is required',
    ],
    [
      'meeting.participant_qos',
      { payload: undefined },
      'overrides.payload',
      'of type object, since it is required',
    ],
    ['meeting.participant_qos', { event_ts: 'now' }, 'overrides.event_ts', 'of type number'],
    [
      'phone.call_qos',
      { payload: { object: { call_qos: { qos: { details: { mos: 4 } } } } } },
      'overrides.payload.object.call_qos.qos.details.mos',
      'of type string',
    ],
    [
      'session.user_qos',
      { payload: { object: { user: { qos: [{ type: 'cpu_usage' }] } } } },
      'overrides.payload.object.user.qos.0.date_time',
      'of type string, since it is required',
    ],
    ['webinar.participant_qos', { event: 'meeting.participant_qos' }, 'overrides.event', 'left out'],
    ['session.user_qos', { event: 'session.new' }, 'overrides.event', 'left out'],
    ['session.user_qos', { event: undefined }, 'overrides.event', 'of type string, since it is required'],
  ])('rejects an override of %s that its type does not allow: %j', (name, overrides, argument, expected) => {
    expect(() => anyMake(name, overrides)).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument, expected }),
    );
  });

  test.each([[null], ['text'], [5], [[]], [() => ({})], [{ payload: () => ({}) }], [cycle]])(
    'rejects the overrides %s',
    (overrides) => {
      expect(() => anyMake('session.alert', overrides)).toThrow(
        expect.objectContaining({ code: 'argument_invalid', argument: 'overrides' }),
      );
    },
  );
});

describe('nasty fixtures', () => {
  const { missingFields, ...readable } = nastyFixtures;

  test.each(Object.entries(readable))('%s can be read', (_, { body, shows }) => {
    expect(shows).toMatch(/^[A-Z].*\.$/);
    expect(parseEvent(body).event).toBe(JSON.parse(body).event);
  });

  test('an event without its required fields is malformed', () => {
    expect(() => parseEvent(missingFields.body)).toThrow(EventParseError);
  });

  const samplesOf = (body: string) => {
    const event = parseEvent(body);
    if (!isQosEvent(event) && !isQosSummaryEvent(event)) throw new Error(`${event.event} has no samples`);
    return toSamples(event);
  };

  test('blanks are absent, and a real 0 is 0', () => {
    const { samples, issues } = samplesOf(nastyFixtures.idleStream.body);
    expect(samples.map(({ bitrateKbps }) => bitrateKbps)).toEqual([null, { min: null, avg: 0, max: null }]);
    expect(issues).toEqual([]);
  });

  test('spelling variants give the same values', () => {
    const { samples, issues } = samplesOf(nastyFixtures.spellingVariants.body);
    expect(issues).toEqual([]);
    expect(samples[0]).toMatchObject({
      bitrateKbps: { avg: 27.15 },
      latencyMs: { avg: 7.53 },
      jitterMs: { avg: 6 },
      lossPercent: { avg: 4, max: 4 },
      resolution: { width: 1280, height: 720 },
      frameRateFps: { avg: 12 },
    });
    expect(samples[1]?.rssiDbm?.avg).toBe(-50);
  });

  test('people outside the account have only their id in the meeting', () => {
    const { samples } = samplesOf(nastyFixtures.externalParticipant.body);
    expect(samples[0]?.participant).toEqual({ ...NOBODY, id: '1234567890' });
  });

  test.each([
    ['unknownField', ['field_unknown', 'type_unknown']],
    ['swappedRssi', ['bounds_swapped']],
    ['unreadableValue', ['value_unreadable']],
    ['unreadableTime', ['time_unreadable']],
    ['prototypeKeys', ['field_unknown', 'field_unknown']],
    ['hostileText', []],
    ['nullFields', []],
  ] as const)('%s gives the issues %j', (name, codes) => {
    expect(samplesOf(nastyFixtures[name].body).issues.map(({ code }) => code)).toEqual(codes);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  test('a big numeric id keeps its digits', () => {
    expect(samplesOf(nastyFixtures.bigNumericId.body).samples[0]?.conference.uuid).toBe(
      '6971668082545971778',
    );
  });

  test('data events can be partial or empty', () => {
    const snapshotsOf = (body: string) => {
      const event = parseEvent(body);
      return isDataEvent(event) ? toClientSnapshots(event).snapshots : undefined;
    };
    expect(snapshotsOf(nastyFixtures.partialData.body)).toMatchObject([{ camera: null }]);
    expect(snapshotsOf(nastyFixtures.emptyData.body)).toEqual([]);
  });
});
