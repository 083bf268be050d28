import type { SampleIssueCode } from '../../samples/index.js';

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
  const { code, recordId, path, text, expected } = record;
  return (
    typeof code === 'string' &&
    Object.hasOwn(CODES, code) &&
    typeof recordId === 'string' &&
    Array.isArray(path) &&
    path.every((each) => typeof each === 'string' || Number.isFinite(each)) &&
    (text === null || typeof text === 'string') &&
    typeof expected === 'string'
  );
}
