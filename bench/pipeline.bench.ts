import { Ajv } from 'ajv';
import { z } from 'zod';
import { parseEvent, toSamples } from '../src/index.js';
import { heapPerInput, type Row, timeRatio } from './harness.js';
import { qosSummary } from './payloads.js';

const text = body(20);

const jsonParse = (source: string) => () => JSON.parse(source) as unknown;

/** Turns text into samples, as a service does with each event. */
const pipeline = (source: string) => () => {
  const event = parseEvent(source);
  if (!isSummary(event)) throw new Error('parseEvent returned another event.');
  return toSamples(event);
};

// Checking the name is enough: an event that parseEvent returns has the type of its name.
const isSummary = (
  event: ReturnType<typeof parseEvent>,
): event is Extract<typeof event, { event: 'meeting.participant_qos_summary' }> =>
  event.event === 'meeting.participant_qos_summary';

/** The pipeline's ratio to JSON.parse at the given number of entries, divided by that at 10 entries. */
function flatness(entries: number): Row['measure'] {
  const ratio = (count: number) => {
    const source = body(count);
    return timeRatio(pipeline(source), jsonParse(source));
  };
  return async (effort) => (await ratio(entries)(effort)) / (await ratio(10)(effort));
}

/** Events whose values differ, as in real traffic. */
const differing = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => body(20, first + index));

/** A flat string, as from a socket; the first reader of what JSON.stringify returns would pay for flattening it. */
function body(entries: number, variant?: number): string {
  return Buffer.from(JSON.stringify(qosSummary(entries, variant))).toString();
}

/** Cycles through the texts. */
function cycle(texts: readonly string[]): () => string {
  let turn = 0;
  return () => texts[turn++ % texts.length] as string;
}

function heapBeyond(texts: readonly string[], warmUp: readonly string[]): number {
  const own = heapPerInput((source) => pipeline(source)(), texts, warmUp);
  const parsing = heapPerInput((source) => JSON.parse(source), texts, warmUp);
  return (own - parsing) / parsing;
}

const details = z.record(z.string(), z.union([z.number(), z.string()]).transform(readWithRegExp));
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
        qos: z.array(z.object({ type: z.string(), details })),
      }),
    }),
  }),
});

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

const VALUE = /^\s*(-?\d+(?:\.\d+)?)\s*([a-z%]*)\s*$/i;

/** Reads a value as most services do today. */
function readWithRegExp(value: string | number): number | string | null {
  if (typeof value === 'number') return value;
  if (value === '') return null;
  const match = VALUE.exec(value);
  return match ? Number(match[1]) : value;
}

function ajvPipeline(): unknown {
  const event = JSON.parse(text) as ReturnType<typeof qosSummary>;
  if (!ajvEvent(event)) throw new Error('ajv rejected the payload.');
  return event.payload.object.participant.qos.map((item) => {
    const values: Record<string, unknown> = { type: item.type };
    for (const [name, value] of Object.entries(item.details)) values[name] = readWithRegExp(value);
    return values;
  });
}

/** Results differ by a few per cent between processes, by memory layout and by when code was compiled. */
export const processes = 5;

/** Measured as multiples of JSON.parse on a summary of 20 entries and 244 values. */
export const rows: Row[] = [
  { name: 'parseEvent, against JSON.parse', measure: timeRatio(() => parseEvent(text), jsonParse(text)) },
  {
    name: 'parseEvent and toSamples, against JSON.parse',
    limit: 1.6,
    aim: 1.4,
    measure: timeRatio(pipeline(text), jsonParse(text)),
  },
  {
    name: 'peer: JSON.parse, ajv and a regular expression',
    measure: timeRatio(ajvPipeline, jsonParse(text)),
  },
  {
    name: 'peer: JSON.parse and zod with transforms',
    measure: timeRatio(() => zodEvent.parse(JSON.parse(text)), jsonParse(text)),
  },
  { name: 'pipeline against JSON.parse, 100 entries over 10', limit: 1.15, measure: flatness(100) },
  { name: 'pipeline against JSON.parse, 1,000 entries over 10', limit: 1.15, measure: flatness(1_000) },
  {
    name: 'extra heap, against what JSON.parse allocates',
    limit: 2.5,
    measure: () => heapBeyond(differing(512, 512), differing(0, 512)),
  },
  {
    // The engine has interned every short string of the event by then, so that JSON.parse allocates few.
    name: 'the same, for one event repeated',
    measure: () => heapBeyond(Array<string>(512).fill(text), [text]),
  },
  {
    name: 'parseEvent and toSamples over 512 events, against JSON.parse',
    measure: (effort) => {
      const texts = differing(0, 512);
      const [own, parsing] = [cycle(texts), cycle(texts)];
      return timeRatio(
        () => pipeline(own())(),
        () => JSON.parse(parsing()),
      )(effort);
    },
  },
];
