import type { Path } from '../errors.js';
import type { SampleIssue, SampleIssueCode } from './types.js';

/** An issue with the text of the value that it is about. */
export function issue(code: SampleIssueCode, path: Path, value: unknown, expected: string): SampleIssue {
  // The inside of what is not known is not looked at.
  const text = typeof value === 'object' || value === undefined ? null : String(value);
  return { code, path, text, expected };
}
