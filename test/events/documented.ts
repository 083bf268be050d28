import { readFileSync } from 'node:fs';
import type { Path } from 'zoom-qss';

// biome-ignore lint/suspicious/noExplicitAny: tests reach into payloads and break them at will.
export type Raw = Record<string, any>;

const read = (file: string): Raw[] =>
  JSON.parse(readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8'));

/** The documented example of each event, by name. */
export const QSS_EXAMPLES = byName(read('qss-events.json'));
export const VIDEO_SDK_EXAMPLES = byName(read('video-sdk-events.json'));
export const EXAMPLES = new Map([...QSS_EXAMPLES, ...VIDEO_SDK_EXAMPLES]);

function byName(events: Raw[]): ReadonlyMap<string, Raw> {
  return new Map(events.map((event) => [String(event.event), event]));
}

/** A copy of a documented example, for a test to change. */
export function example(name: string): Raw {
  const found = EXAMPLES.get(name);
  if (!found) throw new Error(`There is no example of ${name}.`);
  return structuredClone(found);
}

/** The value at a path. */
export function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Raw)[key], value);
}

/** Puts something at a path; `undefined` takes the field away. */
export function put(value: Raw, path: Path, to: unknown): Raw {
  const holder = at(value, path.slice(0, -1)) as Raw;
  const key = path.at(-1) ?? '';
  if (to === undefined) delete holder[key];
  else holder[key] = to;
  return value;
}

/** A copy in which a path leads to something else. */
export function changed(value: Raw, path: Path, to: unknown): Raw {
  return put(structuredClone(value), path, to);
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** What no repairs leave out. */
export const NONE_OMITTED = { filled: 0, dropped: 0, converted: 0 };
