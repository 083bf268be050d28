import { ACCEPTED, type AnswerCode, answerError, type WebhookAnswer } from './answers.js';
import { type Awaitable, attempt, chain, isThenable } from './awaitable.js';
import { KEEP_DONE_MS, LEASE_MS } from './dedupe.js';
import type { Drain } from './drain.js';
import type { Attempt, Exchange } from './exchange.js';
import type { Listeners } from './listeners.js';
import { Refused } from './refused.js';
import { keepAlive } from './request.js';
import type { ReceiverSettings } from './settings.js';
import { createSlots, type Slot } from './slots.js';
import { tolerant } from './tolerant.js';
import { delay, timeout } from './within.js';

/** Calls handlers: at most `maxConcurrent` at once, and not again for an event that one has handled. */
export interface Attempts {
  /**
   * Claims the event and calls its handler.
   *
   * @throws {Refused} `overloaded`
   */
  make(attempt: Attempt, exchange: Exchange): Awaitable<WebhookAnswer>;
  /** Reports that a handler runs past the deadline. */
  reportLate(attempt: Attempt, exchange: Exchange): void;
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
  /** The keys that a slow store is being asked about. A request that is replayed meanwhile takes one slot. */
  const claiming = new Set<string>();
  /** Names the holders of leases. Not made earlier, since workers have no random values before their first request. */
  let holder: string | undefined;
  let holders = 0;

  function reportLate({ delivery }: Attempt, { request }: Exchange): void {
    report({ stage: 'deadline', error: timeout('The handler'), delivery }, request);
  }

  function start(each: Attempt, exchange: Exchange): void {
    exchange.running = each;
    if (!exchange.isAnswered) return;
    each.signal.answered();
    reportLate(each, exchange);
  }

  function run(
    { key, call, delivery, signal }: Attempt,
    { request }: Exchange,
    token: string,
    slot: Slot,
  ): Awaitable<WebhookAnswer> {
    const end = (answer: WebhookAnswer) => {
      slots.free(slot);
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
    reportLate,
    make(each, exchange) {
      const { key, delivery, signal } = each;
      const { request } = exchange;
      if (claiming.has(key)) return answerError('busy');
      // Before the claim, which may take time too.
      const slot = slots.take(() => {
        signal.ended();
        drain.leave();
      });
      if (!slot) throw new Refused('overloaded', `maxConcurrent (${settings.maxConcurrent}) handlers run.`);
      drain.enter();
      holder ??= crypto.randomUUID();
      const token = `${holder}.${++holders}`;
      const claimed = store.claim(key, { leaseMs: LEASE_MS, token });
      if (isThenable(claimed)) claiming.add(key);
      return chain(claimed, (claim) => {
        claiming.delete(key);
        if (claim === 'busy' || claim === 'done') {
          slots.free(slot);
          if (claim === 'busy') return answerError('busy');
          exchange.duplicate = true;
          tell(settings.onDuplicate, delivery, request);
          return ACCEPTED;
        }
        start(each, exchange);
        if (settings.ack === 'processed' || !request.waitUntil) return run(each, exchange, token, slot);
        // After the answer, since a handler may block.
        keepAlive(
          delay().then(() => run(each, exchange, token, slot)),
          request,
        );
        return ACCEPTED;
      });
    },
  };
}
