import type { Shape } from '../shapes/shape.js';
import type { IssueList } from './issue.js';
import { isUnstorable } from './text.js';

/**
 * Notes every field that a shape does not know, and every text with characters that databases refuse, in a value that has the
 * type of the shape. The lists of items are left to their own readers.
 *
 * @param path of the value; it grows and shrinks with the walk
 */
export function checkFields(
  value: object,
  { fields, last }: Shape,
  issues: IssueList,
  path: (string | number)[] = [],
): void {
  let previous = last;
  for (const key in value) {
    const field = previous.next.name === key ? previous.next : fields.get(key);
    const inner = value[key as keyof typeof value] as unknown;
    if (field === undefined) {
      issues.add('field_unknown', [...path, key], inner, 'a documented field');
      continue;
    }
    previous = field;
    if (key === 'qos' || key === 'data') continue;
    if (typeof inner === 'string') {
      if (isUnstorable(inner)) issues.addCleaned([...path, key], inner);
    } else if (field.shape !== undefined) {
      path.push(key);
      // The value has the type of the shape, by which this is an object, and below a list of objects.
      checkFields(inner as object, field.shape, issues, path);
      path.pop();
    } else if (field.item?.shape !== undefined) {
      const items = inner as readonly object[];
      for (const [index, item] of items.entries())
        checkFields(item, field.item.shape, issues, [...path, key, index]);
    }
  }
}
