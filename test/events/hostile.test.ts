import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { isKnownEvent, parseEvent } from 'zoom-qss';
import { changed, deepFreeze, example, put, type Raw } from './documented.js';
import { outcome } from './outcome.js';

const NAME = 'meeting.participant_qos';
const PROTOTYPE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
];

describe('prototype keys', () => {
  it.each(PROTOTYPE_KEYS)('%s is an ordinary event name', (name) => {
    expect(outcome(`{"event":"${name}","payload":{}}`)).toBe('unknown');
    expect(outcome({ event: name })).toBe('unknown');
  });

  it.each(PROTOTYPE_KEYS)('%s is an ordinary field, kept as data wherever it stands', (key) => {
    const field = `"${key}":{"polluted":true}`;
    // The number makes a copy necessary of everything above it.
    const text = JSON.stringify(example(NAME)).replaceAll('{', `{${field},`).replace('"63 kbps"', '63');
    for (const event of [parseEvent(text), parseEvent(JSON.parse(text))] as Raw[]) {
      expect(isKnownEvent(event)).toBe(true);
      const { details } = event.payload.object.participant.qos[0];
      for (const holder of [event, event.payload, details]) {
        expect(Object.getOwnPropertyDescriptor(holder, key)?.value).toEqual({ polluted: true });
        expect(Object.getPrototypeOf(holder)).toBe(Object.prototype);
      }
      expect(details.bitrate).toBe('63');
    }
    expect(({} as Raw).polluted).toBeUndefined();
  });

  it('do not replace a missing field', () => {
    expect(outcome(`{"__proto__":${JSON.stringify(example(NAME))}}`)).toBe('event_malformed');
    expect(outcome(`{"event":"${NAME}","event_ts":1,"__proto__":{"payload":{}}}`)).toBe('event_malformed');
  });
});

describe('size and depth', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const deepObject = `${'{"a":'.repeat(100_000)}0${'}'.repeat(100_000)}`;

  it.each([
    ['arrays', deep],
    ['objects', deepObject],
  ])('100,000 nested %s end in a result or a typed error', (_, json) => {
    expect(outcome(json)).toBe('event_malformed');
    expect(outcome(`{"event":"x.y","payload":${json}}`)).toBe('unknown');
    expect(outcome(`{"event":"${NAME}","event_ts":1,"payload":${json}}`)).toBe('event_malformed');
    expect(outcome(JSON.stringify(example(NAME)).replace('{', `{"news":${json},`))).toBe('known');
    expect(outcome(JSON.stringify(example(NAME)).replace('"63 kbps"', `63,"news":${json}`))).toBe('known');
    expect(outcome(json.slice(0, -1))).toBe('body_not_json');
  });

  it('megabytes of text are text', () => {
    const long = 'x'.repeat(4_000_000);
    const bitrate = ['payload', 'object', 'participant', 'qos', 0, 'details', 'bitrate'];
    expect(outcome(JSON.stringify(changed(example(NAME), bitrate, long)))).toBe('known');
    expect(outcome(JSON.stringify({ event: long }))).toBe('unknown');
    expect(outcome(JSON.stringify({ event: NAME, event_ts: long, payload: {} }))).toBe('event_malformed');
    expect(outcome(JSON.stringify({ event: NAME, event_ts: '9'.repeat(1_000_000), payload: {} }))).toBe(
      'event_malformed',
    );
    expect(outcome(long)).toBe('body_not_json');
  });

  it('a hundred thousand items, fields and faults', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]);
    expect(outcome({ ...example(NAME), ...Object.fromEntries(many) })).toBe('known');
    const qos = ['payload', 'object', 'participant', 'qos'];
    const item = example(NAME).payload.object.participant.qos[0];
    expect(outcome(JSON.stringify(changed(example(NAME), qos, [...many, item])))).toBe('known');
    expect(outcome(JSON.stringify(changed(example(NAME), qos, many.fill([]))))).toBe('event_malformed');
  });

  it('a list of four billion holes is not walked', () => {
    const list: unknown[] = [];
    list.length = 2 ** 32 - 1;
    const item = example(NAME).payload.object.participant.qos[0];
    list[2 ** 31] = item;
    const raw = put(example(NAME), ['payload', 'object', 'participant', 'qos'], list);
    expect((parseEvent(raw) as Raw).payload.object.participant.qos).toEqual([item]);
    const qos = ['payload', 'object', 'call_qos', 'qos'];
    expect(outcome(put(example('phone.call_qos'), qos, new Array(2 ** 32 - 1)))).toBe('event_malformed');
  });

  it('a number as long as the body', () => {
    const text = JSON.stringify(example(NAME)).replace('"63 kbps"', '9'.repeat(1_000_000));
    expect(outcome(text)).toBe('known');
    expect(outcome(text.replace('1626230691572', '1e999'))).toBe('event_malformed');
  });
});

describe('text', () => {
  it('may say a key twice: the last one counts, as in JSON.parse', () => {
    expect(parseEvent('{"event":"a","event":"b","event_ts":1,"event_ts":"2"}')).toEqual({
      event: 'b',
      event_ts: 2,
    });
    const text = JSON.stringify(example(NAME));
    expect(outcome(text.replace('"event":', '"event":"x.y","event":'))).toBe('known');
    expect(outcome(text.replace('"event_ts":', '"event_ts":{},"event_ts":'))).toBe('known');
  });
});

describe('values that JSON cannot say', () => {
  const thrower = () => {
    throw new Error('mine');
  };
  const throwing = {
    get: thrower,
    has: thrower,
    ownKeys: thrower,
    getOwnPropertyDescriptor: thrower,
    getPrototypeOf: thrower,
  };
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  };

  it.each<[string, () => unknown]>([
    ['a getter that throws', () => Object.defineProperty({}, 'event', { get: thrower, enumerable: true })],
    [
      'a getter that throws a revoked proxy',
      () => ({
        get event() {
          throw revoked();
        },
      }),
    ],
    [
      'a getter deep inside that throws',
      () =>
        put(example(NAME), ['payload', 'object'], {
          get uuid() {
            return thrower();
          },
        }),
    ],
    ['a proxy that throws', () => new Proxy(example(NAME), throwing)],
    ['a proxy that throws inside', () => put(example(NAME), ['payload'], new Proxy({}, throwing))],
    ['a revoked proxy', revoked],
    [
      'a tag that throws',
      () => ({
        get [Symbol.toStringTag]() {
          return thrower();
        },
      }),
    ],
    ['what calls itself an ArrayBuffer', () => ({ [Symbol.toStringTag]: 'ArrayBuffer' })],
    ['shared memory', () => new SharedArrayBuffer(2)],
    ['a date', () => new Date(0)],
    ['a map', () => new Map([['event', NAME]])],
    ['a class', () => class Mine {}],
    ['boxed text', () => new String('{"event":"x.y"}')],
    ['a bigint', () => put(example(NAME), ['event_ts'], 5n)],
    ['a symbol', () => put(example(NAME), ['payload'], Symbol('a'))],
    ['a function', () => put(example(NAME), ['payload', 'object'], () => ({}))],
    ['a boxed number as a field', () => put(example(NAME), ['event_ts'], new Number(5))],
    [
      'an endless chain',
      () => {
        const raw = example(NAME);
        return put(raw, ['payload', 'object'], raw);
      },
    ],
  ])('%s is malformed', (_, make) => {
    expect(outcome(make())).toBe('event_malformed');
    // Nor does a guard let through what such a value throws.
    expect(isKnownEvent(make())).toBe(false);
  });

  it('in a text field are unreadable', () => {
    for (const value of [Symbol('a'), 5n, () => 'a', new String('a'), new Date(0), Number.NaN]) {
      const raw = put(example(NAME), ['payload', 'account_id'], value);
      expect(isKnownEvent(raw)).toBe(false);
      expect((parseEvent(raw) as Raw).payload.account_id).toBe('');
    }
  });

  it('a field that is inherited or hidden is missing, since JSON would not have it', () => {
    expect(isKnownEvent(Object.create(example(NAME)))).toBe(false);
    expect(outcome(Object.create(example(NAME)))).toBe('event_malformed');
    const hidden = example(NAME);
    Object.defineProperty(hidden, 'event_ts', { enumerable: false });
    expect(outcome(hidden)).toBe('event_malformed');
  });

  it('an object of a class is not an event, and is read by its fields', () => {
    class Mine {
      event = NAME;
      event_ts = 5;
      payload = example(NAME).payload;
    }
    expect(isKnownEvent(new Mine())).toBe(false);
    const event = parseEvent(new Mine());
    expect(event).toStrictEqual({ ...example(NAME), event_ts: 5 });
  });

  it('an honest proxy, a frozen event and one without a prototype are events', () => {
    expect(outcome(new Proxy(example(NAME), {}))).toBe('known');
    expect(outcome(deepFreeze(put(example(NAME), ['event_ts'], '5')))).toBe('known');
    expect(outcome(Object.assign(Object.create(null), example(NAME)))).toBe('known');
  });

  it('bytes and objects of another realm are read', () => {
    const text = JSON.stringify(example(NAME));
    const elsewhere = (code: string) => runInNewContext(code, { text, bytes: [...Buffer.from(text)] });
    expect(outcome(elsewhere('new Uint8Array(bytes)'))).toBe('known');
    expect(outcome(elsewhere('new Uint8Array(bytes).buffer'))).toBe('known');
    expect(outcome(elsewhere('JSON.parse(text)'))).toBe('known');
  });
});
