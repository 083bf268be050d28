import { ArgumentError } from '../errors.js';
import { type QosSample, toRow } from '../samples/index.js';
import type { SampleLogRecord } from './api.js';
import { PREFIX } from './attributes.js';

/** By the numbers of OpenTelemetry. */
const INFO = 9;

/** From here on the nanoseconds since the epoch do not fit into the 64 bits of OTLP: the year 2554. */
const TOO_LATE_MS = 2 ** 64 / 1e6;

/**
 * The record of a sample: the cells of its row that are not blank, with its own time, if OTLP can write it.
 *
 * @throws {ArgumentError} `argument_invalid`, for a cell that is no text, finite number or boolean
 */
export function logRecordOf(sample: QosSample, timeMs: number | null): SampleLogRecord {
  const attributes: SampleLogRecord['attributes'] = {};
  for (const [column, cell] of Object.entries(toRow(sample))) {
    if (cell === null || cell === undefined) continue;
    if (!isAttribute(cell))
      throw new ArgumentError('sample', `one whose ${column} is a text, a finite number, a boolean or null`);
    attributes[PREFIX + column] = cell;
  }
  const record = { eventName: `${PREFIX}sample`, severityNumber: INFO, severityText: 'INFO', attributes };
  const isWritable = timeMs !== null && timeMs >= 0 && timeMs < TOO_LATE_MS;
  // The SDK takes a small number for a time since the process began, but never a Date.
  return isWritable ? { ...record, timestamp: new Date(timeMs) } : record;
}

/** Samples of untyped code may hold anything. */
function isAttribute(cell: unknown): cell is string | number | boolean {
  return typeof cell === 'string' || typeof cell === 'boolean' || Number.isFinite(cell);
}
