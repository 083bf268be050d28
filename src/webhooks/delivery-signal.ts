import type { WebhookRequest } from './request.js';

/** The signals of a receiver that handlers have asked for, and a reason once all of them are to abort. */
export interface OpenSignals {
  readonly controllers: Set<AbortController>;
  reason?: DOMException;
}

/**
 * The signal of one delivery. It aborts when the receiver closes, or when the sender goes away before it is answered. It is
 * made when a handler first asks for it: few do.
 */
export class DeliverySignal {
  /** Until the sender is answered. */
  #request: Pick<WebhookRequest, 'signal'> | undefined;
  /** Until the handler has ended. */
  #open: OpenSignals | undefined;
  #controller: AbortController | undefined;
  #stopListening: (() => void) | undefined;

  constructor(request: Pick<WebhookRequest, 'signal'>, open: OpenSignals) {
    this.#request = request;
    this.#open = open;
  }

  get(): AbortSignal {
    this.#controller ??= this.#createController();
    return this.#controller.signal;
  }

  #createController(): AbortController {
    const controller = new AbortController();
    const given = this.#request?.signal;
    const sender = typeof given === 'function' ? given() : given;
    const forward = () => controller.abort(sender?.reason);
    if (this.#open?.reason) controller.abort(this.#open.reason);
    else if (sender?.aborted) forward();
    this.#open?.controllers.add(controller);
    sender?.addEventListener('abort', forward);
    this.#stopListening = () => sender?.removeEventListener('abort', forward);
    return controller;
  }

  /** Stops listening to the sender, which may go once it is answered. Its signal may outlive the delivery. */
  answered(): void {
    this.#request = undefined;
    this.#stopListening?.();
  }

  /** Releases everything once the handler has ended. */
  ended(): void {
    this.answered();
    if (this.#controller) this.#open?.controllers.delete(this.#controller);
    this.#open = undefined;
  }
}
