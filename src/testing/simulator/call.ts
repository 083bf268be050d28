import type { CallQosDetails, CallQosItem } from '../../generated/qss.js';
import type { Random } from '../random.js';
import type { TimeRange } from './conference.js';
import type { FaultRates, SimulatedEvent } from './delivery.js';
import { timeText } from './events.js';
import { CALL_FIELDS } from './fields.js';
import { createLink, type LinkCondition } from './link.js';
import type { Person } from './person.js';
import { type Measurement, plantInRecord, recordItems } from './record.js';
import { createSummary } from './summary.js';

/** Zoom says "every few seconds". */
const INTERVAL_MS = 10_000;
const DIRECTIONS = ['sending', 'receiving'] as const;
const PATH = ['payload', 'object', 'call_qos', 'qos'];

/** The events of one phone call: each party's audio in both directions, then a summary. */
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
    summary: createSummary(CALL_FIELDS),
  }));

  let lastMs = startMs;
  for (let atMs = startMs + INTERVAL_MS; atMs <= endMs; atMs += INTERVAL_MS) {
    lastMs = atMs;
    for (const [index, { role, person, link, network, summary }] of lines.entries()) {
      const condition = link();
      for (const [direction, type] of DIRECTIONS.entries()) {
        const items = recordItems([measureAudio(type, condition, random)], CALL_FIELDS, atMs);
        const planted = plantInRecord(items, () => PATH, rates, faults);
        for (const { wire, values } of items) {
          summary.add(wire.type, values);
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
  const call_qos = lines.map(({ role, person, network, summary }) => ({
    type: role,
    user_id: person.userId,
    user_email: person.email,
    qos: summary.items().map((item) => callItem({ date_time: timeText(lastMs), ...item }, network)),
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

function callItem(
  { date_time, type, details }: { date_time: string; type: string; details: Record<string, string> },
  network: string,
): CallQosItem {
  const isBlank = Object.values(details).every((text) => text === '');
  // measureAudio sets every field of CALL_FIELDS; a summary has every field that its records have.
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
