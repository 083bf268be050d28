import type { ReceiverFailure } from './options.js';
import { keepAlive, type WebhookRequest } from './request.js';

/** Calls a receiver's listeners. No answer waits for one, and none can change it. */
export interface Listeners {
  tell<Fact>(listener: ((fact: Fact) => unknown) | undefined, fact: Fact, request: WebhookRequest): void;
  report(failure: ReceiverFailure, request?: WebhookRequest): void;
}

export function createListeners(onError: ((failure: ReceiverFailure) => unknown) | undefined): Listeners {
  function report(failure: ReceiverFailure, request?: WebhookRequest): void {
    if (!onError) return;
    // There is nowhere to report an error of `onError` itself.
    keepAlive(
      call(onError, failure).catch(() => undefined),
      request,
    );
  }
  return {
    tell(listener, fact, request) {
      if (!listener) return;
      const heard = call(listener, fact).catch((error) => report({ stage: 'listener', error }, request));
      keepAlive(heard, request);
    },
    report,
  };
}

/** Calls a listener so that anything it throws becomes a rejection. */
async function call<Fact>(listener: (fact: Fact) => unknown, fact: Fact): Promise<void> {
  await listener(fact);
}
