import type { EventFault, Path } from '../errors.js';
import { isObject, isScalar, mayBeRounded } from './conforms.js';
import { kindOf } from './kind.js';
import { RepairList } from './repair-list.js';
import type { EventRepair, Repaired } from './repaired.js';
import { numberOf, textOf, timeOf, truthOf } from './scalars.js';
import type { Field, Shape } from './shape.js';

const isEnumerable = Object.prototype.propertyIsEnumerable;

/**
 * Brings an object to its declared type.
 *
 * - A value in another form is converted: a number or boolean in a text field, text in a number or boolean field, a lone item
 *   where a list is declared, a list where one object is declared (its first object is taken; others are dropped).
 * - A required field that is missing, null or unreadable is filled with a blank.
 * - An optional field that is unreadable is left out; null in an optional text field becomes `''`.
 * - An item that is unreadable is left out of its list.
 *
 * Only a needed field that is missing, null or unreadable is a fault; a list is unreadable if it has items, and none can be
 * read. In the items of a list it is a fault only if every item lacks it. The object given is not changed: what must change is copied.
 *
 * @param exact gives the text of the number at a path, if the source text is known
 */
export function repair(
  value: Record<string, unknown>,
  shape: Shape,
  exact: (path: Path) => string | undefined = () => undefined,
): Repaired {
  const list = new RepairList();
  const faults: EventFault[] = [];
  /** Where the walk is. */
  const path: (string | number)[] = [];
  let isInList = false;
  /** The last needed field that the current item of a list lacks. */
  let lacking: EventFault | undefined;
  /** The first item of the last needed list of which no item can be read. */
  let unreadable: EventFault | undefined;

  const faultAt = (found: unknown, { declared }: Field): EventFault => ({
    path: [...path],
    expected: declared,
    received: kindOf(found),
  });

  const note = (action: EventRepair['action'], found: unknown, field: Field): void => {
    list.add(action, () => faultAt(found, field));
  };

  const readObject = (object: Record<string, unknown>, { fields }: Shape): Record<string, unknown> => {
    let copy: Record<string, unknown> | undefined;
    for (const field of fields.values()) {
      const { name } = field;
      // A copy has only own enumerable fields, so any other counts as missing.
      const found = isEnumerable.call(object, name) ? object[name] : undefined;
      path.push(name);
      const read = readField(found, field);
      path.pop();
      if (read !== undefined && read === found) continue;
      if (read !== undefined) {
        copy ??= { ...object };
        copy[name] = read;
      } else if (name in object) {
        copy ??= { ...object };
        delete copy[name];
      }
    }
    return copy ?? object;
  };

  /** What a field holds after repair, or undefined to leave it out. */
  const readField = (found: unknown, field: Field): unknown => {
    const read = found === null || found === undefined ? undefined : readValue(found, field);
    if (read !== undefined) return read;
    if (field.required === 1) {
      const fault = unreadable ?? faultAt(found, field);
      unreadable = undefined;
      if (field.needed) lacking = fault;
      if (field.needed && !isInList) faults.push(fault);
      else note('filled', found, field);
      return blankOf(field);
    }
    if (found === null && field.kind.includes('string')) {
      note('converted', found, field);
      return '';
    }
    if (found !== undefined) note('dropped', found, field);
    return undefined;
  };

  /** The value in its declared form, or undefined if it cannot be read. */
  const readValue = (found: unknown, field: Field): unknown => {
    const { shape: inner, item } = field;
    if (inner !== undefined) {
      if (isObject(found)) return readObject(found, inner);
      return Array.isArray(found) ? readFirst(found, inner, field) : undefined;
    }
    if (item !== undefined) {
      if (Array.isArray(found)) return readList(found, item, field.needed);
      if (!isItem(found, item)) return undefined;
      const lone = item.shape === undefined ? readScalar(found, item) : readValue(found, item);
      if (lone === undefined) return undefined;
      note('converted', found, field);
      return [lone];
    }
    const read = readScalar(found, field);
    if (read !== found && read !== undefined) note('converted', found, field);
    return read;
  };

  const readScalar = (found: unknown, { kind, isTime }: Field): unknown => {
    if (isScalar(found, kind)) return mayBeRounded(found, kind) ? (exact(path) ?? found) : found;
    if (kind === 'number') return numberOf(found) ?? (isTime ? timeOf(found) : undefined);
    return kind === 'boolean' ? truthOf(found) : textOf(found, () => exact(path));
  };

  const readFirst = (list: unknown[], inner: Shape, field: Field): Record<string, unknown> | undefined => {
    let first: Record<string, unknown> | undefined;
    if (!Object.values(list).some(isObject)) return undefined;
    note('converted', list, field);
    eachItem(list, (entry) => {
      if (first === undefined && isObject(entry)) first = readObject(entry, inner);
      else note('dropped', entry, field);
    });
    return first;
  };

  /** The items that can be read; undefined if there are items, they are needed, and none can be read. */
  const readList = (list: unknown[], item: Field, isNeeded: boolean): unknown[] | undefined => {
    const kept: unknown[] = [];
    let isChanged = false;
    let complete = 0;
    let first: EventFault | undefined;
    let dropped: EventFault | undefined;
    const outer = { isInList, lacking };
    isInList = true;
    eachItem(list, (entry) => {
      lacking = undefined;
      const read = readValue(entry, item);
      if (read === undefined) {
        dropped ??= faultAt(entry, item);
        note('dropped', entry, item);
      } else kept.push(read);
      isChanged ||= read !== entry;
      if (lacking === undefined && read !== undefined) complete += 1;
      first ??= lacking;
    });
    ({ isInList, lacking } = outer);
    if (isNeeded && dropped !== undefined && kept.length === 0) {
      unreadable = dropped;
      return undefined;
    }
    if (first !== undefined && complete === 0) faults.push(first);
    return isChanged || kept.length !== list.length ? kept : list;
  };

  /** Visits the items of a list. `Object.keys` skips holes: a sparse array may be 4 billion items long. */
  const eachItem = (list: unknown[], visit: (entry: unknown) => void): void => {
    for (const key of Object.keys(list)) {
      const index = Number(key);
      // A caller's own array can have named properties, which come after the indexes and are no items.
      if (!Number.isInteger(index)) return;
      path.push(index);
      visit(list[index]);
      path.pop();
    }
  };

  const repaired = readObject(value, shape);
  const { repairs, repairsOmitted } = list;
  return { value: repaired, repairs, repairsOmitted, faults };
}

/** Whether a value alone can be the one item of a list. An object that has no field of an item is not. */
function isItem(value: unknown, { shape }: Field): boolean {
  if (!isObject(value)) return shape === undefined;
  return shape !== undefined && Object.keys(value).some((key) => shape.fields.has(key));
}

/** The blank of a required field: Zoom itself writes `''` for absent. */
function blankOf({ shape, item }: Field): unknown {
  if (shape !== undefined) return blankObject(shape);
  return item === undefined ? '' : [];
}

/** An object in which every required field is blank. The generator sees to it that none of those is a number or a boolean. */
function blankObject({ fields }: Shape): Record<string, unknown> {
  const required = [...fields.values()].filter((field) => field.required === 1);
  return Object.fromEntries(required.map((field) => [field.name, blankOf(field)]));
}
