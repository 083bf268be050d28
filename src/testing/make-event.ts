import type { ZoomEventMap, ZoomEventName } from '../events/index.js';
import { fixtures } from './fixtures.js';

/**
 * What may be given in place of a part of `T`: any fields of an object, at any depth; a whole array; `undefined` to leave an
 * optional field out.
 */
export type Overrides<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Overrides<T[K]> | (Record<never, never> extends Pick<T, K> ? undefined : never) }
    : T;

/**
 * Makes an event: the fixture of that name, with overrides merged in. Objects merge deeply, arrays replace, and `undefined`
 * leaves an optional field out. The event is the caller's own, to change at will.
 *
 * @example
 * makeEvent('meeting.participant_qos', { payload: { object: { participant: { email: '', qos: [] } } } })
 */
export function makeEvent<N extends ZoomEventName>(
  name: N,
  overrides?: Overrides<ZoomEventMap[N]>,
): ZoomEventMap[N] {
  // Merged with a part of itself, an event keeps its type: Overrides allows nothing else.
  return merge(fixtures[name], overrides) as ZoomEventMap[N];
}

function merge(base: unknown, override: unknown): unknown {
  if (!isObject(override)) return structuredClone(override === undefined ? base : override);
  const merged: Record<string, unknown> = isObject(base) ? structuredClone(base) : {};
  for (const [key, value] of Object.entries(override)) {
    if (value === undefined) delete merged[key];
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
