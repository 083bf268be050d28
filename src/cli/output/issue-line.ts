import type { SampleIssue } from '../../samples/index.js';
import type { FramedValue } from '../input/framing.js';
import type { Input } from '../input/inputs.js';

/** An issue as a line of NDJSON, with the place of the value it was met in. Its `text` is payload. */
export function issueLine({ name }: Input, { line, element }: FramedValue, issue: SampleIssue): string {
  return `${JSON.stringify({ input: name, line, element, ...issue })}\n`;
}
