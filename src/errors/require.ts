import { ArgumentError } from './argument-error.js';

/**
 * Checks that an argument is an object, such as a function's options. Untyped callers may pass anything.
 *
 * @throws {ArgumentError} `argument_invalid`: a primitive, `null`, an array or a function
 */
export function requireObject(argument: string, value: unknown, expected = 'an object'): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ArgumentError(argument, expected);
}

/** The first member of an object that is not known and not undefined. */
export function unknownMember(object: object, known: readonly string[]): string | undefined {
  for (const [name, value] of Object.entries(object))
    if (value !== undefined && !known.includes(name)) return name;
  return undefined;
}

/**
 * Checks that an argument is an object of known options. A misspelt option would silently have no effect. One that is
 * undefined counts as absent.
 *
 * @param owner the function that takes the options
 * @param known has a key for every option; the compiler finds one that is missing
 * @throws {ArgumentError} `argument_invalid`: no object, or an unknown option
 */
export function requireOptions<T extends object>(
  options: T,
  owner: string,
  known: Readonly<Record<keyof T, unknown>>,
  expected?: string,
): void {
  requireObject('options', options, expected);
  const names = Object.keys(known);
  const unknown = unknownMember(options, names);
  if (unknown !== undefined) throw new ArgumentError(unknown, `an option of ${owner}: ${names.join(', ')}`);
}

/**
 * Checks that an optional argument is a function.
 *
 * @throws {ArgumentError} `argument_invalid`: another value than a function or `undefined`
 */
export function requireFunction(argument: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function') throw new ArgumentError(argument, 'a function');
}

/** The longest delay that `setTimeout` supports; a longer one ends at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Checks that an argument is a whole number within bounds.
 *
 * @throws {ArgumentError} `argument_invalid`: anything else
 */
export function requireWhole(
  argument: string,
  value: unknown,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): void {
  if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most) return;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new ArgumentError(argument, `a whole number ${bounds}`);
}

/**
 * Checks that an optional argument is an `AbortSignal`, of whatever realm.
 *
 * @throws {ArgumentError} `argument_invalid`: another value than a signal or `undefined`; an `AbortController` for example
 */
export function requireSignal(argument: string, value: unknown): void {
  if (value === undefined) return;
  const { aborted, addEventListener } = Object(value) as { aborted?: unknown; addEventListener?: unknown };
  if (typeof aborted !== 'boolean' || typeof addEventListener !== 'function')
    throw new ArgumentError(argument, 'an AbortSignal, such as the signal property of an AbortController');
}
