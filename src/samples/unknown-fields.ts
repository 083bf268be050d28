import type { Path } from '../errors.js';
import type { Shape } from '../events/shape.js';
import { issue } from './issue.js';
import type { SampleIssue } from './types.js';

/** What is left to whoever reads it, since it holds most of an event. */
const READ_ELSEWHERE: ReadonlySet<string> = /* @__PURE__ */ new Set(['qos', 'data']);

/**
 * Notes every field that a shape does not know, in a value that has the type of the shape. Paths begin at the value; they are
 * made of what is found alone, which mostly is nothing.
 */
export function noteUnknownFields(value: object, { fields }: Shape, issues: SampleIssue[]): void {
  for (const key in value) {
    const field = fields.get(key);
    const inner = value[key as keyof typeof value];
    if (field === undefined) issues.push(issue('field_unknown', [key], inner, 'a documented field'));
    else if (READ_ELSEWHERE.has(key)) continue;
    else if (field.shape !== undefined) noteBelow([key], inner, field.shape, issues);
    else if (field.item?.shape !== undefined) {
      // The value has the type of the shape, by which this is a list of objects.
      const items: readonly object[] = inner;
      for (let index = 0; index < items.length; index += 1) {
        noteBelow([key, index], items[index] as object, field.item.shape, issues);
      }
    }
  }
}

function noteBelow(path: Path, value: object, shape: Shape, issues: SampleIssue[]): void {
  const before = issues.length;
  noteUnknownFields(value, shape, issues);
  for (let at = before; at < issues.length; at += 1) {
    const found = issues[at] as SampleIssue;
    issues[at] = { ...found, path: [...path, ...found.path] };
  }
}
