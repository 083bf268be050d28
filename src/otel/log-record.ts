import { type QosSample, toRow } from '../samples/index.js';
import type { SampleLogRecord } from './api.js';
import { PREFIX } from './attributes.js';

/** By the numbers of OpenTelemetry. */
const INFO = 9;

/** The record of a sample: the cells of its row that are not blank, with its own time. */
export function logRecordOf(sample: QosSample, timeMs: number | null): SampleLogRecord {
  const attributes: SampleLogRecord['attributes'] = {};
  for (const [column, cell] of Object.entries(toRow(sample)))
    if (cell !== null) attributes[PREFIX + column] = cell;
  const record = { eventName: `${PREFIX}sample`, severityNumber: INFO, severityText: 'INFO', attributes };
  // The SDK takes a small number for a time since the process began, but never a Date.
  return timeMs === null ? record : { ...record, timestamp: new Date(timeMs) };
}
