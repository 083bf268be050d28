import type { EventFault } from '../errors.js';
import { conforms } from './conforms.js';
import { exactNumbers } from './exact-numbers.js';
import { repair } from './repair.js';
import type { Shape } from './shape.js';

/** A value with the type of its shape, or the faults because of which it has not. */
export type Reading =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  | { readonly ok: false; readonly faults: readonly EventFault[] };

/**
 * Reads an object as a shape: as it is where it conforms, repaired where its meaning is not in doubt.
 *
 * @param text the JSON text the object was parsed from, for numbers beyond 2^53
 */
export function readAs(value: Record<string, unknown>, shape: Shape, text?: string): Reading {
  if (conforms(value, shape)) return { ok: true, value };
  const repaired = repair(value, shape, text === undefined ? undefined : exactNumbers(text));
  return repaired.faults.length === 0
    ? { ok: true, value: repaired.value }
    : { ok: false, faults: repaired.faults };
}
