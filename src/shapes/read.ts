import { conforms } from './conforms.js';
import { exactNumbers } from './exact-numbers.js';
import { type Repaired, repair } from './repair.js';
import type { Shape } from './shape.js';

/**
 * Reads an object as a shape: as it is where it conforms, repaired where its meaning is not in doubt.
 *
 * @param text the JSON text the object was parsed from, for numbers beyond 2^53
 */
export function readAs(value: Record<string, unknown>, shape: Shape, text?: string): Repaired {
  if (conforms(value, shape)) return { value, faults: [] };
  return repair(value, shape, text === undefined ? undefined : exactNumbers(text));
}
