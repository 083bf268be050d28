/** The same job done with other libraries, or by hand: from text to numbers by the names on the wire. */
import { Ajv } from 'ajv';
import { z } from 'zod';
import type { QosSample } from '../src/index.js';
import type { Detail, Metric } from '../src/samples/field.js';
import { BOUNDS } from '../src/samples/field.js';
import { DETAILS, METRICS } from '../src/samples/fields.js';
import type { qosSummary } from './payloads.js';

type Value = string | number | null;

/** The type and the values of one entry. */
export type Entry = Record<string, Value>;

/** Turns the text of a summary into its entries. */
export type Peer = (text: string) => readonly Entry[];

type Summary = ReturnType<typeof qosSummary>;

const VALUE = /^\s*(-?\d+(?:\.\d+)?)\s*([a-z%]*)\s*$/i;

/** Reads a value as most services do today. */
function readWithRegExp(value: string | number): Value {
  if (typeof value === 'number') return value;
  if (value === '') return null;
  const match = VALUE.exec(value);
  return match ? Number(match[1]) : value;
}

function entriesOf({ payload }: Summary): Entry[] {
  return payload.object.participant.qos.map((item) => {
    const values: Entry = { type: item.type };
    for (const [name, value] of Object.entries(item.details)) values[name] = readWithRegExp(value);
    return values;
  });
}

const string = { type: 'string' } as const;
const ajvEvent = new Ajv({ allowUnionTypes: true }).compile({
  type: 'object',
  required: ['event', 'event_ts', 'payload'],
  properties: {
    event: { const: 'meeting.participant_qos_summary' },
    event_ts: { type: 'number' },
    payload: {
      type: 'object',
      required: ['account_id', 'object'],
      properties: {
        account_id: string,
        object: {
          type: 'object',
          required: ['uuid', 'participant'],
          properties: {
            uuid: string,
            id: string,
            participant: {
              type: 'object',
              required: ['participant_id', 'user_name', 'id', 'qos'],
              properties: {
                participant_id: string,
                user_name: string,
                id: string,
                email: string,
                qos: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['type', 'details'],
                    properties: {
                      type: string,
                      details: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
});

const values = z.record(z.string(), z.union([z.number(), z.string()]).transform(readWithRegExp));
const zodEvent = z.object({
  event: z.literal('meeting.participant_qos_summary'),
  event_ts: z.number(),
  payload: z.object({
    account_id: z.string(),
    object: z.object({
      uuid: z.string(),
      id: z.string().optional(),
      participant: z.object({
        participant_id: z.string(),
        user_name: z.string(),
        id: z.string(),
        email: z.string().optional(),
        qos: z.array(z.object({ type: z.string(), details: values })),
      }),
    }),
  }),
});

export const PEERS: Readonly<Record<string, Peer>> = {
  'JSON.parse and a regular expression, without any check': (text) => entriesOf(JSON.parse(text)),
  'JSON.parse, ajv and a regular expression': (text) => {
    const event: unknown = JSON.parse(text);
    if (!ajvEvent(event)) throw new Error('ajv rejected the event.');
    return entriesOf(event as Summary);
  },
  'JSON.parse and zod with transforms': (text) =>
    zodEvent.parse(JSON.parse(text)).payload.object.participant.qos.map(({ type, details }) => ({
      type,
      ...details,
    })),
};

/** Throws unless a peer reads from a text what the samples of that text hold. */
export function compare(peer: Peer, text: string, samples: readonly QosSample[]): void {
  const entries = peer(text);
  if (entries.length !== samples.length) throw new Error('A peer returned another number of entries.');
  for (const [index, sample] of samples.entries()) {
    const own = wireValuesOf(sample);
    for (const [name, value] of Object.entries(entries[index] ?? {})) {
      // No sample has the unit. A picture without a size does not count.
      if (name === 'rssi_unit' || value === '0*0') continue;
      if (value !== (own.get(name) ?? null)) throw new Error(`A peer reads ${name} differently.`);
    }
  }
}

/** The values of a sample by their names on the wire. */
function wireValuesOf(sample: QosSample): Map<string, Value> {
  const found = new Map<string, Value>([['type', sample.type]]);
  for (const [name, { wire }] of Object.entries<Metric>(METRICS))
    for (const bound of BOUNDS)
      for (const wireName of wire[bound] ?? [])
        found.set(wireName, sample[name as keyof typeof METRICS]?.[bound] ?? null);
  for (const [name, { wire }] of Object.entries<Detail>(DETAILS)) {
    if (typeof wire !== 'string' || name === 'cpuPressure') continue;
    const value = sample[name as Exclude<keyof typeof DETAILS, 'cpuPressure'>];
    found.set(wire, typeof value === 'object' && value ? `${value.width}*${value.height}` : value);
  }
  return found;
}
