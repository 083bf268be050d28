import type { EventRepair } from '../events/index.js';
import { type HeadersLike, readHeader } from './headers.js';
import type { WebhookRequest } from './request.js';

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
  /** What was changed to give the event its declared type: empty for nearly all events, and at most 100 entries. */
  readonly repairs: readonly EventRepair[];
  /**
   * Aborts when the receiver closes, which its reason says, or the sender goes away. Not at the deadline: work that goes
   * on may still succeed. It is made when first read, from the delivery itself: a copy made by spreading has none.
   */
  readonly signal: AbortSignal;
}

/** The signals of a receiver that handlers have asked for; with a reason once all are to abort. */
export interface OpenSignals {
  readonly controllers: Set<AbortController>;
  reason?: DOMException;
}

/** A delivery and the ends of its signal, static so that no handler sees them. */
export class OpenDelivery implements Delivery {
  readonly requestId: string | null;
  readonly trackingId: string | null;
  readonly signedAtMs: number;
  readonly receivedAtMs: number;
  readonly bodyHash: string;
  readonly repairs: readonly EventRepair[];
  /** Until it is answered. */
  #request: Pick<WebhookRequest, 'signal'> | undefined;
  /** Until its handler has ended. */
  #signals: OpenSignals | undefined;
  #controller: AbortController | undefined;
  #unlisten: (() => void) | undefined;

  constructor(
    facts: Omit<Delivery, 'signal'>,
    request: Pick<WebhookRequest, 'signal'>,
    signals: OpenSignals,
  ) {
    this.requestId = facts.requestId;
    this.trackingId = facts.trackingId;
    this.signedAtMs = facts.signedAtMs;
    this.receivedAtMs = facts.receivedAtMs;
    this.bodyHash = facts.bodyHash;
    this.repairs = facts.repairs;
    this.#request = request;
    this.#signals = signals;
  }

  /** Made when it is first asked for: few handlers do. */
  get signal(): AbortSignal {
    this.#controller ??= this.#open();
    return this.#controller.signal;
  }

  #open(): AbortController {
    const controller = new AbortController();
    const given = this.#request?.signal;
    const sender = typeof given === 'function' ? given() : given;
    const forward = () => controller.abort(sender?.reason);
    if (this.#signals?.reason) controller.abort(this.#signals.reason);
    else if (sender?.aborted) forward();
    this.#signals?.controllers.add(controller);
    sender?.addEventListener('abort', forward);
    this.#unlisten = () => sender?.removeEventListener('abort', forward);
    return controller;
  }

  /** Stops listening for the sender, who may go once there is an answer; its signal may live longer than the delivery. */
  static answered(delivery: OpenDelivery): void {
    delivery.#request = undefined;
    delivery.#unlisten?.();
  }

  /** Lets go of everything, once the handler has ended. */
  static end(delivery: OpenDelivery): void {
    OpenDelivery.answered(delivery);
    if (delivery.#controller) delivery.#signals?.controllers.delete(delivery.#controller);
    delivery.#signals = undefined;
  }
}

/** An id that the sender gave, if it is fit for a log line. */
export function readId(headers: HeadersLike, name: string): string | null {
  const text = readHeader(headers, name);
  return /^[\w.:;=/+-]{1,128}$/.test(text) ? text : null;
}
