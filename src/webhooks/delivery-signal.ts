import type { WebhookRequest } from './request.js';

/** The signals that handlers of a receiver use, and why they abort once the receiver closes. */
export interface OpenSignals {
  readonly controllers: Set<AbortController>;
  reason?: DOMException;
}

/**
 * The signal of one delivery. It aborts when the receiver closes, or when the sender disconnects before it is answered. It
 * is created on first use, since few handlers use it.
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

  /** Whether the signal has aborted, if somebody has asked for it: else nothing can have stopped because of it. */
  get isAborted(): boolean {
    return Boolean(this.#controller?.signal.aborted);
  }

  /** Stops listening to the sender, which may disconnect once it is answered. Its signal may outlive the delivery. */
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
