import { readFileSync } from 'node:fs';
import {
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  parseEvent,
  type QosSample,
  type SampleResult,
  toClientSnapshots,
  toRow,
  toSamples,
} from '../src/index.js';
import { each, heapPerInput, microseconds, type Row, sink, timeRatio } from './harness.js';
import { SPELLING_NAMES } from './payloads.js';
import { compare, PEERS } from './peers.js';
import { faulty, incomplete, minutes, mixed, summaries, type Traffic } from './traffic.js';

/** Results differ by a few per cent between processes, by memory layout and by when code was compiled. */
export const processes = 5;

type QosEvent = Parameters<typeof toSamples>[0];

const jsonParse = (text: string): unknown => JSON.parse(text);

/** Turns text into samples, as a service does with each event. A row compares a copy of its own, which V8 optimises alone. */
const pipeline = (text: string): SampleResult => toSamples(parseQos(text));

/** Looking at the name is enough: what `parseEvent` returns has the type of its name. */
function parseQos(text: string): QosEvent {
  const event = parseEvent(text);
  if (event.event.startsWith('meeting.participant_qos')) return event as QosEvent;
  throw new Error('parseEvent returned another event.');
}

// A process that receives events has read all kinds of them, so the compiler may assume nothing that holds for one kind only.
const documented: readonly unknown[] = ['qss-events', 'video-sdk-events'].flatMap((name) =>
  JSON.parse(readFileSync(new URL(`../test/fixtures/${name}.json`, import.meta.url), 'utf8')),
);
const SUMMARY = summaries(20);
const MINUTE = minutes(6);
const MIXED = mixed();
const FAULTY = faulty();
const INCOMPLETE = incomplete();
const spellings = SPELLING_NAMES.map((name) => ({ name, traffic: minutes(6, name) }));
const all = [SUMMARY, MINUTE, MIXED, FAULTY, INCOMPLETE, ...spellings.map(({ traffic }) => traffic)];
for (let pass = 0; pass < 4; pass++) {
  for (let round = 0; round < 20; round++)
    for (const event of documented) sink.value = readAny(JSON.stringify(event));
  for (const { warmUp } of all) for (const text of warmUp) sink.value = pipeline(text);
}

function readAny(text: string): unknown {
  const event = parseEvent(text);
  if (isQosEvent(event) || isQosSummaryEvent(event)) return toSamples(event);
  return isDataEvent(event) || isDataSummaryEvent(event) ? toClientSnapshots(event) : event;
}

/** How long it takes to turn texts into samples, as a multiple of JSON.parse, once it is sure that they give these issues. */
function ratioOf(
  { warmUp, measured }: Traffic,
  issues = 0,
  work: (text: string) => unknown = pipeline,
): Row['measure'] {
  const found = measured.reduce((sum, text) => sum + pipeline(text).issues.length, 0);
  if (found !== issues) throw new Error(`The events give ${found} issues, not ${issues}.`);
  const job = (texts: readonly string[]) => ({ subject: each(texts, work), peer: each(texts, jsonParse) });
  const { subject, peer } = job(measured);
  return timeRatio(subject, peer, job(warmUp));
}

/** The pipeline's ratio to JSON.parse at the given number of entries, divided by that at 10 entries. */
function flatness(entries: number): Row['measure'] {
  const [ten, many] = [ratioOf(summaries(10)), ratioOf(summaries(entries))];
  return async (effort) => (await many(effort)) / (await ten(effort));
}

function peerRow(name: string, peer: (typeof PEERS)[string]): Row {
  for (const text of SUMMARY.measured) compare(peer, text, pipeline(text).samples);
  return { name: `peer: ${name}`, measure: ratioOf(SUMMARY, 0, peer) };
}

function heapBeyond({ warmUp, measured }: Traffic): number {
  const own = heapPerInput(pipeline, measured, warmUp);
  const parsing = heapPerInput(jsonParse, measured, warmUp);
  return (own - parsing) / parsing;
}

const samples: readonly QosSample[] = SUMMARY.measured.flatMap((text) => pipeline(text).samples);

/** Measured as multiples of JSON.parse of the same 512 differing texts. */
export const rows = (): Row[] => [
  {
    name: 'parseEvent and toSamples, traffic: 9 live events of 4-8, 1 summary',
    limit: 1.65,
    aim: 1.55,
    measure: ratioOf(MIXED),
  },
  { name: 'live event of 6 entries', limit: 1.65, aim: 1.55, measure: ratioOf(MINUTE) },
  { name: 'summary of 20 entries', limit: 1.5, aim: 1.4, measure: ratioOf(SUMMARY) },
  { name: 'summary of 10 entries', measure: ratioOf(summaries(10)) },
  { name: 'summary of 100 entries', measure: ratioOf(summaries(100)) },
  { name: 'summary of 1,000 entries', measure: ratioOf(summaries(1_000)) },
  { name: '100 entries over 10', limit: 1.1, measure: flatness(100) },
  { name: '1,000 entries over 10', limit: 1.1, measure: flatness(1_000) },
  { name: 'traffic, one event in 100 with a faulty value', measure: ratioOf(FAULTY, 5) },
  { name: 'traffic, every event without a required text', measure: ratioOf(INCOMPLETE) },
  ...spellings.map(({ name, traffic }) => ({
    name: `live event of 6 entries, all values written as ${name}`,
    measure: ratioOf(traffic),
  })),
  { name: 'parseEvent alone, live event of 6 entries', measure: ratioOf(MINUTE, 0, parseQos) },
  { name: 'parseEvent alone, summary of 20 entries', measure: ratioOf(SUMMARY, 0, parseQos) },
  ...Object.entries(PEERS).map(([name, peer]) => peerRow(name, peer)),
  {
    name: 'heap beyond JSON.parse, against what that allocates, summary of 20',
    limit: 2,
    measure: () => heapBeyond(SUMMARY),
  },
  { name: 'the same, live event of 6 entries', limit: 2, measure: () => heapBeyond(MINUTE) },
  {
    name: 'toRow of a sample',
    unit: 'µs',
    limit: 0.3,
    measure: microseconds(each(samples, toRow), samples.length),
  },
];
