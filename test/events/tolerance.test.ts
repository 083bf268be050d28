import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKnownEvent, type Path, parseEvent, safeParseEvent } from 'zoom-qss';
import { at, changed, example, NONE_OMITTED, type Raw } from './documented.js';

const QOS = 'meeting.participant_qos';
const DETAILS = ['payload', 'object', 'participant', 'qos', 0, 'details'];

/** What becomes of one field, read from text; and it is the same from a value, except for digits beyond 2^53. */
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

/** The faults of an event that is refused for one field, the same from a value and from text. */
function faultsOf(name: string, path: Path, value: unknown) {
  const raw = changed(example(name), path, value);
  const results = [safeParseEvent(raw), safeParseEvent(JSON.stringify(raw))];
  const [faults, same] = results.map((result) => (result.ok ? 'none' : result.error.issues));
  expect(same).toEqual(faults);
  return faults;
}

/** What is reported of one field, and what it holds afterwards, the same from a value and from text. */
function repaired(name: string, path: Path, value: unknown) {
  const raw = changed(example(name), path, value);
  const results = [safeParseEvent(raw), safeParseEvent(JSON.stringify(raw))];
  const [found, same] = results.map((result) => {
    if (!result.ok) return result.error.issues;
    expect(isKnownEvent(result.event)).toBe(true);
    return { repairs: result.repairs, now: at(result.event, path) };
  });
  expect(same).toEqual(found);
  return found;
}

const oneRepair = (
  action: string,
  path: Path,
  [expected, received]: readonly [string, string],
  now: unknown,
) => ({ repairs: [{ action, path, expected, received }], now });

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

  it.each(['5.10', '1.0', '1e3', '-0', '-0.0', '1.25e1', '0.12345678901234567890', '1e300', '1e999'])(
    '%s, a number as it was written',
    (number) => expect(rereadText('phone.call_qos', ['payload', 'object', 'call_id'], number)).toBe(number),
  );

  it('a number in a value without text, as the engine prints it', () => {
    const path = ['payload', 'object', 'call_id'];
    const call = example('phone.call_qos');
    for (const number of [2 ** 53, 2 ** 62, -1e300, 0.1])
      expect(at(parseEvent(changed(call, path, number)), path)).toBe(String(number));
    // JSON cannot say these: they are no numbers of Zoom's.
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(at(parseEvent(changed(call, path, number)), path)).toBe('');
  });

  it.each<[unknown, string]>([
    [{}, 'object'],
    [{ text: '' }, 'object'],
    [[], 'array'],
    [['63 kbps'], 'array'],
  ])('%j is unreadable: left out where optional, blank where required', (value, received) => {
    const optional = [...DETAILS, 'bitrate'];
    expect(repaired(QOS, optional, value)).toEqual(
      oneRepair('dropped', optional, ['string', received], undefined),
    );
    const required = ['payload', 'object', 'uuid'];
    expect(repaired(QOS, required, value)).toEqual(oneRepair('filled', required, ['string', received], ''));
  });
});

describe('a number declared', () => {
  it.each(['0', '1626230691572', '05', '001626230691572', '-5', '0.5', '9007199254740992', '1e+21'])(
    'text %s becomes it',
    (text) => expect(reread(QOS, ['event_ts'], text)).toBe(Number(text)),
  );

  it.each([
    [' 1626230691572 ', 1626230691572],
    ['1626230691572.000', 1626230691572],
    ['2021-07-14T02:44:51.572Z', 1626230691572],
    ['2021-07-13T21:44:51.572-05:00', 1626230691572],
  ])('text %j in event_ts becomes %d, and is reported as converted', (text, ms) => {
    expect(repaired(QOS, ['event_ts'], text)).toEqual(
      oneRepair('converted', ['event_ts'], ['number', 'string'], ms),
    );
  });

  it('is left out of a number that is not a time', () => {
    const path = ['payload', 'object', 'recording_files', 0, 'file_size'];
    expect(reread('session.recording_completed', path, '2021-07-14T02:44:51Z')).toBeUndefined();
  });

  it.each([
    '',
    ' ',
    '0000000000000005',
    '+5',
    '5.5.0',
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
    '2021-07-13T21:44:51',
    '2021-02-30T21:44:51Z',
    '2021-07-13',
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
  const path = ['payload', 'object', 'user', 'is_original_host'];

  it.each([true, false])('the text of %j becomes it', (value) => {
    expect(repaired('session.user_qos', path, String(value))).toEqual(
      oneRepair('converted', path, ['boolean', 'string'], value),
    );
  });

  it.each<[unknown, string]>([
    ['True', 'string'],
    ['', 'string'],
    [1, 'number'],
    [null, 'null'],
  ])('%j is left out', (value, received) => {
    expect(repaired('session.user_qos', path, value)).toEqual(
      oneRepair('dropped', path, ['boolean', received], undefined),
    );
  });
});

describe('a required number, which no blank can replace', () => {
  it.each([undefined, null, 'text', {}])('%j is left out', (value) => {
    const name = 'session.user_room_system_callout_failed';
    expect(reread(name, ['payload', 'object', 'reason_type'], value)).toBeUndefined();
  });
});

describe('text or a number declared', () => {
  it.each(['-56', -56, ''])('%j stays as it is', (value) => {
    expect(reread(QOS, [...DETAILS, 'min_rssi'], value)).toBe(value);
  });

  it('true becomes text, and an object is left out', () => {
    const path = [...DETAILS, 'min_rssi'];
    expect(reread(QOS, path, true)).toBe('true');
    expect(repaired(QOS, path, {})).toEqual(
      oneRepair('dropped', path, ['string|number', 'object'], undefined),
    );
  });

  const phone = 'session.user_phone_callout_ringing';
  const number = ['payload', 'object', 'participant', 'phone_number'];

  it.each(['9007199254740992', '9007199254740993', '-6971668082545971778', '1e300', '1e999'])(
    '%s beyond 2^53 becomes text, digit for digit',
    (digits) => expect(rereadText(phone, number, digits)).toBe(digits),
  );

  it.each(['15555550100', '9007199254740991', '1.5'])('%s stays a number', (digits) => {
    expect(rereadText(phone, number, digits)).toBe(Number(digits));
  });

  it('a number beyond 2^53 in a value without text stays as it is', () => {
    const raw = changed(example(phone), number, 2 ** 60);
    expect(safeParseEvent(raw)).toEqual({ ok: true, event: raw, repairs: [], repairsOmitted: NONE_OMITTED });
  });

  it('a blank replaces a required one', () => {
    expect(repaired(phone, number, null)).toEqual(oneRepair('filled', number, ['string|number', 'null'], ''));
  });
});

describe('null', () => {
  it.each([
    [[...DETAILS, 'latency'], 'string'],
    [[...DETAILS, 'min_rssi'], 'string|number'],
    [[...DETAILS.slice(0, 3), 'email'], 'string'],
  ] as [Path, string][])('in an optional text is a blank: %j', (path, expected) => {
    expect(repaired(QOS, path, null)).toEqual(oneRepair('converted', path, [expected, 'null'], ''));
  });

  it('in another optional field takes the field away', () => {
    const path = ['payload', 'object', 'participant_audio_files'];
    const name = 'session.recording_completed';
    const raw = changed(example(name), path, null);
    expect(at(parseEvent(raw), path.slice(0, -1))).not.toHaveProperty('participant_audio_files');
    expect(reread(name, ['payload', 'object', 'recording_files', 0, 'file_size'], null)).toBeUndefined();
  });

  it('as undefined, which JSON cannot say, is a field that is missing', () => {
    const raw = example(QOS);
    raw.payload.object.participant.email = undefined;
    expect(isKnownEvent(raw)).toBe(false);
    expect((parseEvent(raw) as Raw).payload.object.participant).not.toHaveProperty('email');
    expect(safeParseEvent(raw)).toMatchObject({ repairs: [] });
  });

  it.each([
    [['payload', 'account_id'], 'string', ''],
    [[...DETAILS.slice(0, -1), 'date_time'], 'string', ''],
    [DETAILS, 'QosDetails', {}],
  ] as [Path, string, unknown][])('in a required field is filled: %j', (path, expected, blank) => {
    expect(repaired(QOS, path, null)).toEqual(oneRepair('filled', path, [expected, 'null'], blank));
    expect(repaired(QOS, path, undefined)).toEqual(oneRepair('filled', path, [expected, 'missing'], blank));
  });

  it.each([
    [['event_ts'], 'number'],
    [['payload'], 'object'],
    [['payload', 'object'], 'object'],
    [['payload', 'object', 'participant'], 'QosParticipant'],
    [['payload', 'object', 'participant', 'qos'], 'QosItem[]'],
  ] as [Path, string][])('in a needed field is refused: %j', (path, expected) => {
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
      { user_id: '17', user_email: '', qos: [{ details: { mos: '4.5' } }] },
    ]);
  });

  it('of several where one object is declared, the first object is read and the others are reported', () => {
    const [item] = [example('phone.call_qos').payload.object.call_qos.qos];
    const path = ['payload', 'object', 'call_qos', 'qos'];
    const expected = 'CallQosItem';
    expect(repaired('phone.call_qos', path, [null, item, { ...item, type: 'receiving' }])).toEqual({
      repairs: [
        { action: 'converted', path, expected, received: 'array' },
        { action: 'dropped', path: [...path, 0], expected, received: 'null' },
        { action: 'dropped', path: [...path, 2], expected, received: 'object' },
      ],
      now: item,
    });
  });

  it.each<[Path, unknown, string, string]>([
    [qos, 'audio_input', 'QosItem[]', 'string'],
    [qos, 5, 'QosItem[]', 'number'],
    [qos, {}, 'QosItem[]', 'object'],
    [qos, { items: [] }, 'QosItem[]', 'object'],
    [['payload'], [], 'object', 'array'],
    [['payload'], [null], 'object', 'array'],
    [['payload'], 'text', 'object', 'string'],
  ])('are refused where it is: %j', (path, value, expected, received) => {
    expect(faultsOf(QOS, path, value)).toEqual([{ path, expected, received }]);
  });

  it('name the place that was repaired', () => {
    const lone = { type: 'audio_input', details: {} };
    expect(repaired(QOS, qos, lone)).toEqual({
      repairs: [
        { action: 'filled', path: [...qos, 'date_time'], expected: 'string', received: 'missing' },
        { action: 'converted', path: qos, expected: 'QosItem[]', received: 'object' },
      ],
      now: [{ ...lone, date_time: '' }],
    });
    const path = ['payload', 'object', 'issues'];
    expect(repaired('session.alert', path, {})).toEqual(
      oneRepair('filled', path, ['string[]', 'object'], []),
    );
  });
});

describe('an item of a list', () => {
  const qos = ['payload', 'object', 'participant', 'qos'];
  const [item] = example(QOS).payload.object.participant.qos;

  it('that cannot be read is left out and reported, and the others are read', () => {
    const dropped = (index: number, received: string) => ({
      action: 'dropped',
      path: [...qos, index],
      expected: 'QosItem',
      received,
    });
    expect(repaired(QOS, qos, [null, item, 'text', [], 5, item])).toEqual({
      repairs: [dropped(0, 'null'), dropped(2, 'string'), dropped(3, 'array'), dropped(4, 'number')],
      now: [item, item],
    });
    expect(reread('session.alert', ['payload', 'object', 'issues'], ['a', null, 7, {}])).toEqual(['a', '7']);
  });

  it.each([
    [[null], 0, 'null'],
    [[7, 'text'], 0, 'number'],
    [[[], null], 0, 'array'],
  ])(
    'none of which can be read, as in %j, leaves nothing to measure: the event is refused',
    (list, at, received) => {
      expect(faultsOf(QOS, qos, list)).toEqual([{ path: [...qos, at], expected: 'QosItem', received }]);
    },
  );

  it('of no list is missed: an empty list is read', () => {
    expect(reread(QOS, qos, [])).toEqual([]);
  });

  it('is filled where it lacks what it requires', () => {
    const blank = { date_time: '', type: '', details: {} };
    expect(reread(QOS, qos, [item, {}])).toEqual([item, blank]);
    expect(reread(QOS, qos, [{ ...item, details: 'text' }])).toEqual([{ ...item, details: {} }]);
  });

  const SUMMARY = 'phone.call_qos_summary';
  const parties = ['payload', 'object', 'call_qos'];
  const [party] = example(SUMMARY).payload.object.call_qos;

  it('that lacks what is needed costs its own readings while another has them', () => {
    const lacking = { ...party, qos: null };
    const filled = {
      action: 'filled',
      path: [...parties, 0, 'qos'],
      expected: 'CallQosItem[]',
      received: 'null',
    };
    expect(repaired(SUMMARY, parties, [lacking, party])).toEqual({
      repairs: [filled],
      now: [{ ...party, qos: [] }, party],
    });
    expect(faultsOf(SUMMARY, parties, [lacking, { ...party, qos: 'text' }])).toEqual([
      { path: [...parties, 0, 'qos'], expected: 'CallQosItem[]', received: 'null' },
    ]);
    expect(reread(SUMMARY, parties, [])).toEqual([]);
  });
});
