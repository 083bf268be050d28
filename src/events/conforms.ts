import type { Field, FieldKind, Shape } from './shape.js';

/**
 * Whether an object has the declared type of everything it holds, and everything it must hold. Fields that the shape does
 * not know pass. It visits the keys that are present, which is several times faster than asking for each optional name.
 */
export function conforms(value: Readonly<Record<string, unknown>>, shape: Shape): boolean {
  let required = 0;
  let previous = shape.last;
  for (const key in value) {
    let field = previous.next;
    if (field.name !== key) {
      const found = shape.fields.get(key);
      if (found === undefined) continue;
      previous.next = found;
      field = found;
    }
    previous = field;
    // Most fields are text, and the test of it stands in the loop.
    const inner = value[key];
    if (field.kind === 'string' ? typeof inner !== 'string' : !holds(inner, field)) return false;
    required += field.required;
  }
  return required === shape.required;
}

function holds(value: unknown, { kind, shape, item }: Field): boolean {
  if (shape !== undefined) return isObject(value) && conforms(value, shape);
  if (item !== undefined) return Array.isArray(value) && allHold(value, item);
  return isScalar(value, kind);
}

/** Whether a value is of a kind that is no object and no list; `string|number` is either. */
export function isScalar(value: unknown, kind: FieldKind): boolean {
  return kind.includes(typeof value);
}

function allHold(items: readonly unknown[], item: Field): boolean {
  for (let index = 0; index < items.length; index += 1) if (!holds(items[index], item)) return false;
  return true;
}

/** Whether a value is an object with fields, and so neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
