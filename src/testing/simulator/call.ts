import type { CallQosDetails, CallQosItem } from '../../generated/qss.js';
import type { Random } from '../random.js';
import type { TimeRange } from './conference.js';
import type { FaultRates, SimulatedEvent } from './delivery.js';
import { timeText } from './events.js';
import { CALL_FIELDS } from './fields.js';
import { createLink, type LinkCondition } from './link.js';
import type { Person } from './person.js';
import { type Measurement, plantInRecord, recordItems } from './record.js';

/** Zoom says "every few seconds". */
const INTERVAL_MS = 10_000;
const DIRECTIONS = ['sending', 'receiving'] as const;
const PATH = ['payload', 'object', 'call_qos', 'qos'];

/** The events of one phone call: each party's audio in both directions, then a summary that lists these readings again. */
export function* simulateCall(
  accountId: string,
  parties: readonly { readonly role: 'caller' | 'callee'; readonly person: Person }[],
  { startMs, endMs }: TimeRange,
  random: Random,
  rates: FaultRates,
): Generator<SimulatedEvent> {
  // Beyond 2^53, so a number would lose digits.
  const call_id = `69${random.text('0123456789', 17)}`;
  const call = { call_id, call_start_time: timeText(startMs) };
  const faults = random.fork('faults');
  const lines = parties.map(({ role, person }, index) => ({
    role,
    person,
    link: createLink(person.profile.link, random.fork(index)),
    network: person.client.network_type === 'Wifi' ? 'WIFI' : 'LAN',
    readings: [] as CallQosItem[],
  }));

  for (let atMs = startMs + INTERVAL_MS; atMs <= endMs; atMs += INTERVAL_MS) {
    for (const [index, { role, person, link, network, readings }] of lines.entries()) {
      const condition = link();
      for (const [direction, type] of DIRECTIONS.entries()) {
        const items = recordItems([measureAudio(type, condition, random)], CALL_FIELDS, atMs);
        const planted = plantInRecord(items, () => PATH, rates, faults);
        for (const { wire, values } of items) {
          readings.push(...readingsOf({ type: wire.type, values }, atMs, network));
          const qos = callItem(wire, network);
          // Spread over one second.
          const event_ts = atMs + 200 * (2 * index + direction) + 100;
          yield {
            atMs: event_ts,
            event: {
              event: 'phone.call_qos',
              event_ts,
              payload: {
                account_id: accountId,
                object: {
                  ...call,
                  call_qos: { type: role, id: person.userId, user_email: person.email, qos },
                },
              },
            },
            planted,
          };
        }
      }
    }
  }

  const event_ts = endMs + 3_000;
  const call_qos = lines.map(({ role, person, readings }) => ({
    type: role,
    user_id: person.userId,
    user_email: person.email,
    qos: readings,
  }));
  yield {
    atMs: event_ts,
    event: {
      event: 'phone.call_qos_summary',
      event_ts,
      payload: { account_id: accountId, object: { ...call, call_end_time: timeText(endMs), call_qos } },
    },
    planted: [],
  };
}

/** A reading as the summary lists it: with its time, and without what a fault removed. */
function readingsOf(
  measurement: Measurement<typeof CALL_FIELDS>,
  atMs: number,
  network: string,
): CallQosItem[] {
  if (Object.keys(measurement.values).length === 0) return [];
  return recordItems([measurement], CALL_FIELDS, atMs).map(({ wire }) => callItem(wire, network));
}

function callItem(
  { date_time, type, details }: { date_time: string; type: string; details: Record<string, string> },
  network: string,
): CallQosItem {
  const isBlank = Object.values(details).every((text) => text === '');
  // measureAudio sets every field of CALL_FIELDS, and a fault may remove some.
  return { date_time, type, details: { ...BLANK, ...details, network: isBlank ? '' : network } };
}

const BLANK: CallQosDetails = {
  bitrate: '',
  avg_loss: '',
  max_loss: '',
  jitter: '',
  network_delay: '',
  mos: '',
};

function measureAudio(
  type: (typeof DIRECTIONS)[number],
  { latencyMs, jitterMs, loss, capacity }: LinkCondition,
  random: Random,
): Measurement<typeof CALL_FIELDS> {
  const mos = 45 - Math.max(0, latencyMs - 120) / 12 - Math.max(0, jitterMs - 15) / 10 - loss / 45;
  return {
    type,
    values: {
      bitrate: Math.round(64 * capacity * (0.97 + 0.06 * random.fraction())),
      avg_loss: Math.round(loss),
      max_loss: Math.round(loss * (1 + 2 * random.fraction())),
      jitter: Math.round(jitterMs),
      network_delay: Math.round(latencyMs),
      mos: Math.round(Math.max(10, mos)),
    },
  };
}
