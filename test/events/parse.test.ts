import { describe, expect, it } from 'vitest';
import { EventParseError, isKnownEvent, parseEvent, safeParseEvent } from 'zoom-qss';
import {
  deepFreeze,
  EXAMPLES,
  example,
  NONE_OMITTED,
  QSS_EXAMPLES,
  type Raw,
  VIDEO_SDK_EXAMPLES,
} from './documented.js';

const NAME = 'meeting.participant_qos';
const text = JSON.stringify(example(NAME));
const utf8 = new TextEncoder();

/** The error of input that cannot be parsed, the same from both functions. */
function refusal(input: unknown): EventParseError {
  const result = safeParseEvent(input);
  if (result.ok) throw new Error('It was parsed.');
  expect(() => parseEvent(input)).toThrow(EventParseError);
  return result.error;
}

describe('the documented examples', () => {
  it('are 52: 14 of QSS, 34 of the Video SDK and 4 published since', () => {
    expect([QSS_EXAMPLES.size, VIDEO_SDK_EXAMPLES.size, EXAMPLES.size]).toEqual([14, 38, 52]);
  });

  it.each([...EXAMPLES])('%s is read from text, and has its declared type then', (name, value) => {
    const event = parseEvent(JSON.stringify(value));
    expect(event.event).toBe(name);
    expect(isKnownEvent(event)).toBe(true);
  });
});

describe('what an event is read from', () => {
  const bytes = utf8.encode(text);

  it.each<[string, unknown]>([
    ['text', text],
    ['text behind a byte order mark', `\ufeff${text}`],
    ['text between white space', ` \r\n\t${text}\n`],
    ['Uint8Array', bytes],
    ['Buffer', Buffer.from(text)],
    ['ArrayBuffer', bytes.buffer],
    ['DataView', new DataView(bytes.buffer)],
    ['bytes behind a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...bytes])],
    ['a part of a larger buffer', new Uint8Array([91, ...bytes, 93]).subarray(1, bytes.length + 1)],
    ['a parsed value', JSON.parse(text)],
  ])('%s', (_, input) => {
    expect(parseEvent(input)).toEqual(example(NAME));
    expect(safeParseEvent(input)).toEqual({
      ok: true,
      event: example(NAME),
      repairs: [],
      repairsOmitted: NONE_OMITTED,
    });
  });

  it('keeps every letter of UTF-8', () => {
    const event = { event: 'x.y', payload: { name: 'Zoë 漢字 👩‍🚀', plain: '\u0000\ufeff' } };
    expect(parseEvent(utf8.encode(JSON.stringify(event)))).toEqual(event);
  });

  it('gives back the very object it was given, where nothing is to be repaired', () => {
    const value = example(NAME);
    expect(parseEvent(value)).toBe(value);
  });
});

describe('a body that is not an event', () => {
  it.each(['', ' \r\n\t', '\ufeff', new Uint8Array(), new ArrayBuffer(0), Buffer.from(' \n')])(
    'is empty: %j',
    (input) => expect(refusal(input)).toMatchObject({ code: 'body_empty', issues: [] }),
  );

  it.each([
    ['a lone byte of a pair', [0x7b, 0xc3, 0x28]],
    ['Latin-1', [0x22, 0xe9, 0x22]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00]],
    ['a letter cut short', [0x22, 0xe6, 0xbc]],
  ])('is not UTF-8: %s', (_, bytes) => {
    const error = refusal(new Uint8Array(bytes));
    expect(error).toMatchObject({ code: 'body_not_utf8', issues: [] });
    expect(error.message).toContain(`${bytes.length} bytes`);
  });

  it.each(['{', 'undefined', "{'event':'x'}", '{"event":"x"', '{"event":"x"}{}', 'event=x', '<html>', 'NaN'])(
    'is not JSON: %s',
    (input) => expect(refusal(input)).toMatchObject({ code: 'body_not_json', issues: [] }),
  );

  it('says where JSON ends, in the words of no payload', () => {
    expect(refusal('{"event": 5551234,}').message).toMatch(/^The body, of 19 characters, is not JSON/);
    expect(refusal('at position 5551234').message).toBe('The body, of 19 characters, is not JSON.');
    expect(refusal('x').message).toBe('The body, of 1 character, is not JSON.');
    expect(refusal('{"a":"in JSON at position 5551234').message).not.toContain('5551234');
  });

  it.each([
    ['null', 'null'],
    ['"text"', 'string'],
    ['5', 'number'],
    ['true', 'boolean'],
    ['[{"event":"x.y"}]', 'array'],
  ])('is JSON but no object: %s', (input, received) => {
    expect(refusal(input)).toMatchObject({
      code: 'event_malformed',
      issues: [{ path: [], expected: 'object', received }],
    });
  });

  it.each([
    [undefined, 'missing'],
    [null, 'null'],
    [5n, 'other'],
    [Symbol('x'), 'other'],
    [() => '{}', 'other'],
  ])('is no JSON value at all: %s', (input, received) => {
    expect(refusal(input).issues).toEqual([{ path: [], expected: 'object', received }]);
  });

  it.each(['{"event":""}', '{"event":" "}'])('has a blank name: %s', (input) => {
    expect(refusal(input).issues).toEqual([{ path: ['event'], expected: 'a name', received: 'string' }]);
  });

  it.each(['{}', '{"event":null}', '{"event":{}}', '{"event":[]}'])('has no event name: %s', (input) => {
    const error = refusal(input);
    expect(error.code).toBe('event_malformed');
    expect(error.issues.map(({ path }) => path)).toEqual([['event']]);
  });
});

describe('the faults of a malformed event', () => {
  const faultsOf = (value: unknown) => refusal(value).issues;

  const brokenTwice = () => {
    const value = example('phone.call_qos');
    value.event_ts = 'now';
    value.payload.object.call_qos.qos = [7, 'payload'];
    return value;
  };

  it('name every needed field, in declared order, by kinds alone', () => {
    const expected = [
      { path: ['event_ts'], expected: 'number', received: 'string' },
      { path: ['payload', 'object', 'call_qos', 'qos'], expected: 'CallQosItem', received: 'array' },
    ];
    expect(faultsOf(brokenTwice())).toEqual(expected);
    expect(faultsOf(JSON.stringify(brokenTwice()))).toEqual(expected);
  });

  it('open the message, which counts the others', () => {
    const value = example(NAME);
    value.payload.object.participant.qos = 5;
    expect(refusal(value).message).toBe(
      'Malformed event: at payload.object.participant.qos expected QosItem[], received number.',
    );
    expect(refusal(brokenTwice()).message).toBe(
      'Malformed event: at event_ts expected number, received string, and 1 more.',
    );
    expect(refusal('[]').message).toBe('Malformed event: at the root expected object, received array.');
  });
});

describe('the repairs of an event', () => {
  it('name every place, in declared order, by kinds alone', () => {
    const value = example(NAME);
    const participant = ['payload', 'object', 'participant'];
    value.payload.object.participant.qos = [
      value.payload.object.participant.qos[0],
      { date_time: {}, type: 'audio_input', details: { bitrate: ['1', '2'], latency: 7 } },
      7,
    ];
    value.payload.object.participant.email = {};
    delete value.payload.account_id;
    const expected = [
      { action: 'filled', path: ['payload', 'account_id'], expected: 'string', received: 'missing' },
      { action: 'dropped', path: [...participant, 'email'], expected: 'string', received: 'object' },
      {
        action: 'filled',
        path: [...participant, 'qos', 1, 'date_time'],
        expected: 'string',
        received: 'object',
      },
      {
        action: 'dropped',
        path: [...participant, 'qos', 1, 'details', 'bitrate'],
        expected: 'string',
        received: 'array',
      },
      {
        action: 'converted',
        path: [...participant, 'qos', 1, 'details', 'latency'],
        expected: 'string',
        received: 'number',
      },
      { action: 'dropped', path: [...participant, 'qos', 2], expected: 'QosItem', received: 'number' },
    ];
    expect(safeParseEvent(value)).toMatchObject({ ok: true, repairs: expected });
    expect(safeParseEvent(JSON.stringify(value))).toMatchObject({ ok: true, repairs: expected });
  });

  it('are at most a hundred, and the others are counted by action', () => {
    const value = example(NAME);
    const { participant } = value.payload.object;
    participant.qos.push(...new Array(5000).fill(null));
    const result = safeParseEvent(value);
    expect(result).toMatchObject({ repairsOmitted: { filled: 0, dropped: 4900, converted: 0 } });
    expect(result.ok && result.repairs.length).toBe(100);
    participant.qos.length = 101;
    expect(safeParseEvent(value)).toMatchObject({ repairsOmitted: NONE_OMITTED });
  });

  it('that lost something are listed before those that lost nothing', () => {
    const value = example(NAME);
    const { participant } = value.payload.object;
    const [item] = participant.qos;
    const converted = { ...item, details: { bitrate: 63, latency: 5, jitter: 5, avg_loss: 0, max_loss: 1 } };
    participant.qos = [...new Array(23).fill(converted), { ...item, details: null }, null, converted];
    const result = safeParseEvent(value);
    if (!result.ok) throw result.error;
    const { repairs, repairsOmitted } = result;
    expect(repairs).toHaveLength(100);
    expect(repairs.filter(({ action }) => action !== 'converted')).toMatchObject([
      { action: 'filled', path: ['payload', 'object', 'participant', 'qos', 23, 'details'] },
      { action: 'dropped', path: ['payload', 'object', 'participant', 'qos', 24] },
    ]);
    expect(repairsOmitted).toEqual({ filled: 0, dropped: 0, converted: 22 });
  });

  it('name no place for what is no item of a caller’s list', () => {
    const value = example(NAME);
    const { qos } = value.payload.object.participant;
    qos.push(null);
    qos.news = 1;
    expect(safeParseEvent(value)).toMatchObject({
      repairs: [{ action: 'dropped', path: ['payload', 'object', 'participant', 'qos', qos.length - 1] }],
    });
  });
});

describe('the caller’s own object', () => {
  const broken = (): Raw => {
    const raw = example('meeting.participant_qos_summary');
    const { participant } = raw.payload.object;
    participant.participant_id = 16778240;
    participant.email = null;
    participant.qos.push(structuredClone(participant.qos[0]));
    participant.qos[1].details.avg_bitrate = 63;
    return raw;
  };

  it('is never changed, and only what must change is copied', () => {
    const raw = deepFreeze(broken());
    const event = parseEvent(raw) as Raw;
    expect(raw).toEqual(broken());
    expect(isKnownEvent(event)).toBe(true);
    expect(event.payload.object.participant).toMatchObject({ participant_id: '16778240' });
    expect(event.payload.object.participant.qos[1].details.avg_bitrate).toBe('63');
    expect(event.payload.object.participant.qos[0]).toBe(raw.payload.object.participant.qos[0]);
  });

  it('comes back itself where it is frozen and has the declared type', () => {
    const raw = deepFreeze(example(NAME));
    expect(parseEvent(raw)).toBe(raw);
  });
});
