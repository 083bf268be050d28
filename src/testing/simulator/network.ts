import type { UnknownEvent, ZoomEvent } from '../../events/index.js';
import type { Random } from '../random.js';
import type { FaultRates, PlantedFault, SimulatedDelivery, SimulatedEvent } from './delivery.js';
import { createTimeQueue, type Timed, type TimeQueue } from './merge.js';
import { hexUuidFrom } from './person.js';

/** The observed delay of Zoom's first retry. */
const RETRY_MS = 304_000;

const DELIVERY_FAULTS = [
  'duplicate',
  'late_retry',
  'out_of_order',
  'unknown_event',
  'malformed_body',
] as const;

/** Names that Zoom does not use, so that no update of this library makes them known. */
const UNKNOWN_EVENTS = [
  'session.simulated_started',
  'session.simulated_stopped',
  'session.simulated_completed',
] as const;

/** Turns events into deliveries and injects delivery faults, at most one per event. */
export function* simulateNetwork(
  events: Iterable<SimulatedEvent>,
  rates: FaultRates,
  random: Random,
): Generator<SimulatedDelivery> {
  const queue = createTimeQueue<SimulatedDelivery>();
  for (const event of events) {
    for (const delivery of deliveriesOf(event, rates, random)) queue.put(delivery);
    // No later event is sent before this one.
    yield* drain(queue, event.atMs);
  }
  yield* drain(queue);
}

function* drain<T extends Timed>(queue: TimeQueue<T>, untilMs?: number): Generator<T> {
  for (let item = queue.take(untilMs); item !== undefined; item = queue.take(untilMs)) yield item;
}

function deliveriesOf(
  { atMs, event, planted }: SimulatedEvent,
  rates: FaultRates,
  random: Random,
): SimulatedDelivery[] {
  const onTime = { atMs, requestId: hexUuidFrom(random), body: JSON.stringify(event), event, planted };
  const kind = DELIVERY_FAULTS.find((candidate) => random.chance(rates[candidate] ?? 0));
  switch (kind) {
    case undefined:
      return [onTime];
    case 'duplicate': {
      const laterMs = random.chance(0.5) ? RETRY_MS : random.integer(50, 20_000);
      return [onTime, { ...onTime, atMs: atMs + laterMs, planted: [...planted, { kind }] }];
    }
    case 'late_retry':
      return [{ ...onTime, atMs: atMs + RETRY_MS, planted: [...planted, { kind }] }];
    case 'out_of_order':
      return [{ ...onTime, atMs: atMs + random.integer(2_000, 60_000), planted: [...planted, { kind }] }];
    case 'unknown_event':
      return [onTime, unknownEvent(atMs, event, random)];
    case 'malformed_body':
      return [onTime, malformedBody(onTime, event, random)];
  }
}

function unknownEvent(atMs: number, { payload }: ZoomEvent, random: Random): SimulatedDelivery {
  const accountId = 'account_id' in payload ? payload.account_id : '';
  const event: UnknownEvent = {
    event: random.pick(UNKNOWN_EVENTS),
    event_ts: atMs,
    payload: { account_id: accountId, object: { stream_id: hexUuidFrom(random) } },
  };
  const planted: PlantedFault[] = [{ kind: 'unknown_event' }];
  return { atMs, requestId: hexUuidFrom(random), body: JSON.stringify(event), event, planted };
}

/** Truncated JSON, or an event without its `payload.object`. The `stream_id` keeps two such bodies apart. */
function malformedBody(
  { atMs, body }: SimulatedDelivery,
  { event, event_ts }: ZoomEvent,
  random: Random,
): SimulatedDelivery {
  const isCut = random.chance(0.5);
  const code = isCut ? 'body_not_json' : 'event_malformed';
  const requestId = hexUuidFrom(random);
  return {
    atMs,
    requestId,
    body: isCut
      ? body.slice(0, Math.floor(body.length / 2))
      : JSON.stringify({ event, event_ts, payload: { stream_id: requestId } }),
    event: null,
    planted: [{ kind: 'malformed_body', code }],
  };
}
