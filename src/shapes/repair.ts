import type { EventFault, Path, ValueKind } from '../errors.js';
import { isObject, isScalar } from './conforms.js';
import type { Field, Shape } from './shape.js';

/** More faults say no more, and a hostile body could hold a million. */
const MAX_FAULTS = 100;

const isEnumerable = Object.prototype.propertyIsEnumerable;

/** A value with the declared type, and the faults for which there was no repair. */
export interface Repaired {
  value: Record<string, unknown>;
  /** Empty if `value` has the declared type. */
  faults: EventFault[];
}

/**
 * Brings an object to its declared type where the meaning is not in doubt:
 *
 * - a number or boolean where text is declared becomes its text, and digits beyond 2^53 are taken from `exact`;
 * - canonical decimal text where a number is declared becomes the number;
 * - `null` in an optional field is removed;
 * - a lone item where a list is declared becomes a list of one, and a list of one where an object is declared its item.
 *
 * Whatever else differs is a fault. The object given is not changed: what must change is copied.
 *
 * @param exact the text of the number at a path, where the source text is at hand
 */
export function repair(
  value: Record<string, unknown>,
  shape: Shape,
  exact: (path: Path) => string | undefined = () => undefined,
): Repaired {
  const faults: EventFault[] = [];

  const refuse = (found: unknown, { declared }: Field, path: Path): void => {
    if (faults.length < MAX_FAULTS) faults.push({ path, expected: declared, received: kindOf(found) });
  };

  const readObject = (
    object: Record<string, unknown>,
    { fields }: Shape,
    path: Path,
  ): Record<string, unknown> => {
    let copy: Record<string, unknown> | undefined;
    for (const field of fields.values()) {
      const { name } = field;
      const here = [...path, name];
      // Only what a copy would hold counts: a value that is inherited or hidden would be lost in it.
      const found = isEnumerable.call(object, name) ? object[name] : undefined;
      if (found !== undefined && found !== null) {
        const read = readValue(found, field, here);
        if (read === found) continue;
        copy ??= { ...object };
        copy[name] = read;
      } else if (field.required === 1) {
        refuse(found, field, here);
      } else if (name in object) {
        copy ??= { ...object };
        delete copy[name];
      }
    }
    return copy ?? object;
  };

  const readList = (list: unknown[], item: Field, path: Path): unknown[] => {
    let copy: unknown[] | undefined;
    for (let index = 0; index < list.length && faults.length < MAX_FAULTS; index += 1) {
      const read = readValue(list[index], item, [...path, index]);
      if (read === list[index]) continue;
      copy ??= [...list];
      copy[index] = read;
    }
    return copy ?? list;
  };

  const readValue = (found: unknown, field: Field, path: Path): unknown => {
    const read = readAs(found, field, path);
    if (read !== undefined) return read;
    refuse(found, field, path);
    return found;
  };

  /** The value as its field declares it, or undefined where the meaning is in doubt. */
  const readAs = (found: unknown, { kind, shape: inner, item }: Field, path: Path): unknown => {
    if (inner !== undefined) {
      if (isObject(found)) return readObject(found, inner, path);
      const lone: unknown = Array.isArray(found) && found.length === 1 ? found[0] : undefined;
      return isObject(lone) ? readObject(lone, inner, [...path, 0]) : undefined;
    }
    if (item !== undefined) {
      if (Array.isArray(found)) return readList(found, item, path);
      return isObject(found) === (item.kind === 'object') ? [readValue(found, item, path)] : undefined;
    }
    if (isScalar(found, kind)) return found;
    if (kind === 'number') return canonicalNumber(found);
    return kind === 'boolean' ? undefined : textOf(found, () => exact(path));
  };

  return { value: readObject(value, shape, []), faults };
}

/**
 * The text of what is none yet: of a number that is no safe integer as it was written, since reading it may have lost digits.
 * Without its source a fraction has the text of its value, and an integer beyond 2^53 none.
 */
function textOf(value: unknown, exact: () => string | undefined): string | undefined {
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  if (Number.isSafeInteger(value)) return String(value);
  return exact() ?? (Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : undefined);
}

/** The number a text is the one spelling of, so that nothing is lost in reading it. */
function canonicalNumber(text: unknown): number | undefined {
  const number = typeof text === 'string' ? Number(text) : Number.NaN;
  return Number.isFinite(number) && String(number) === text ? number : undefined;
}

/** The kind of a JSON value, to name it without repeating it. */
export function kindOf(value: unknown): ValueKind {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'object' ? type : 'other';
}
