import type { Shape } from '../shapes/shape.js';
import { issue, type SampleIssue } from './issue.js';

/**
 * Notes every field that a shape does not know, in a value that has the type of the shape.
 *
 * @param path where the value stands; it grows and shrinks with the walk
 */
export function noteUnknownFields(
  value: object,
  { fields, last }: Shape,
  issues: SampleIssue[],
  path: (string | number)[] = [],
): void {
  let previous = last;
  for (const key in value) {
    const field = previous.next.name === key ? previous.next : fields.get(key);
    const inner = value[key as keyof typeof value];
    if (field === undefined) {
      issues.push(issue('field_unknown', [...path, key], inner, 'a documented field'));
      continue;
    }
    previous = field;
    if (key === 'qos' || key === 'data') {
      // Left to whoever reads it, since it holds most of an event.
    } else if (field.shape !== undefined) {
      path.push(key);
      noteUnknownFields(inner, field.shape, issues, path);
      path.pop();
    } else if (field.item?.shape !== undefined) {
      // The value has the type of the shape, by which this is a list of objects.
      const items: readonly object[] = inner;
      for (const [index, item] of items.entries()) {
        noteUnknownFields(item, field.item.shape, issues, [...path, key, index]);
      }
    }
  }
}
