import { isEvent, isKnownEvent } from '../src/index.js';
import { type Row, timeRatio } from './harness.js';
import { qosSummary } from './payloads.js';

const text = JSON.stringify(qosSummary(20));

const jsonParse = () => JSON.parse(text) as unknown;

// 64 copies, so that no object is checked twice in a row.
const parsed = Array.from({ length: 64 }, jsonParse);
let turn = 0;
const next = () => parsed[turn++ & 63];

/** Measured as multiples of JSON.parse on a summary of 20 entries and 244 values. */
export const rows: Row[] = [
  {
    name: 'guard, against JSON.parse',
    limit: 0.1,
    measure: timeRatio(() => isKnownEvent(next()), jsonParse),
  },
  {
    name: 'guard by name, against JSON.parse',
    limit: 0.1,
    measure: timeRatio(() => isEvent(next(), 'meeting.participant_qos_summary'), jsonParse),
  },
];
