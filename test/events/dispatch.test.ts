import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { parseEvent, type UnknownEvent, type ZoomEvent } from 'zoom-qss';
import { EVENT_NAMES, type Handlers, handlerFor, unknownNames } from '../../src/events/dispatch.js';
import { example } from './documented.js';

const QOS = 'meeting.participant_qos';
const known = parseEvent(example(QOS));
const unknown = parseEvent({ event: 'meeting.participant_mood', payload: {} });

/** Which of the handlers given takes an event. */
function taker(event: ZoomEvent | UnknownEvent, handlers: Handlers<string>): unknown {
  return handlerFor(event, handlers)?.('context');
}

describe('handlerFor', () => {
  it('prefers the handler of the name, then the general one', () => {
    const onEvent = () => 'onEvent';
    expect(taker(known, { on: { [QOS]: () => 'on' }, onEvent })).toBe('on');
    expect(taker(known, { on: { 'phone.call_qos': () => 'on' }, onEvent })).toBe('onEvent');
    expect(taker(known, { on: { [QOS]: undefined }, onEvent })).toBe('onEvent');
    expect(taker(known, { onUnknown: () => 'onUnknown' })).toBeUndefined();
    expect(handlerFor(known, {})).toBeUndefined();
  });

  it('gives events of new names to onUnknown, a function or a map', () => {
    expect(taker(unknown, { onEvent: () => 'onEvent', onUnknown: () => 'onUnknown' })).toBe('onUnknown');
    const onUnknown = { 'meeting.participant_mood': () => 'by name' };
    expect(taker(unknown, { onUnknown })).toBe('by name');
    expect(taker(parseEvent({ event: 'x.y' }), { onUnknown })).toBeUndefined();
  });

  it('still calls a handler in onUnknown once its event is known', () => {
    const onUnknown = { [QOS]: () => 'onUnknown' };
    expect(taker(known, { onEvent: () => 'onEvent', onUnknown })).toBe('onUnknown');
    expect(taker(known, { on: { [QOS]: () => 'on' }, onUnknown })).toBe('on');
  });

  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
    'finds no handler in the name %s',
    (name) => {
      expect(taker(parseEvent({ event: name }), { on: {}, onUnknown: {} })).toBeUndefined();
    },
  );

  it('hands over the event and the context', () => {
    const handler = vi.fn();
    handlerFor(known, { on: { [QOS]: handler } })?.({ requestId: 'r' });
    expect(handler.mock.calls).toEqual([[known, { requestId: 'r' }]]);
  });

  it('types each handler by its name', () => {
    const handlers: Handlers<number> = {
      on: {
        'phone.call_qos': (event, context) => {
          expectTypeOf(event.payload.object.call_qos.qos.details.mos).toBeString();
          expectTypeOf(context).toBeNumber();
        },
        // @ts-expect-error no event has this name
        'phone.call_qoz': () => {},
      },
      onUnknown: {
        'phone.call_qoz': (event) => expectTypeOf(event).toEqualTypeOf<UnknownEvent>(),
      },
    };
    expect(unknownNames(handlers.on ?? {})).toEqual(['phone.call_qoz']);
  });
});

describe('the names', () => {
  it('are all known', () => expect(EVENT_NAMES.size).toBe(52));
});
