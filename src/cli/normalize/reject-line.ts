import { printable } from '../printable.js';
import type { Found } from './framing.js';
import type { Input } from './inputs.js';
import type { Rejected } from './outcome.js';

/** One line that says where a rejected value stands and why it was rejected: `events.ndjson:12: …`. */
export function rejectLine({ name }: Input, { line, element }: Found, { code, reason }: Rejected): string {
  const index = element === undefined ? '' : `[${element}]`;
  return `${printable(name)}:${line}${index}: ${reason} (${code})\n`;
}
