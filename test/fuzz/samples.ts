import assert from 'node:assert/strict';
import {
  type ClientSnapshot,
  conferenceKey,
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  participantKey,
  type QosSample,
  type SampleIssue,
  safeParseEvent,
  toClientSnapshots,
  toRow,
  toSamples,
} from 'zoom-qss';
import { createRollup, PRESETS } from 'zoom-qss/quality';
import { bodies } from './bodies.js';
import { checkFinite, checkIds, checkSame, isWellFormed } from './checks.js';
import { target } from './target.js';
import { variantsOf } from './variants.js';

/** Records hold no NaN and have ids of their own, which reading again gives again. */
export const makesRecords = target(bodies, variantsOf, (text) => {
  const { records, issues } = recordsIn(text);
  if (records.length === 0 && issues.length === 0) return;
  checkRecords(records, issues);
  checkRollup(records);
  checkSame(recordsIn(text).records, records, 'the second reading differs');
});

function recordsIn(text: string): { records: (QosSample | ClientSnapshot)[]; issues: SampleIssue[] } {
  const result = safeParseEvent(text);
  if (!result.ok) return { records: [], issues: [] };
  const { event } = result;
  if (isQosEvent(event) || isQosSummaryEvent(event)) {
    const { samples, issues } = toSamples(event);
    return { records: samples, issues };
  }
  if (!isDataEvent(event) && !isDataSummaryEvent(event)) return { records: [], issues: [] };
  const { snapshots, issues } = toClientSnapshots(event);
  return { records: snapshots, issues };
}

export function checkRecords(
  records: readonly (QosSample | ClientSnapshot)[],
  issues: readonly SampleIssue[],
): void {
  checkIds(records.map(({ id }) => id));
  for (const record of records) {
    checkFinite(record);
    conferenceKey(record);
    participantKey(record);
    for (const [column, cell] of Object.entries(toRow(record))) {
      checkFinite(cell);
      if (typeof cell === 'object' && cell !== null) assert.fail(`${column} is no cell`);
    }
  }
  for (const { recordId, text, expected } of issues) {
    assert.ok(isWellFormed(recordId));
    assert.ok(text === null || isWellFormed(text));
    assert.ok(expected !== '');
  }
}

function checkRollup(records: readonly (QosSample | ClientSnapshot)[]): void {
  for (const span of ['interval', 'summary'] as const) {
    const rollup = createRollup({ span, thresholds: PRESETS.twilio.thresholds, maxGroups: 2 });
    for (const record of records) if ('type' in record) rollup.add(record);
    checkFinite(rollup.participants());
    checkFinite(rollup.conferences());
  }
}
