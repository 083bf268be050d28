import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKnownEvent, type Path, parseEvent, safeParseEvent } from 'zoom-qss';
import { at, changed, example, type Raw } from './documented.js';

const QOS = 'meeting.participant_qos';
const DETAILS = ['payload', 'object', 'participant', 'qos', 0, 'details'];

/** What becomes of one field, read from text; and it is the same from a value, but for digits beyond 2^53. */
function reread(name: string, path: Path, value: unknown): unknown {
  const raw = changed(example(name), path, value);
  const event = parseEvent(JSON.stringify(raw));
  expect(isKnownEvent(event)).toBe(true);
  expect(parseEvent(raw)).toEqual(event);
  return at(event, path);
}

/** What becomes of one field of which the JSON text is given. */
function rereadText(name: string, path: Path, json: string): unknown {
  const marked = JSON.stringify(changed(example(name), path, 'MARK'));
  return at(parseEvent(marked.replace('"MARK"', () => json)), path);
}

function faultsOf(name: string, path: Path, value: unknown) {
  const raw = changed(example(name), path, value);
  const results = [safeParseEvent(raw), safeParseEvent(JSON.stringify(raw))];
  const [faults, same] = results.map((result) => (result.ok ? 'none' : result.error.issues));
  expect(same).toEqual(faults);
  return faults;
}

describe('what is not known', () => {
  it('is a name, and passes untouched', () => {
    const event = {
      event: 'meeting.participant_mood',
      event_ts: 5,
      payload: { mood: null },
      more: [null, 1],
    };
    expect(parseEvent(event)).toBe(event);
    expect(parseEvent(JSON.stringify(event))).toEqual(event);
    expect(isKnownEvent(event)).toBe(false);
  });

  it('is a payload of an unknown name, of whatever kind', () => {
    for (const payload of [null, [], 'text', 5, {}, [{ a: null }]]) {
      expect(parseEvent({ event: 'x.y', payload })).toEqual({ event: 'x.y', payload });
      expect(parseEvent({ event: 'x.y', event_ts: '5', payload })).toEqual({
        event: 'x.y',
        event_ts: 5,
        payload,
      });
    }
    expect(parseEvent('{"event":"x.y"}')).toEqual({ event: 'x.y' });
  });

  it('is a field, and passes untouched wherever it stands', () => {
    const news = { deep: [{ deeper: null }], big: 2 ** 60 };
    for (const place of [[], ['payload'], ['payload', 'object', 'participant'], DETAILS]) {
      expect(reread(QOS, [...place, 'news'], news)).toEqual(news);
      expect(reread(QOS, [...place, 'nothing'], null)).toBeNull();
    }
  });

  it('is an enum member, and passes', () => {
    expect(reread(QOS, [...DETAILS.slice(0, -1), 'type'], 'hologram_input')).toBe('hologram_input');
    expect(reread('session.user_room_system_callout_failed', ['payload', 'object', 'reason_type'], 99)).toBe(
      99,
    );
  });
});

describe('text declared', () => {
  it.each([
    [63, '63'],
    [0, '0'],
    [-56, '-56'],
    [3.65, '3.65'],
    [2 ** 53 - 1, '9007199254740991'],
    [-(2 ** 53) + 1, '-9007199254740991'],
    [true, 'true'],
    [false, 'false'],
  ])('%j becomes its text', (value, text) => expect(reread(QOS, [...DETAILS, 'bitrate'], value)).toBe(text));

  it.each([
    '9007199254740992',
    '9007199254740993',
    '6971668082545971778',
    '-6971668082545971778',
    '123456789012345678901234567890',
  ])('%s beyond 2^53 keeps every digit', (digits) => {
    expect(rereadText('phone.call_qos', ['payload', 'object', 'call_id'], digits)).toBe(digits);
    expect(rereadText(QOS, [...DETAILS, 'bitrate'], digits)).toBe(digits);
  });

  it('keeps the digits of the right number, whatever stands around it', () => {
    const json = String.raw`{"9007199254740995":1,"k\"":[-1.5e+3,{"x":"\\\""},9007199254740997],
      "event":"phone.call_qos","event_ts":1,"payload":{"account_id":"1\\","object":{"call_id":9007199254740991,
      "call_id" : 9007199254740993 ,"call_start_time":9007199254740995,"call_qos":
      [{"type":"caller","id":9007199254740997,"qos":{"date_time":"","type":"","details":{"bitrate":"","avg_loss":"",
      "max_loss":"","jitter":"","network_delay":"","mos":9007199254740999}}}]}}}`;
    const { object } = (parseEvent(json) as Raw).payload;
    expect(object.call_id).toBe('9007199254740993');
    expect(object.call_start_time).toBe('9007199254740995');
    expect(object.call_qos.id).toBe('9007199254740997');
    expect(object.call_qos.qos.details.mos).toBe('9007199254740999');
  });

  it('any integer in any field comes out digit for digit', () => {
    const path = ['payload', 'object', 'participant', 'qos', 1, 'details', 'latency'];
    const raw = example(QOS);
    raw.payload.object.participant.qos.push(structuredClone(raw.payload.object.participant.qos[0]));
    const text = JSON.stringify(changed(raw, path, 'MARK'));
    fc.assert(
      fc.property(fc.bigInt(), fc.string(), (integer, noise) => {
        const more = `${JSON.stringify(`~${noise}`)}:${integer}`;
        const body = text.replace('"MARK"', () => `${integer},${more}`);
        expect(at(parseEvent(body), path)).toBe(String(integer));
      }),
    );
  });

  it.each(['5.10', '0.12345678901234567890', '1e300', '-0.0'])('%s, a number as it was written', (number) => {
    const path = ['payload', 'object', 'call_id'];
    const text = JSON.stringify(changed(example('phone.call_qos'), path, 'MARK')).replace('"MARK"', number);
    // Minus zero is a safe integer; its sign says nothing.
    expect(at(parseEvent(text), path)).toBe(number === '-0.0' ? '0' : number);
  });

  it('an integer beyond 2^53 has lost its digits in a value without text', () => {
    const path = ['payload', 'object', 'call_id'];
    const value = changed(example('phone.call_qos'), path, 2 ** 53);
    expect(safeParseEvent(value)).toMatchObject({
      ok: false,
      error: { code: 'event_malformed', issues: [{ path, expected: 'string', received: 'number' }] },
    });
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY, -1e300]) {
      expect(safeParseEvent(changed(value, path, number)).ok).toBe(false);
    }
  });

  it.each<[unknown, string]>([
    [{}, 'object'],
    [{ text: '' }, 'object'],
    [[], 'array'],
    [['63 kbps'], 'array'],
  ])('%j is refused', (value, received) => {
    const path = [...DETAILS, 'bitrate'];
    expect(faultsOf(QOS, path, value)).toEqual([{ path, expected: 'string', received }]);
  });
});

describe('a number declared', () => {
  it.each(['0', '1626230691572', '-5', '0.5', '9007199254740992', '1e+21'])(
    'canonical text %s becomes it',
    (text) => expect(reread(QOS, ['event_ts'], text)).toBe(Number(text)),
  );

  it.each([
    '',
    ' ',
    ' 5',
    '5 ',
    '05',
    '+5',
    '5.0',
    '.5',
    '-0',
    '0x10',
    '1e3',
    '1_000',
    '5 ms',
    'NaN',
    'Infinity',
    '9007199254740993',
    '１',
    '2021-07-13T21:44:51Z',
  ])('text %j is refused', (text) => {
    expect(faultsOf(QOS, ['event_ts'], text)).toEqual([
      { path: ['event_ts'], expected: 'number', received: 'string' },
    ]);
  });

  it.each<[unknown, string]>([
    [true, 'boolean'],
    [{}, 'object'],
    [[5], 'array'],
  ])('%j is refused', (value, received) => {
    expect(faultsOf(QOS, ['event_ts'], value)).toEqual([
      { path: ['event_ts'], expected: 'number', received },
    ]);
  });
});

describe('a boolean declared', () => {
  it.each<[unknown, string]>([
    ['true', 'string'],
    [1, 'number'],
    [null, 'null'],
  ])('%j is refused', (value, received) => {
    const path = ['payload', 'object', 'user', 'is_original_host'];
    expect(faultsOf('session.user_qos', path, value)).toEqual([{ path, expected: 'boolean', received }]);
  });
});

describe('text or a number declared', () => {
  it.each(['-56', -56, ''])('%j stays as it is', (value) => {
    expect(reread(QOS, [...DETAILS, 'min_rssi'], value)).toBe(value);
  });

  it('true becomes text, and an object is refused', () => {
    const path = [...DETAILS, 'min_rssi'];
    expect(reread(QOS, path, true)).toBe('true');
    expect(faultsOf(QOS, path, {})).toEqual([{ path, expected: 'string|number', received: 'object' }]);
  });
});

describe('null', () => {
  it.each([
    [DETAILS, 'latency'],
    [DETAILS, 'min_rssi'],
    [DETAILS.slice(0, 3), 'email'],
  ])('in an optional field takes the field away: %j %s', (place, field) => {
    const raw = changed(example(QOS), [...place, field], null);
    expect(at(parseEvent(raw), place)).not.toHaveProperty(field);
    expect(at(parseEvent(JSON.stringify(raw)), place)).not.toHaveProperty(field);
  });

  it('as undefined, which JSON cannot say, goes the same way', () => {
    const raw = example(QOS);
    raw.payload.object.participant.email = undefined;
    expect(isKnownEvent(raw)).toBe(false);
    expect((parseEvent(raw) as Raw).payload.object.participant).not.toHaveProperty('email');
  });

  it.each([
    [['event_ts'], 'number'],
    [['payload'], 'object'],
    [['payload', 'account_id'], 'string'],
    [DETAILS, 'QosDetails'],
    [['payload', 'object', 'participant', 'qos'], 'QosItem[]'],
  ] as [Path, string][])('in a required field is refused: %j', (path, expected) => {
    expect(faultsOf(QOS, path, null)).toEqual([{ path, expected, received: 'null' }]);
    expect(faultsOf(QOS, path, undefined)).toEqual([{ path, expected, received: 'missing' }]);
  });
});

describe('a lone item and a list', () => {
  const qos = ['payload', 'object', 'participant', 'qos'];

  it('become each other where the meaning is not in doubt', () => {
    const [item] = example(QOS).payload.object.participant.qos;
    expect(reread(QOS, qos, item)).toEqual([item]);
    expect(reread('session.alert', ['payload', 'object', 'issues'], 'High CPU occupation')).toEqual([
      'High CPU occupation',
    ]);
    expect(reread('session.alert', ['payload', 'object', 'issues'], 7)).toEqual(['7']);
    const { participant } = example(QOS).payload.object;
    expect(reread(QOS, ['payload', 'object', 'participant'], [participant])).toEqual(participant);
  });

  it('are repaired within as well', () => {
    const party = example('phone.call_qos').payload.object.call_qos;
    const path = ['payload', 'object', 'call_qos'];
    party.qos.details.mos = 4.5;
    expect(reread('phone.call_qos', path, [party])).toMatchObject({ qos: { details: { mos: '4.5' } } });
    const lone = { ...party, user_id: 17, user_email: null };
    expect(reread('phone.call_qos_summary', path, lone)).toMatchObject([
      { user_id: '17', qos: [{ details: { mos: '4.5' } }] },
    ]);
  });

  it.each<[Path, unknown, string, string]>([
    [qos, 'audio_input', 'QosItem[]', 'string'],
    [qos, 5, 'QosItem[]', 'number'],
    [['payload'], [], 'object', 'array'],
    [['payload'], [example(QOS).payload, example(QOS).payload], 'object', 'array'],
    [['payload'], [null], 'object', 'array'],
    [['payload'], 'text', 'object', 'string'],
  ])('are refused where it is: %j', (path, value, expected, received) => {
    expect(faultsOf(QOS, path, value)).toEqual([{ path, expected, received }]);
  });

  it('name the place where the fault is', () => {
    const lone = { type: 'audio_input', details: {} };
    expect(faultsOf(QOS, qos, lone)).toEqual([
      { path: [...qos, 'date_time'], expected: 'string', received: 'missing' },
    ]);
    expect(faultsOf(QOS, qos, [null])).toEqual([
      { path: [...qos, 0], expected: 'QosItem', received: 'null' },
    ]);
    const path = ['payload', 'object', 'issues'];
    expect(faultsOf('session.alert', path, {})).toEqual([{ path, expected: 'string[]', received: 'object' }]);
  });
});
