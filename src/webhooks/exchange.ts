import type { UnverifiedBody } from './body-buffer.js';
import type { Delivery } from './delivery.js';
import type { DeliverySignal } from './delivery-signal.js';
import type { WebhookRequest } from './request.js';

/** One call of a handler for one delivery of an event. */
export interface Attempt {
  /** The key of the event in the dedupe store. */
  readonly key: string;
  readonly call: () => unknown;
  readonly delivery: Delivery;
  readonly signal: DeliverySignal;
}

/** A request, and how far the receiver has come with it. */
export interface Exchange {
  readonly request: WebhookRequest;
  readonly body: UnverifiedBody;
  readonly startedAt: number;
  /** By the clock of the settings; 0 if it could not be read. */
  receivedAtMs: number;
  /** The index of the secret that signed. */
  secretIndex: number | null;
  /** The name of the event that was read. */
  event: string | null;
  challenge: boolean;
  /** Whether the event has been handled before. */
  duplicate: boolean;
  /** The handler that was called. */
  running: Attempt | undefined;
  isAnswered: boolean;
}
