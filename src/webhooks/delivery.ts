import { type HeadersLike, readHeader } from './headers.js';

/** What is known of the request that brought an event. */
export interface Delivery {
  /** Zoom's id of the request, the same on a retry; not covered by the signature, so nothing should rest on it. */
  readonly requestId: string | null;
  /** What Zoom's support asks for. Not covered by the signature either. */
  readonly trackingId: string | null;
  /** When Zoom signed this attempt, in milliseconds since 1970, to the second. A retry is signed anew. */
  readonly signedAtMs: number;
  /** When the request came, by this machine's clock, in milliseconds since 1970. */
  readonly receivedAtMs: number;
  /** SHA-256 of the verified body in hexadecimal: the same for every attempt, so it is the key against duplicates. */
  readonly bodyHash: string;
  /**
   * Aborts when the receiver closes, which its reason says, or the sender goes away. Not at the deadline: work that goes
   * on may still succeed.
   */
  readonly signal: AbortSignal;
}

/** A delivery and the ends of its signal, static so that no handler sees them. */
export class OpenDelivery implements Delivery {
  readonly requestId: string | null;
  readonly trackingId: string | null;
  readonly signedAtMs: number;
  readonly receivedAtMs: number;
  readonly bodyHash: string;
  declare readonly signal: AbortSignal;
  readonly #request: { readonly signal?: AbortSignal | undefined };
  #controller: AbortController | undefined;
  #unlisten: (() => void) | undefined;
  #reason: DOMException | undefined;

  // Its own property, so that a copy of the delivery has it too; one getter for all, which costs less than one for each.
  static readonly #signal: PropertyDescriptor = {
    enumerable: true,
    get(this: OpenDelivery) {
      return this.#open();
    },
  };

  constructor(facts: Omit<Delivery, 'signal'>, request: { readonly signal?: AbortSignal | undefined }) {
    this.requestId = facts.requestId;
    this.trackingId = facts.trackingId;
    this.signedAtMs = facts.signedAtMs;
    this.receivedAtMs = facts.receivedAtMs;
    this.bodyHash = facts.bodyHash;
    this.#request = request;
    Object.defineProperty(this, 'signal', OpenDelivery.#signal);
  }

  /** The signal, which comes into being when it is first asked for: few handlers do. */
  #open(): AbortSignal {
    if (this.#controller) return this.#controller.signal;
    const controller = new AbortController();
    this.#controller = controller;
    const sender = this.#request.signal;
    const forward = () => controller.abort(sender?.reason);
    if (this.#reason) controller.abort(this.#reason);
    else if (sender?.aborted) forward();
    else if (sender) {
      sender.addEventListener('abort', forward);
      this.#unlisten = () => sender.removeEventListener('abort', forward);
    }
    return controller.signal;
  }

  static abort(delivery: OpenDelivery, reason: DOMException): void {
    delivery.#reason = reason;
    delivery.#controller?.abort(reason);
  }

  /** Stops listening for the sender, who may go once there is an answer; its signal may live longer than the delivery. */
  static end(delivery: OpenDelivery): void {
    delivery.#unlisten?.();
  }
}

/** An id that the sender gave, if it is fit for a log line. */
export function readId(headers: HeadersLike, name: string): string | null {
  const text = readHeader(headers, name);
  return /^[\w.:;=/+-]{1,128}$/.test(text) ? text : null;
}
