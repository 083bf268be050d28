import type { Path } from '../errors.js';
import type { Shape } from '../shapes/shape.js';
import type { IssueList } from './issue.js';
import { isUnstorable } from './text.js';

/** Whether a value, which has the type of a shape, has no field that the shape does not know. */
export function hasKnownFields(value: object, { fields, last }: Shape): boolean {
  let previous = last;
  for (const key in value) {
    const field = previous.next.name === key ? previous.next : fields.get(key);
    if (field === undefined) return false;
    previous = field;
    const inner = field.shape ?? field.item?.shape;
    if (inner === undefined || isReadApart(key)) continue;
    const held = value[key as keyof typeof value] as object | readonly object[];
    const isKnown = Array.isArray(held)
      ? held.every((item) => hasKnownFields(item, inner))
      : hasKnownFields(held, inner);
    if (!isKnown) return false;
  }
  return true;
}

/** Notes every field that the shape does not know, and every text with characters that databases refuse. */
export function noteFields(value: object, shape: Shape, issues: IssueList, path: Path = []): void {
  for (const [key, inner] of Object.entries(value)) {
    const field = shape.fields.get(key);
    const place = [...path, key];
    if (field === undefined) issues.add('field_unknown', place, inner, 'a documented field');
    else if (isUnstorable(inner)) issues.addCleaned(place, inner);
    else if (isReadApart(key)) continue;
    else if (field.shape !== undefined) noteFields(inner, field.shape, issues, place);
    else if (field.item?.shape !== undefined) {
      for (const [index, item] of inner.entries())
        noteFields(item, field.item.shape, issues, [...place, index]);
    }
  }
}

/** The items have a reader of their own. */
function isReadApart(key: string): boolean {
  return key === 'qos' || key === 'data';
}
