import type { SampleIssue, SampleIssueCode } from '../../samples/index.js';

const CODES = {
  value_unreadable: true,
  field_unknown: true,
  field_missing: true,
  field_unreadable: true,
  type_unknown: true,
  bounds_swapped: true,
  average_outside: true,
  time_unreadable: true,
  text_cleaned: true,
} as const satisfies Record<SampleIssueCode, true>;

/** Whether an object is an issue that a command wrote. */
export function isSampleIssue(record: Readonly<Record<string, unknown>>): boolean {
  return issueFault(record) === undefined;
}

/** The first field that keeps an object from being an issue; undefined if it is one. */
export function issueFault(record: Readonly<Record<string, unknown>>): keyof SampleIssue | undefined {
  const { code, recordId, path, text, expected } = record;
  if (typeof code !== 'string' || !Object.hasOwn(CODES, code)) return 'code';
  if (typeof recordId !== 'string') return 'recordId';
  if (!Array.isArray(path) || !path.every((each) => typeof each === 'string' || Number.isFinite(each)))
    return 'path';
  if (text !== null && typeof text !== 'string') return 'text';
  return typeof expected === 'string' ? undefined : 'expected';
}
