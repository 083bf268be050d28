import type { EventRepair, RepairCounts, Repairs } from '../events/index.js';
import type { Authenticated } from './authenticate.js';
import type { DeliverySignal } from './delivery-signal.js';
import { type HeadersLike, readHeader } from './headers.js';

/** The request that delivered an event. */
export interface Delivery {
  /** Zoom's id of the request, the same on a retry. It is not signed: do not rely on it. */
  readonly requestId: string | null;
  /** The id that Zoom's support asks for. It is not signed either. */
  readonly trackingId: string | null;
  /** The W3C trace context that the request came with, or null. It is not signed either. */
  readonly traceparent: string | null;
  /** When Zoom signed this attempt, in milliseconds since 1970, in whole seconds. Each retry has its own. */
  readonly signedAtMs: number;
  /** When the request arrived, by this machine's clock, in milliseconds since 1970. */
  readonly receivedAtMs: number;
  /**
   * The index of the secret that signed, in `secrets` as given. Once no event has the old secret's index for some hours, a
   * rotation can be ended. Zoom retries for 85 minutes.
   */
  readonly secretIndex: number;
  /** SHA-256 of the verified body in hexadecimal. It is the same for every attempt: the key to recognise duplicates. */
  readonly bodyHash: string;
  /**
   * What `parseEvent` changed to give the event its declared type, by path and kind, never by value: at most 100 entries.
   * Empty for nearly all events, and for bodies that cannot be read.
   */
  readonly repairs: readonly EventRepair[];
  /** How many more there were, by their action. */
  readonly repairsOmitted: RepairCounts;
  /** The verified bytes. They are payload: never log them. */
  readonly body: Uint8Array;
  /**
   * Aborts when the receiver closes, which its reason says, or when the sender disconnects. It does not abort at the
   * deadline, since the handler may still succeed. A copy made by spreading has no signal and no body.
   */
  readonly signal: AbortSignal;
}

/** A delivery that creates its signal on first use, and shows no body when it is logged. */
export class ReceivedDelivery implements Delivery {
  readonly requestId: string | null;
  readonly trackingId: string | null;
  readonly traceparent: string | null;
  readonly signedAtMs: number;
  readonly receivedAtMs: number;
  readonly secretIndex: number;
  readonly bodyHash: string;
  readonly repairs: readonly EventRepair[];
  readonly repairsOmitted: RepairCounts;
  readonly #body: Uint8Array;
  readonly #signal: DeliverySignal;

  constructor(
    headers: HeadersLike,
    { body, signedAtMs, secretIndex }: Authenticated,
    receivedAtMs: number,
    bodyHash: string,
    { repairs, repairsOmitted }: Repairs,
    signal: DeliverySignal,
  ) {
    this.requestId = readId(headers, 'x-zm-request-id');
    this.trackingId = readId(headers, 'x-zm-trackingid');
    this.traceparent = readTraceparent(headers);
    this.signedAtMs = signedAtMs;
    this.receivedAtMs = receivedAtMs;
    this.secretIndex = secretIndex;
    this.bodyHash = bodyHash;
    this.repairs = repairs;
    this.repairsOmitted = repairsOmitted;
    this.#body = body;
    this.#signal = signal;
  }

  get body(): Uint8Array {
    return this.#body;
  }

  get signal(): AbortSignal {
    return this.#signal.get();
  }
}

/** An id from a header, or null if it is unfit for a log line. */
export function readId(headers: HeadersLike, name: string): string | null {
  const text = readHeader(headers, name);
  return /^[\w.:;=/+-]{1,128}$/.test(text) ? text : null;
}

/** Version, trace, parent and flags in hexadecimal. A trace or parent of zeros is invalid. */
const TRACEPARENT = /^(?!.*-0+-)[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

/** The trace context of a request, or null without a well-formed one. */
function readTraceparent(headers: HeadersLike): string | null {
  const text = readHeader(headers, 'traceparent');
  return TRACEPARENT.test(text) ? text : null;
}
