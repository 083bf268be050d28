import type { FieldKind, Shape } from './shape.js';

/**
 * Whether a value is an object with the declared type of everything it holds, and everything it must hold. Fields that the
 * shape does not know pass. It visits the keys that are present, which is several times faster than asking for each
 * optional name.
 */
export function conforms(value: unknown, shape: Shape): boolean {
  if (!isObject(value)) return false;
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
    const inner = value[key];
    // Most fields are text. All tests stand in this loop: what calls itself directly is compiled once, and what calls itself
    // by way of another several times over, which the processor has to fetch anew for each event.
    if (field.kind === 'string') {
      if (typeof inner !== 'string') return false;
    } else if (field.shape !== undefined) {
      if (!conforms(inner, field.shape)) return false;
    } else if (field.item !== undefined) {
      if (!Array.isArray(inner)) return false;
      const { shape, kind } = field.item;
      for (let index = 0; index < inner.length; index += 1) {
        // There are no lists of lists.
        if (shape === undefined ? !isScalar(inner[index], kind) : !conforms(inner[index], shape))
          return false;
      }
    } else if (!isScalar(inner, field.kind)) return false;
    required += field.required;
  }
  return required === shape.required;
}

/** Whether a value is of a kind that is no object and no list; `string|number` is either. */
export function isScalar(value: unknown, kind: FieldKind): boolean {
  return kind.includes(typeof value);
}

/** Whether a value is an object with fields, and so neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
