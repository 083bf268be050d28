import type { Path } from 'zoom-qss';
import type { Field, Shape } from '../../src/shapes/shape.js';
import { at, changed, type Raw } from './documented.js';

/** An event in which one declared field is not as it was. */
export interface Variant {
  label: string;
  value: Raw;
}

/** What is put in place of a field of each kind, some of it allowed; the field itself is taken away as well. */
const PUT: Record<Field['kind'], (now: unknown) => unknown[]> = {
  string: () => ['text', 5, true, {}, [], ['text']],
  number: () => ['5', 'text', true, {}, [5]],
  boolean: () => ['true', 1, {}, [true]],
  'string|number': () => [5, 'text', true, {}, [5]],
  object: (now) => ['text', 5, true, [], [now], {}],
  list: (now) => ['text', 5, (now as unknown[])[0], {}, [null], [5], ['text'], [[]], []],
};

/** Every declared field corrupted in turn, those that the example lacks included; of a list, its one item. */
export function corruptions(event: Raw, shape: Shape): Variant[] {
  const variants: Variant[] = [{ label: 'as it is', value: event }];
  const add = (path: Path, what: string, value: Raw) =>
    variants.push({ label: `${path.join('.')}: ${what}`, value });

  const visit = ({ fields }: Shape, holder: Path): void => {
    for (const field of fields.values()) {
      const path = [...holder, field.name];
      const now = at(event, path);
      add(path, 'taken away', changed(event, path, undefined));
      add(path, 'null', changed(event, path, null));
      const undefinedField = changed(event, path, null);
      Object.assign(at(undefinedField, holder) as Raw, { [field.name]: undefined });
      add(path, 'undefined', undefinedField);
      for (const put of PUT[field.kind](now)) add(path, literal(put), changed(event, path, put));
      if (field.shape) visit(field.shape, path);
      if (field.item?.shape) visit(field.item.shape, [...path, 0]);
    }
  };
  visit(shape, []);
  return variants;
}

/** A value as TypeScript, on one line. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(',')}]`;
  if (typeof value !== 'object' || value === null) return String(JSON.stringify(value));
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${literal(inner)}`)
    .join(',')}}`;
}
