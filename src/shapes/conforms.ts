import type { FieldKind, Shape } from './shape.js';

/**
 * Whether a value is an object in which every field has its declared type and no required field is missing. Fields that
 * the shape does not know pass. It visits the keys that are present, which is several times faster than looking up each
 * optional name.
 *
 * @param exact do not accept a number beyond 2^53 where text or a number is declared: `JSON.parse` may have rounded it
 */
export function conforms(value: unknown, shape: Shape, exact = false): boolean {
  if (!isObject(value)) return false;
  // Most details are such objects. Pays for the rows of the guard.
  if (shape.isOptionalText && holdsTextOnly(value)) return true;
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
    // Most fields are text. All tests are in this one loop: V8 compiles a function that calls itself once, but compiles several
    // copies of functions that call each other, and then each event has to load more code.
    if (field.kind === 'string') {
      if (typeof inner !== 'string') return false;
    } else if (field.shape !== undefined) {
      if (!conforms(inner, field.shape, exact)) return false;
    } else if (field.item !== undefined) {
      if (!Array.isArray(inner)) return false;
      const { shape, kind } = field.item;
      for (let index = 0; index < inner.length; index += 1) {
        // There are no lists of lists.
        if (shape === undefined ? !isScalar(inner[index], kind) : !conforms(inner[index], shape, exact))
          return false;
      }
    } else if (!isScalar(inner, field.kind) || (exact && mayBeRounded(inner, field.kind))) return false;
    required += field.required;
  }
  return required === shape.required;
}

function holdsTextOnly(value: Record<string, unknown>): boolean {
  for (const key in value) if (typeof value[key] !== 'string') return false;
  return true;
}

/** Whether a value is a scalar of the kind given; `string|number` is either. NaN and infinite numbers are not JSON. */
export function isScalar(value: unknown, kind: FieldKind): boolean {
  return kind.includes(typeof value) && (typeof value !== 'number' || Number.isFinite(value));
}

/** Whether a value is a number that `JSON.parse` may have rounded, in a field that can hold its text instead. */
export function mayBeRounded(value: unknown, kind: FieldKind): boolean {
  return typeof value === 'number' && kind === 'string|number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

/** Whether a value is an object with fields, and so neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an object is plain, as JSON.parse makes it, in any realm, and not an instance of a class. */
export function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}
