import { Ajv } from 'ajv';
import { z } from 'zod';
import { isEvent, isKnownEvent, parseEvent, toSamples } from '../src/index.js';
import { heapPerCall, type Row, timeRatio } from './harness.js';
import { qosSummary } from './payloads.js';

const text = JSON.stringify(qosSummary(20));

const jsonParse = (source: string) => () => JSON.parse(source) as unknown;

/** Text to samples, which is what a service does with each event. */
const pipeline = (source: string) => () => {
  const event = parseEvent(source);
  if (!isSummary(event)) throw new Error('The payload is not the event it should be.');
  return toSamples(event);
};

// The name suffices: what parseEvent returns has the type of its name.
const isSummary = (
  event: ReturnType<typeof parseEvent>,
): event is Extract<typeof event, { event: 'meeting.participant_qos_summary' }> =>
  event.event === 'meeting.participant_qos_summary';

// Values of their own, so that no object is visited twice in a row.
const parsed = Array.from({ length: 64 }, () => JSON.parse(text) as unknown);
let turn = 0;
const next = () => parsed[turn++ & 63];

/** How many times as long the pipeline takes as JSON.parse, at some size over at 10 entries. */
function flatness(entries: number): Row['measure'] {
  const ratio = (count: number) => {
    const source = JSON.stringify(qosSummary(count));
    return timeRatio(pipeline(source), jsonParse(source));
  };
  return async (effort) => (await ratio(entries)(effort)) / (await ratio(10)(effort));
}

/**
 * Events with values of their own, as a service meets them. Made when first asked for: once they are there, the engine's young
 * generation has grown past the processor's cache, which is harder on whoever allocates more than JSON.parse does.
 */
const differing = (): readonly string[] => {
  texts ??= Array.from({ length: 512 }, (_, variant) => JSON.stringify(qosSummary(20, variant)));
  return texts;
};
let texts: readonly string[] | undefined;

/** Gives one after the other, over and over. */
function inTurn(texts: readonly string[]): () => string {
  let turn = 0;
  return () => texts[turn++ % texts.length] as string;
}

function heapBeyond(texts: readonly string[]): number {
  const next = inTurn(texts);
  const own = heapPerCall(() => pipeline(next())());
  const parsing = heapPerCall(() => JSON.parse(next()));
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
const ajvEvent = new Ajv().compile({
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

/** What most code in the wild does with a value. */
function readWithRegExp(value: string | number): number | string | null {
  if (typeof value === 'number') return value;
  if (value === '') return null;
  const match = VALUE.exec(value);
  return match ? Number(match[1]) : value;
}

function ajvPipeline(): unknown {
  const event = JSON.parse(text) as ReturnType<typeof qosSummary>;
  if (!ajvEvent(event)) throw new Error('ajv refused the payload.');
  return event.payload.object.participant.qos.map((item) => {
    const values: Record<string, unknown> = { type: item.type };
    for (const [name, value] of Object.entries(item.details)) values[name] = readWithRegExp(value);
    return values;
  });
}

/** Times of JSON.parse on a summary of 20 entries and 244 values. */
export const rows: Row[] = [
  {
    name: 'guard, of JSON.parse',
    limit: 0.1,
    measure: timeRatio(() => isKnownEvent(next()), jsonParse(text)),
  },
  {
    name: 'guard by name, of JSON.parse',
    limit: 0.1,
    measure: timeRatio(() => isEvent(next(), 'meeting.participant_qos_summary'), jsonParse(text)),
  },
  { name: 'parseEvent, of JSON.parse', measure: timeRatio(() => parseEvent(text), jsonParse(text)) },
  {
    name: 'parseEvent and toSamples, of JSON.parse',
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
  { name: 'pipeline at 100 entries over at 10, of JSON.parse', limit: 1.15, measure: flatness(100) },
  { name: 'pipeline at 1,000 entries over at 10, of JSON.parse', limit: 1.15, measure: flatness(1_000) },
  {
    name: 'heap beyond JSON.parse, of what JSON.parse allocates',
    limit: 2.5,
    measure: () => heapBeyond(differing()),
  },
  {
    // Every short text is in the engine's table by then, so that JSON.parse allocates hardly any.
    name: 'the same for one event over and over',
    measure: () => heapBeyond([text]),
  },
  {
    name: 'parseEvent and toSamples among 512 events, of JSON.parse',
    measure: (effort) => {
      const [own, parsing] = [inTurn(differing()), inTurn(differing())];
      return timeRatio(
        () => pipeline(own())(),
        () => JSON.parse(parsing()),
      )(effort);
    },
  },
];
