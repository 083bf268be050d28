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

export interface OpenDelivery {
  readonly delivery: Delivery;
  abort(): void;
  /** Stops listening for the sender, whose signal may live longer than the delivery. */
  end(): void;
}

/** Makes a delivery, whose signal comes into being when it is first asked for: few handlers do. */
export function openDelivery(
  facts: Omit<Delivery, 'signal'>,
  request: { readonly signal?: AbortSignal | undefined },
): OpenDelivery {
  let controller: AbortController | undefined;
  let aborted = false;
  let sender: AbortSignal | undefined;
  const abort = () => {
    aborted = true;
    controller?.abort();
  };
  const end = () => sender?.removeEventListener('abort', abort);
  const delivery: Delivery = {
    ...facts,
    get signal() {
      if (controller) return controller.signal;
      controller = new AbortController();
      sender = request.signal;
      if (aborted || sender?.aborted) abort();
      else sender?.addEventListener('abort', abort);
      return controller.signal;
    },
  };
  return { delivery, abort, end };
}

/** An id that the sender gave, if it is fit for a log line. */
export function readId(headers: HeadersLike, name: string): string | null {
  const text = readHeader(headers, name);
  return /^[\w.:;=/+-]{1,128}$/.test(text) ? text : null;
}
