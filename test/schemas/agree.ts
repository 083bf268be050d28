import { isKnownEvent, safeParseEvent, type ZoomEventName } from 'zoom-qss';
import { eventSchema, zoomEventSchema } from 'zoom-qss/schemas';
import { isObject } from '../../src/shapes/conforms.js';
import { EXAMPLES, type Raw } from '../events/documented.js';
import { mutate, randomFrom } from '../events/mutations.js';
import { compileSchemas, type Validators } from './compile.js';

/** How many bodies there were of each kind. */
export interface SchemaAgreement {
  exact: number;
  repaired: number;
  refused: number;
  /** Bodies that the input schema accepts and the parser refuses, for a reason that the schema cannot say. */
  wider: number;
  /** At most ten, each with what differs. */
  differences: string[];
}

const byName = new Map<unknown, Validators>(
  [...EXAMPLES.keys()].map((name) => [name, compileSchemas(eventSchema(name as ZoomEventName))]),
);
const anyEvent = compileSchemas(zoomEventSchema);

/** Compares the schemas, as ajv understands them, with guards and parser on mutated bodies of every event. */
export function agreeOnSchemas(cases: number, seed: number): SchemaAgreement {
  const random = randomFrom(seed);
  const examples = [...EXAMPLES.values()];
  const total: SchemaAgreement = { exact: 0, repaired: 0, refused: 0, wider: 0, differences: [] };
  for (let index = 0; index < cases && total.differences.length < 10; index += 1) {
    const text = mutate(examples[index % examples.length] as Raw, random);
    const difference = compare(JSON.parse(text), total);
    if (difference !== undefined) total.differences.push(`${difference}: ${text}`);
  }
  return total;
}

function compare(body: Raw, total: SchemaAgreement): string | undefined {
  const { input, output } = byName.get(body.event) ?? anyEvent;
  const isKnown = byName.has(body.event);
  if (isKnown && output(body) !== isKnownEvent(body))
    return `the guard says ${isKnownEvent(body)}, output not`;

  const result = safeParseEvent(body);
  if (result.ok) {
    if (!input(body)) return 'input refuses what the parser reads';
    const read = byName.get(result.event.event) ?? anyEvent;
    if (!read.output(result.event)) return 'output refuses what the parser returns';
    total[result.event === body ? 'exact' : 'repaired'] += 1;
    return undefined;
  }
  total.refused += 1;
  if (!input(body)) return undefined;
  total.wider += 1;
  return isBeyondSchemas(body) ? undefined : 'input accepts what the parser refuses';
}

/** Whether a body is refused for what no JSON Schema says: digits that no number holds, days that no month has, order in a list. */
function isBeyondSchemas(body: Raw): boolean {
  if (typeof body.event_ts === 'string' && safeParseEvent({ ...body, event_ts: 1 }).ok) return true;
  return hasSeveralObjects({ payload: body.payload });
}

/** Fields that hold one object in some event. */
const ONE = new Set(['payload', 'object', 'participant', 'user', 'call_qos', 'qos']);

/** Whether a list in place of one object has several: the parser takes the first of them. */
function hasSeveralObjects(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const isSeveral = (inner: unknown) => Array.isArray(inner) && inner.filter(isObject).length > 1;
  return Object.entries(value).some(
    ([key, inner]) =>
      ((ONE.has(key) || Array.isArray(value)) && isSeveral(inner)) || hasSeveralObjects(inner),
  );
}
