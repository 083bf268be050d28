import type { EventRepair } from '../events/index.js';
import type { DeliverySignal } from './delivery-signal.js';
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
   * What `parseEvent` changed to give the event its declared type, by path and kind, never by value. Empty for nearly all
   * events, and for bodies that cannot be read.
   */
  readonly repairs: readonly EventRepair[];
  /**
   * Aborts when the receiver closes, which its reason says, or the sender goes away. Not at the deadline: work that goes
   * on may still succeed. It is made when first read, from the delivery itself: a copy made by spreading has none.
   */
  readonly signal: AbortSignal;
}

/** A delivery whose `signal` is made when it is read. */
class ReceivedDelivery implements Delivery {
  readonly requestId: string | null;
  readonly trackingId: string | null;
  readonly signedAtMs: number;
  readonly receivedAtMs: number;
  readonly bodyHash: string;
  readonly repairs: readonly EventRepair[];
  readonly #signal: DeliverySignal;

  constructor(facts: Omit<Delivery, 'signal'>, signal: DeliverySignal) {
    this.requestId = facts.requestId;
    this.trackingId = facts.trackingId;
    this.signedAtMs = facts.signedAtMs;
    this.receivedAtMs = facts.receivedAtMs;
    this.bodyHash = facts.bodyHash;
    this.repairs = facts.repairs;
    this.#signal = signal;
  }

  get signal(): AbortSignal {
    return this.#signal.get();
  }
}

export function createDelivery(facts: Omit<Delivery, 'signal'>, signal: DeliverySignal): Delivery {
  return new ReceivedDelivery(facts, signal);
}

/** An id that the sender gave, if it is fit for a log line. */
export function readId(headers: HeadersLike, name: string): string | null {
  const text = readHeader(headers, name);
  return /^[\w.:;=/+-]{1,128}$/.test(text) ? text : null;
}
