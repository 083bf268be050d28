import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { ArgumentError } from '../errors.js';
import { isConnection } from './connection.js';
import { nearest } from './nearest.js';
import { printable } from './output/printable.js';
import { UsageError } from './usage-error.js';

/**
 * Parses the arguments of a command.
 *
 * @throws {UsageError} if an option is unknown, is given twice, lacks its value, or has one it does not take
 */
export function parseArguments<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    const parsed = parseArgs({
      args: joinNegatives(args, options),
      allowPositionals: true,
      options,
      tokens: true,
    });
    checkGivenOnce(parsed.tokens, options);
    return parsed;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // parseArgs throws only its own errors.
    throw new UsageError(describe((error as Error).message, options));
  }
}

/** parseArgs would silently take the last one. @throws {UsageError} if an option that takes one value is given twice */
function checkGivenOnce(
  tokens: readonly { readonly kind: string; readonly name?: string }[],
  options: NonNullable<ParseArgsConfig['options']>,
): void {
  const seen = new Set<string>();
  for (const { kind, name } of tokens) {
    if (kind !== 'option' || name === undefined || options[name]?.multiple) continue;
    if (seen.has(name)) throw new UsageError(`--${name} is given twice.`);
    seen.add(name);
  }
}

/** Joins `--minutes -3` to `--minutes=-3`, since parseArgs takes `-3` for an option. The caller then says what is wrong. */
function joinNegatives(args: readonly string[], options: NonNullable<ParseArgsConfig['options']>): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const last = joined.at(-1) ?? '';
    const takesValue = last.startsWith('--') && options[last.slice(2)]?.type === 'string';
    if (takesValue && /^-[\d.]/.test(arg) && !joined.includes('--')) joined.push(`${joined.pop()}=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

/** Rewords an error of parseArgs. The text names the option, never its value, which may be a secret. */
function describe(message: string, options: NonNullable<ParseArgsConfig['options']>): string {
  const [, option = ''] = /^(?:Unknown option|Option) '(?:-\w, )?(-[^ ']*)/.exec(message) ?? [];
  if (option === '') return message;
  if (!message.startsWith('Unknown'))
    return `${option} ${options[option.slice(2)]?.type === 'boolean' ? 'takes no' : 'needs a'} value.`;
  // Such as `--postgres://…`.
  if (isConnection(option)) return 'Unknown option. It looks like a URL, which may hold a password.';
  const suggestion = nearest(
    option,
    Object.keys(options).map((name) => `--${name}`),
  );
  return `Unknown option ${printable(option)}.${suggestion === undefined ? '' : ` Did you mean ${suggestion}?`}`;
}

/** Checks an option that takes one of a few words. @throws {UsageError} if the value is another */
export function oneOf<T extends string>(option: string, allowed: readonly T[], value: string): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new UsageError(`${option} must be one of ${allowed.join(', ')}.`);
  return found;
}

/** Reads a number. The caller checks its range. @throws {UsageError} if the value is not a number */
export function numberIn(option: string, value: string): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isNaN(number)) throw new UsageError(`${option} must be a number.`);
  return number;
}

/** Rewords an error of the library in the names of the command line: `baseUrl` is `--base-url`. */
export function usageErrorOf({ argument, expected }: ArgumentError): UsageError {
  const named = expected.replace(/\b[a-z]+[A-Z]\w*/g, optionOf);
  return new UsageError(`${optionOf(argument)} must be ${named}.`);
}

function optionOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

const MAX_WORKERS = 64;

/** Reads how many threads --workers asks for. @throws {UsageError} for any other text */
export function workersIn(value: string): number {
  const workers = numberIn('--workers', value);
  if (!Number.isInteger(workers) || workers < 0 || workers > MAX_WORKERS)
    throw new UsageError(`--workers must be a whole number from 0 to ${MAX_WORKERS}.`);
  return workers;
}
