import fc from 'fast-check';
import { EXAMPLES, type Raw } from '../events/documented.js';
import { mutate, randomFrom } from '../events/mutations.js';
import { dataEvent, qosEvent } from '../samples/any-event.js';
import { MARK } from './checks.js';

/** JSON text of a documented value in which a few places are not as they were. */
export function mutated(examples: readonly Raw[]): fc.Arbitrary<string> {
  return fc
    .record({ example: fc.constantFrom(...examples), seed: fc.integer(), isMarked: fc.boolean() })
    .map(({ example, seed, isMarked }) => {
      const text = mutate(example, randomFrom(seed));
      return isMarked ? marked(text) : text;
    });
}

/** A body in which each text but the event's name ends with the mark, and which has a field of that name. */
function marked(text: string): string {
  return text
    .replaceAll(/"(\w+)":"((?:[^"\\]|\\.)*)"/g, (pair, key, value) =>
      key === 'event' ? pair : `"${key}":"${value}${MARK}"`,
    )
    .replace('{', `{"${MARK}":"${MARK}",`);
}

const nested = fc
  .tuple(fc.constantFrom('[', '{"a":'), fc.nat(20_000))
  .map(([open, depth]) => `{"event":"x","payload":${open.repeat(depth)}`);

const documented = mutated([...EXAMPLES.values()]);

/** Bodies of all kinds: mostly events that differ from the documented ones, and some that are no event. */
export const bodies: fc.Arbitrary<string> = fc.oneof(
  { weight: 60, arbitrary: documented },
  { weight: 20, arbitrary: fc.oneof(qosEvent, dataEvent).map((event) => JSON.stringify(event)) },
  { weight: 4, arbitrary: fc.json() },
  { weight: 4, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: nested },
);

/** The same as JSON lines might hold them, some over several lines. */
export const jsonLines: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: documented },
  { weight: 1, arbitrary: documented.map((text) => JSON.stringify(JSON.parse(text), null, 2)) },
  { weight: 1, arbitrary: fc.array(documented, { maxLength: 3 }).map((texts) => `[${texts.join()}]`) },
  {
    weight: 1,
    arbitrary: fc.array(documented, { maxLength: 3 }).map((texts) => `[\n${texts.join(',\n')}\n]`),
  },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '[', ']', '{', '}', ',', '"', 'null', MARK) },
);
