/** Texts of events as they come from a socket: half of them to warm up with, half to measure. */
import { createRandom } from '../src/testing/random.js';
import { minuteEvent, qosSummary, type Spelling } from './payloads.js';

export interface Traffic {
  readonly warmUp: readonly string[];
  readonly measured: readonly string[];
}

type AnyQosEvent = ReturnType<typeof minuteEvent> | ReturnType<typeof qosSummary>;

/** How many texts each half has. */
const TEXTS = 512;

/** Live events with the given number of entries. */
export function minutes(entries: number, spelling?: Spelling): Traffic {
  return traffic((variant) => minuteEvent(entries, variant, spelling));
}

/** Summaries with the given number of entries. A few large ones hold as many differing values as 512 small ones. */
export function summaries(entries: number): Traffic {
  const texts = Math.min(TEXTS, Math.max(32, Math.round((TEXTS * 20) / entries)));
  return traffic((variant) => qosSummary(entries, variant), texts);
}

/** Traffic as it is: nine in ten events are live ones with 4 to 8 entries; the others are summaries with 8 to 20. */
export function mixed(): Traffic {
  return traffic(mixedEvent);
}

/** The same, but one event in a hundred has a value that cannot be read. */
export function faulty(): Traffic {
  return traffic((variant) => {
    const event = mixedEvent(variant);
    if (variant % 100 === 50) Object.assign(event.payload.object.participant.qos[0]?.details ?? {}, FAULT);
    return event;
  });
}

const FAULT = { latency: 'fast' };

/** The same, but every event lacks a required text, which `parseEvent` fills in. */
export function incomplete(): Traffic {
  return traffic((variant) => {
    const event = mixedEvent(variant);
    Object.assign(event.payload.object.participant, { user_id: undefined, participant_id: undefined });
    return event;
  });
}

/** An event of traffic as it is; each number gives another. */
export function mixedEvent(variant: number): AnyQosEvent {
  const random = createRandom(`mixed/${variant}`);
  return random.chance(0.9)
    ? minuteEvent(random.integer(4, 8), variant)
    : qosSummary(random.integer(8, 20), variant);
}

function traffic(eventOf: (variant: number) => AnyQosEvent, texts = TEXTS): Traffic {
  const from = (first: number) => Array.from({ length: texts }, (_, index) => textOf(eventOf(first + index)));
  return { warmUp: from(texts), measured: from(0) };
}

/** A text in one piece, as from a socket; the first reader of what JSON.stringify returns would pay for joining its parts. */
function textOf(event: AnyQosEvent): string {
  return Buffer.from(JSON.stringify(event)).toString();
}
