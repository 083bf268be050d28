import { describe, expect, it, vi } from 'vitest';
import { createMemoryDedupe, createReceiver, type ReceiverOptions } from 'zoom-qss/webhooks';
import { readOptions } from '../../src/webhooks/settings.js';
import { SECRET } from './zoom.js';

const settingsOf = (options: Partial<ReceiverOptions> = {}) => readOptions({ secrets: SECRET, ...options });

const ZOOM_WAITS_MS = 3_000;

/** Every option that is a number, with its least, its most, and its default. */
const RANGES = [
  ['maxBytes', 1, 2_147_483_648, 1_048_576],
  ['maxBufferedBytes', 1_048_576, 1_099_511_627_776, 67_108_864],
  ['bodyTimeoutMs', 1, ZOOM_WAITS_MS, 2_000],
  ['deadlineMs', 1, ZOOM_WAITS_MS, 2_500],
  ['maxConcurrent', 1, 16_777_216, 1_000],
  ['toleranceSeconds', 0, 2_147_483_648, 300],
] as const;

it('refuses secrets that are not text', () => {
  for (const secrets of [5, {}, [SECRET, 5]])
    expect(() => createReceiver({ secrets: secrets as never })).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument: 'secrets' }),
    );
});

describe('an option that is a number', () => {
  it.each(RANGES)('%s goes from %d to %d, both included, and is %d if not given', (name, ...range) => {
    const [least, most, byDefault] = range;
    expect(settingsOf()[name]).toBe(byDefault);
    for (const value of [least, most]) {
      // A body must arrive before the deadline.
      const room = name === 'bodyTimeoutMs' ? { deadlineMs: ZOOM_WAITS_MS } : {};
      expect(settingsOf({ ...room, [name]: value })[name]).toBe(value);
    }
    for (const value of [least - 1, most + 1, Number.NaN])
      expect(() => createReceiver({ secrets: SECRET, [name]: value })).toThrow(
        expect.objectContaining({
          code: 'argument_invalid',
          argument: name,
          message: `Expected ${name} to be a number from ${least} to ${most}.`,
        }),
      );
  });

  it('maxKeys of the memory store goes from 1 to 2^24, both included', () => {
    for (const maxKeys of [1, 2 ** 24]) expect(() => createMemoryDedupe({ maxKeys })).not.toThrow();
    for (const maxKeys of [0, 2 ** 24 + 1])
      expect(() => createMemoryDedupe({ maxKeys })).toThrow(expect.objectContaining({ argument: 'maxKeys' }));
  });

  it('maxBufferedBytes is at least maxBytes, by default too', () => {
    const maxBytes = 100 << 20;
    expect(settingsOf({ maxBytes }).maxBufferedBytes).toBe(maxBytes);
    expect(settingsOf({ maxBytes: 10 }).maxBufferedBytes).toBe(64 << 20);
  });

  it('bodyTimeoutMs ends with the deadline', () => {
    expect(settingsOf({ deadlineMs: 500 }).bodyTimeoutMs).toBe(500);
    expect(settingsOf({ deadlineMs: 500, bodyTimeoutMs: 400 }).bodyTimeoutMs).toBe(400);
  });
});

describe('an option', () => {
  it('has a default', () => {
    expect(settingsOf()).toMatchObject({
      mismatchStatus: 503,
      ack: 'processed',
      now: Date.now,
      dedupe: { claim: expect.any(Function) },
    });
  });

  it.each([
    ['path', '/', ['', 'webhooks', 7, null], 'a path that begins with /'],
    ['name', 'n', ['', 7, null], 'text'],
    ['mismatchStatus', 401, [200, '503', null], '401 or 503'],
    ['mismatchStatus', 503, [], '401 or 503'],
    ['ack', 'immediate', ['later', null], "'processed' or 'immediate'"],
    ['ack', 'processed', [], "'processed' or 'immediate'"],
  ])('%s is taken as %o, and refused as %j', (name, good, wrong, expected) => {
    expect(settingsOf({ [name]: good })).toMatchObject({ [name]: good });
    for (const value of wrong)
      expect(() => settingsOf({ [name]: value })).toThrow(
        expect.objectContaining({ argument: name, message: `Expected ${name} to be ${expected}.` }),
      );
  });

  it.each([
    ["on['phone.call_qos']", { on: { 'phone.call_qos': 'text' } }, 'a function'],
    [
      "on['qss.meeting']",
      { on: { 'qss.meeting': () => {} } },
      'an event of docs/events.md; newer ones go into onUnknown',
    ],
    ["onUnknown['meeting.new_thing']", { onUnknown: { 'meeting.new_thing': 5 } }, 'a function'],
    ['onBody', { onBody: 'text' }, 'a function'],
    ['onBody', { onBody: () => {}, on: {} }, 'the only handler'],
    ['onBody', { onBody: () => {}, onEvent: () => {} }, 'the only handler'],
    ['onBody', { onBody: () => {}, onUnknown: () => {} }, 'the only handler'],
    ['onBody', { onBody: () => {}, onUnreadable: () => {} }, 'the only handler'],
    [
      'dedupeKey',
      { onBody: () => {}, dedupeKey: () => 'key' },
      'absent with onBody, because it needs a parsed event',
    ],
    ['dedupe.claim', { dedupe: null }, 'a function'],
    ['dedupe.complete', { dedupe: { claim: vi.fn() } }, 'a function'],
    ['dedupe.release', { dedupe: { claim: vi.fn(), complete: vi.fn() } }, 'a function'],
  ])('names itself where it cannot be used: %s of %o', (argument, options, expected) => {
    // What no compiler would let through.
    expect(() => settingsOf(options as Partial<ReceiverOptions>)).toThrow(
      expect.objectContaining({ argument, message: `Expected ${argument} to be ${expected}.` }),
    );
  });

  it.each([
    { on: { 'phone.call_qos': undefined } },
    { onUnknown: { 'meeting.new_thing': undefined } },
    { onUnknown: () => {} },
    { onBody: () => {} },
  ])('may be left undefined, and onUnknown may be a function: %o', (options) => {
    expect(settingsOf(options as Partial<ReceiverOptions>)).toMatchObject(options);
  });
});
