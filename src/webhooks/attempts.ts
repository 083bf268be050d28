import { ACCEPTED, type AnswerCode, answerError, type WebhookAnswer } from './answers.js';
import { type Awaitable, attempt, chain } from './awaitable.js';
import { KEEP_DONE_MS, LEASE_MS } from './dedupe.js';
import type { Delivery } from './delivery.js';
import type { DeliverySignal } from './delivery-signal.js';
import type { Drain } from './drain.js';
import type { Listeners } from './listeners.js';
import { Refused } from './refused.js';
import { keepAlive, type WebhookRequest } from './request.js';
import type { ReceiverSettings } from './settings.js';
import { createSlots } from './slots.js';
import { tolerant } from './tolerant.js';
import { delay } from './within.js';

/** One call of a handler for one delivery of an event. */
export interface Attempt {
  /** The key of the event in the dedupe store. */
  readonly key: string;
  readonly call: () => unknown;
  readonly delivery: Delivery;
  readonly signal: DeliverySignal;
}

/** Calls handlers: at most `maxConcurrent` at once, and not again for an event that one has handled. */
export interface Attempts {
  /**
   * Claims the event and calls its handler. `started` is called before the handler is.
   *
   * @throws {Refused} `overloaded`
   */
  make(attempt: Attempt, request: WebhookRequest, started: () => void): Awaitable<WebhookAnswer>;
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

  const slots = createSlots(settings.maxConcurrent);
  /** The keys that the store is being asked about. A request that is replayed while the store is slow takes one slot. */
  const claiming = new Set<string>();

  function run(
    { key, call, delivery, signal }: Attempt,
    token: string,
    request: WebhookRequest,
    free: () => void,
  ): Awaitable<WebhookAnswer> {
    const end = (answer: WebhookAnswer) => {
      free();
      return answer;
    };
    const fail = (code: AnswerCode, error: unknown) => {
      report({ stage: 'handler', error, delivery }, request);
      return chain(store.release(key, token), () => end(answerError(code)));
    };
    return attempt(
      call,
      () =>
        // A handler that stops early may return as if it had succeeded.
        signal.isAborted
          ? fail('handler_aborted', signal.get().reason)
          : chain(store.complete(key, KEEP_DONE_MS, token), () => end(ACCEPTED)),
      (error) => fail('handler_failed', error),
    );
  }

  return {
    make(each, request, started) {
      const { key, delivery, signal } = each;
      if (claiming.has(key)) return answerError('busy');
      // Before the claim, which may take time too.
      const free = slots.take(() => {
        signal.ended();
        drain.leave();
      });
      if (!free) throw new Refused('overloaded', `maxConcurrent (${settings.maxConcurrent}) handlers run.`);
      drain.enter();
      const token = crypto.randomUUID();
      claiming.add(key);
      return chain(store.claim(key, { leaseMs: LEASE_MS, token }), (claim) => {
        claiming.delete(key);
        if (claim === 'busy' || claim === 'done') {
          free();
          if (claim === 'busy') return answerError('busy');
          tell(settings.onDuplicate, delivery, request);
          return ACCEPTED;
        }
        started();
        if (settings.ack === 'processed' || !request.waitUntil) return run(each, token, request, free);
        // After the answer, since a handler may block.
        keepAlive(
          delay().then(() => run(each, token, request, free)),
          request,
        );
        return ACCEPTED;
      });
    },
  };
}
