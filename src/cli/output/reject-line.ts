import type { FramedValue } from '../input/framed-value.js';
import type { Input } from '../input/inputs.js';
import type { Rejected } from '../input/outcome.js';
import { printable } from './printable.js';

/** Formats a line that says where a rejected value is and why it was rejected: `events.ndjson:12: …`. */
export function rejectLine(
  { name }: Pick<Input, 'name'>,
  { line, element }: FramedValue,
  { code, reason }: Rejected,
): string {
  const index = element === undefined ? '' : `[${element}]`;
  return `${printable(name)}:${line}${index}: ${reason} (${code})\n`;
}
