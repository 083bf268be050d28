import type { UnknownEvent, ZoomEvent } from '../events/index.js';
import type { Delivery } from './delivery.js';
import type { Meaning } from './interpret.js';
import { EVENT_NAMES } from './names.js';
import type { ReceiverOptions } from './options.js';

type AnyHandler = ((event: ZoomEvent, delivery: Delivery) => unknown) | undefined;

/** The call of user code that a body leads to, if there is one. */
export function dispatch(
  meaning: Exclude<Meaning, { kind: 'challenge' }>,
  body: Uint8Array,
  delivery: Delivery,
  options: ReceiverOptions,
): (() => unknown) | undefined {
  if (meaning.kind === 'event') return callFor(meaning.event, delivery, options);
  const { error } = meaning;
  const { onUnreadable } = options;
  return onUnreadable && (() => onUnreadable({ body, error, delivery }));
}

function callFor(
  event: ZoomEvent | UnknownEvent,
  delivery: Delivery,
  { on = {}, onEvent, onUnhandled, onUnknown }: ReceiverOptions,
): (() => unknown) | undefined {
  if (!isNamed(event)) return onUnknown && (() => onUnknown(event, delivery));
  // The map pairs each name with a handler of that name's event.
  const own = on[event.event] as AnyHandler;
  const handler = own ?? onEvent ?? onUnhandled;
  return handler && (() => handler(event, delivery));
}

/** For what `parseEvent` returns, the name tells: it has proved the type that goes with it. */
function isNamed(event: ZoomEvent | UnknownEvent): event is ZoomEvent {
  return EVENT_NAMES.has(event.event);
}
