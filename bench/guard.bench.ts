import { isEvent, isKnownEvent } from '../src/index.js';
import { each, type Row, timeRatio } from './harness.js';
import { minutes, summaries } from './traffic.js';

export const processes = 5;

const SUMMARY = summaries(20);
const MINUTE = minutes(6);

const jsonParse = (text: string): unknown => JSON.parse(text);
const isSummary = (value: unknown) => isEvent(value, 'meeting.participant_qos_summary');

/** Measured as multiples of JSON.parse of the same events. */
export const rows: Row[] = [
  row('guard, summary of 20 entries, against JSON.parse', SUMMARY, isKnownEvent),
  row('guard by name, summary of 20 entries, against JSON.parse', SUMMARY, isSummary),
  row('guard, live event of 6 entries, against JSON.parse', MINUTE, isKnownEvent),
];

function row(
  name: string,
  { warmUp, measured }: ReturnType<typeof summaries>,
  guard: (value: unknown) => boolean,
): Row {
  const job = (texts: readonly string[]) => ({
    subject: each(texts.map(jsonParse), guard),
    peer: each(texts, jsonParse),
  });
  const { subject, peer } = job(measured);
  return { name, limit: 0.08, measure: timeRatio(subject, peer, job(warmUp)) };
}
