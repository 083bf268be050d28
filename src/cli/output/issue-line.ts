import type { SampleIssue } from '../../samples/index.js';
import type { FramedValue } from '../input/framed-value.js';
import type { Input } from '../input/inputs.js';

/** Formats an issue as a line of NDJSON that says where its value is. Its `text` is payload. */
export function issueLine(
  { name }: Pick<Input, 'name'>,
  { line, element }: FramedValue,
  issue: SampleIssue,
): string {
  return `${JSON.stringify({ input: name, line, element, ...issue })}\n`;
}
