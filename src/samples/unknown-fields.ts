import type { Path } from '../errors.js';
import type { Shape } from '../events/shape.js';
import { issue } from './issue.js';
import type { SampleIssue } from './types.js';

/** What is left to whoever reads it, since it holds most of an event. */
const READ_ELSEWHERE: ReadonlySet<string> = /* @__PURE__ */ new Set(['qos', 'data']);

/** Notes every field that a shape does not know, in a value that has the type of the shape. */
export function noteUnknownFields(value: object, { fields }: Shape, path: Path, issues: SampleIssue[]): void {
  for (const key in value) {
    const field = fields.get(key);
    const inner = value[key as keyof typeof value];
    if (field === undefined) issues.push(issue('field_unknown', [...path, key], inner, 'a documented field'));
    else if (READ_ELSEWHERE.has(key)) continue;
    else if (field.shape !== undefined) noteUnknownFields(inner, field.shape, [...path, key], issues);
    else if (field.item?.shape !== undefined) {
      // The value has the type of the shape, by which this is a list of objects.
      const items: readonly object[] = inner;
      for (const [index, item] of items.entries())
        noteUnknownFields(item, field.item.shape, [...path, key, index], issues);
    }
  }
}
