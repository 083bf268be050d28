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
  /** Aborts when the receiver closes or the sender goes away. Not at the deadline: work that goes on may still succeed. */
  readonly signal: AbortSignal;
}

/** A delivery and the ends of its signal, which handlers do not see. */
export class OpenDelivery {
  readonly delivery: Delivery;
  readonly #request: { readonly signal?: AbortSignal | undefined };
  #controller: AbortController | undefined;
  #sender: AbortSignal | undefined;
  #aborted = false;

  constructor(facts: Omit<Delivery, 'signal'>, request: { readonly signal?: AbortSignal | undefined }) {
    this.delivery = new SignalledDelivery(facts, this);
    this.#request = request;
  }

  /** Comes into being when it is first asked for: few handlers do. */
  get signal(): AbortSignal {
    if (this.#controller) return this.#controller.signal;
    this.#controller = new AbortController();
    this.#sender = this.#request.signal;
    if (this.#aborted || this.#sender?.aborted) this.abort();
    else this.#sender?.addEventListener('abort', this.abort);
    return this.#controller.signal;
  }

  readonly abort = (): void => {
    this.#aborted = true;
    this.#controller?.abort();
  };

  /** Stops listening for the sender, whose signal may live longer than the delivery. */
  end(): void {
    this.#sender?.removeEventListener('abort', this.abort);
  }
}

class SignalledDelivery implements Delivery {
  readonly requestId: string | null;
  readonly trackingId: string | null;
  readonly signedAtMs: number;
  readonly receivedAtMs: number;
  readonly bodyHash: string;
  readonly #open: OpenDelivery;

  constructor(facts: Omit<Delivery, 'signal'>, open: OpenDelivery) {
    this.requestId = facts.requestId;
    this.trackingId = facts.trackingId;
    this.signedAtMs = facts.signedAtMs;
    this.receivedAtMs = facts.receivedAtMs;
    this.bodyHash = facts.bodyHash;
    this.#open = open;
  }

  get signal(): AbortSignal {
    return this.#open.signal;
  }
}

/** An id that the sender gave, if it is fit for a log line. */
export function readId(headers: HeadersLike, name: string): string | null {
  const text = readHeader(headers, name);
  return /^[\w.:;=/+-]{1,128}$/.test(text) ? text : null;
}
