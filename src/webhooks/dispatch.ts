import { handlerFor } from '../events/dispatch.js';
import type { Delivery } from './delivery.js';
import type { Deliverable } from './interpret.js';
import type { ReceiverOptions } from './options.js';

/** The call of the handler for a verified body, or undefined without such a handler. */
export function dispatch(
  meaning: Deliverable,
  delivery: Delivery,
  options: ReceiverOptions,
): (() => unknown) | undefined {
  if (meaning.kind === 'event') {
    const handle = handlerFor(meaning.event, options);
    return handle && (() => handle(delivery));
  }
  const { onBody } = options;
  if (meaning.kind === 'body') return onBody && (() => onBody(delivery.body, delivery));
  const { error } = meaning;
  const { onUnreadable } = options;
  return onUnreadable && (() => onUnreadable({ body: delivery.body, error, delivery }));
}
