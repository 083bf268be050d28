import type { UnknownEvent, ZoomEvent } from '../../events/index.js';
import type { Random } from '../random.js';
import type { FaultRates, PlantedFault, SimulatedDelivery, StoryEvent } from './delivery.js';
import { createTimeQueue, type Timed, type TimeQueue } from './merge.js';
import { hexUuidFrom } from './person.js';

/** Zoom's first retry, as it has been seen. */
const RETRY_MS = 304_000;

const DELIVERY_FAULTS = [
  'duplicate',
  'late_retry',
  'out_of_order',
  'unknown_event',
  'malformed_body',
] as const;

const NEW_EVENTS = [
  'session.rtms_started',
  'session.rtms_stopped',
  'session.recording_summary_completed',
] as const;

/** Sends a story as a network would: mostly as it is told, with at most one fault for an event. */
export function* disturb(
  story: Iterable<StoryEvent>,
  rates: FaultRates,
  random: Random,
): Generator<SimulatedDelivery> {
  const waiting = createTimeQueue<SimulatedDelivery>();
  for (const told of story) {
    for (const delivery of deliveriesOf(told, rates, random)) waiting.put(delivery);
    // Whatever is told later is sent no earlier than this.
    yield* taken(waiting, told.atMs);
  }
  yield* taken(waiting);
}

function* taken<T extends Timed>(waiting: TimeQueue<T>, untilMs?: number): Generator<T> {
  for (let item = waiting.take(untilMs); item !== undefined; item = waiting.take(untilMs)) yield item;
}

function deliveriesOf(
  { atMs, event, planted }: StoryEvent,
  rates: FaultRates,
  random: Random,
): SimulatedDelivery[] {
  const usual = { atMs, requestId: hexUuidFrom(random), body: JSON.stringify(event), event, planted };
  const kind = DELIVERY_FAULTS.find((candidate) => random.chance(rates[candidate] ?? 0));
  switch (kind) {
    case undefined:
      return [usual];
    case 'duplicate': {
      const laterMs = random.chance(0.5) ? RETRY_MS : random.integer(50, 20_000);
      return [usual, { ...usual, atMs: atMs + laterMs, planted: [...planted, { kind }] }];
    }
    case 'late_retry':
      return [{ ...usual, atMs: atMs + RETRY_MS, planted: [...planted, { kind }] }];
    case 'out_of_order':
      return [{ ...usual, atMs: atMs + random.integer(2_000, 60_000), planted: [...planted, { kind }] }];
    case 'unknown_event':
      return [usual, unknownEvent(atMs, event, random)];
    case 'malformed_body':
      return [usual, malformedBody(usual, event, random)];
  }
}

function unknownEvent(atMs: number, { payload }: ZoomEvent, random: Random): SimulatedDelivery {
  const accountId = 'account_id' in payload ? payload.account_id : '';
  const event: UnknownEvent = {
    event: random.pick(NEW_EVENTS),
    event_ts: atMs,
    payload: { account_id: accountId, object: { stream_id: hexUuidFrom(random) } },
  };
  const planted: PlantedFault[] = [{ kind: 'unknown_event' }];
  return { atMs, requestId: hexUuidFrom(random), body: JSON.stringify(event), event, planted };
}

/** A body that ends too soon, or an event without its object. */
function malformedBody(
  { atMs, body }: SimulatedDelivery,
  { event, event_ts }: ZoomEvent,
  random: Random,
): SimulatedDelivery {
  const isCut = random.chance(0.5);
  const code = isCut ? 'body_not_json' : 'event_malformed';
  return {
    atMs,
    requestId: hexUuidFrom(random),
    body: isCut
      ? body.slice(0, Math.floor(body.length / 2))
      : JSON.stringify({ event, event_ts, payload: {} }),
    event: null,
    planted: [{ kind: 'malformed_body', code }],
  };
}
