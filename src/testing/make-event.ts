import { requireObject } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import { safeParseEvent, type ZoomEventMap, type ZoomEventName } from '../events/index.js';
import { fixtures } from './fixtures.js';

/**
 * Overrides for a part of `T`: any fields of an object, at any depth; a whole array; `undefined` to omit an optional
 * field.
 */
export type Overrides<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Overrides<T[K]> | (Record<never, never> extends Pick<T, K> ? undefined : never) }
    : T;

/**
 * Creates an event: a copy of the fixture with that name, with overrides merged in. Objects merge deeply, arrays replace,
 * and `undefined` omits an optional field. You may change the returned event.
 *
 * @throws {ArgumentError} `argument_invalid`: a name that no fixture has, overrides that are not an object of JSON values, or
 * an override that the event's type does not allow; `argument` is its path. Without TypeScript's `exactOptionalPropertyTypes`
 * only this stops `undefined` for a required field
 * @example
 * makeEvent('meeting.participant_qos', { payload: { object: { participant: { email: '', qos: [] } } } })
 */
export function makeEvent<N extends ZoomEventName>(
  name: N,
  overrides?: Overrides<ZoomEventMap[N]>,
): ZoomEventMap[N] {
  if (typeof name !== 'string' || !Object.hasOwn(fixtures, name))
    throw new ArgumentError('name', "the name of a documented event, such as 'meeting.participant_qos'");
  if (overrides !== undefined) requireObject('overrides', overrides, 'an object of fields to override');
  const event = mergeOrThrow(fixtures[name], overrides);
  requireTypeOf(name, event);
  // requireTypeOf has proved it.
  return event as ZoomEventMap[N];
}

function mergeOrThrow(base: unknown, overrides: unknown): unknown {
  try {
    return merge(base, overrides);
  } catch {
    // structuredClone refuses functions and symbols; a cycle exhausts the stack.
    throw new ArgumentError('overrides', 'JSON values only, without functions, symbols and cycles');
  }
}

/** Fixtures have their type, so whatever a parser would have to repair comes from the overrides. */
function requireTypeOf(name: ZoomEventName, event: unknown): void {
  const result = safeParseEvent(event);
  if (result.ok && result.event.event !== name) throw new ArgumentError('overrides.event', 'left out');
  const [fault] = result.ok ? result.repairs : result.error.issues;
  if (!fault) return;
  const isMissing = fault.received === 'missing';
  throw new ArgumentError(
    ['overrides', ...fault.path].join('.'),
    `of type ${fault.expected}${isMissing ? ', since it is required' : ''}`,
  );
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
