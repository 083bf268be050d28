import { ACCEPTED, answerError, type WebhookAnswer } from './answers.js';
import { KEEP_DONE_MS, LEASE_MS } from './dedupe.js';
import type { Delivery } from './delivery.js';
import type { DeliverySignal } from './delivery-signal.js';
import type { Drain } from './drain.js';
import type { Listeners } from './listeners.js';
import { keepAlive, type WebhookRequest } from './request.js';
import type { ReceiverSettings } from './settings.js';
import { tolerant } from './tolerant.js';

/** One call of a handler for one delivery of an event. */
export interface Attempt {
  readonly call: () => unknown;
  readonly delivery: Delivery;
  readonly signal: DeliverySignal;
}

/** Calls handlers, each event's once if it succeeds. */
export interface Attempts {
  /** Claims the event and calls its handler. `started` is called right before, if there is nothing against it. */
  make(attempt: Attempt, request: WebhookRequest, started: () => void): Promise<WebhookAnswer>;
}

export function createAttempts(
  settings: ReceiverSettings,
  { tell, report }: Listeners,
  drain: Drain,
): Attempts {
  // A store that hangs may use a quarter of the time; the rest is for the handler.
  const store = tolerant(settings.dedupe, settings.deadlineMs / 4, (error) =>
    report({ stage: 'dedupe', error }),
  );

  async function run({ call, delivery, signal }: Attempt, request: WebhookRequest): Promise<WebhookAnswer> {
    drain.enter();
    try {
      await call();
      await store.complete(delivery.bodyHash, KEEP_DONE_MS);
      return ACCEPTED;
    } catch (error) {
      report({ stage: 'handler', error, delivery }, request);
      await store.release(delivery.bodyHash);
      return answerError('handler_failed');
    } finally {
      signal.ended();
      drain.leave();
    }
  }

  /** Lets the answer go out first, since a handler may block. */
  async function runLater(attempt: Attempt, request: WebhookRequest): Promise<void> {
    drain.enter();
    await new Promise<void>((resolve) => setTimeout(resolve));
    await run(attempt, request);
    drain.leave();
  }

  return {
    async make(attempt, request, started) {
      const { delivery } = attempt;
      const claim = await store.claim(delivery.bodyHash, LEASE_MS);
      if (claim === 'busy') return answerError('busy');
      if (claim === 'done') {
        tell(settings.onDuplicate, delivery, request);
        return ACCEPTED;
      }
      started();
      if (settings.ack === 'processed' || !request.waitUntil) return await run(attempt, request);
      keepAlive(runLater(attempt, request), request);
      return ACCEPTED;
    },
  };
}
