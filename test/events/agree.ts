import { isDeepStrictEqual } from 'node:util';
import { isEvent, isKnownEvent, safeParseEvent, type ZoomEventName } from '../../src/index.js';
import { EXAMPLES, type Raw } from './documented.js';
import { mutate, randomFrom } from './mutations.js';
import { isReadable } from './refusal.js';
import { VALIDATORS } from './validator.js';

/** How many bodies there were of each kind. */
export interface Agreement {
  read: number;
  repaired: number;
  refused: number;
  /** Bodies about which the library and ajv, or the rule of refusal, differ: at most ten, each with what differs. */
  differences: string[];
}

/** Reads mutated bodies of every event, and compares what the library says of each with ajv on the corrected documents. */
export function agree(cases: number, seed: number): Agreement {
  const random = randomFrom(seed);
  const examples = [...EXAMPLES.values()];
  const total: Agreement = { read: 0, repaired: 0, refused: 0, differences: [] };
  for (let index = 0; index < cases && total.differences.length < 10; index += 1) {
    const text = mutate(examples[index % examples.length] as Raw, random);
    const difference = compare(text, total);
    if (difference !== undefined) total.differences.push(`${difference}: ${text}`);
  }
  return total;
}

function compare(text: string, total: Agreement): string | undefined {
  const body: unknown = JSON.parse(text);
  const isValid = isValidEvent(body);
  if (isKnownEvent(body) !== isValid) return `ajv says ${isValid}, the guard says ${!isValid}`;

  const result = safeParseEvent(text);
  const readable = isReadable(body);
  if (result.ok !== readable) return `readable by the rule: ${readable}, read: ${result.ok}`;
  // The digits of a name such as 1e999 are in the text alone.
  const hasLostName = (body as Raw).event === Number.POSITIVE_INFINITY;
  if (!hasLostName && safeParseEvent(body).ok !== result.ok) return 'text and value are not read alike';
  if (!result.ok) {
    total.refused += 1;
    return isValid ? 'a valid body is refused' : undefined;
  }

  const { event, repairs } = result;
  const isKnown = VALIDATORS.has(event.event);
  if (isKnown && !isValidEvent(event)) return 'ajv refuses what was read';
  if (isKnown && !isEvent(event, event.event as ZoomEventName)) return 'the guard refuses what was read';
  if (repairs.length === 0) {
    total.read += 1;
    if (!isDeepStrictEqual(event, body)) return 'what was read is not what came, and no repair is reported';
    return isKnown && !isValid ? 'an invalid body is read without a repair' : undefined;
  }
  total.repaired += 1;
  // Digits beyond 2^53 are restored in valid bodies too.
  const onlyDigits = repairs.every(({ expected }) => expected === 'string|number');
  return isValid && !onlyDigits ? 'a valid body is repaired' : undefined;
}

function isValidEvent(value: unknown): boolean {
  const name = (value as Raw | null)?.event;
  return VALIDATORS.get(name)?.(value) ?? false;
}
