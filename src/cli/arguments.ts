import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { ArgumentError } from '../errors.js';
import { nearest } from './nearest.js';
import { printable } from './output/printable.js';
import { UsageError } from './usage-error.js';

/** Reads the arguments of a command. @throws {UsageError} */
export function parseArguments<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    // parseArgs throws nothing but its own errors.
    throw new UsageError(textOf((error as Error).message, options));
  }
}

/** What parseArgs says, in the words of this command line. It names the option and never what was given to it. */
function textOf(message: string, options: NonNullable<ParseArgsConfig['options']>): string {
  const [, option = ''] = /^(?:Unknown option|Option) '(?:-\w, )?(-[^ ']*)/.exec(message) ?? [];
  if (option === '') return message;
  if (!message.startsWith('Unknown'))
    return `${option} takes ${options[option.slice(2)]?.type === 'boolean' ? 'no value' : 'a value'}.`;
  const meant = nearest(
    option,
    Object.keys(options).map((name) => `--${name}`),
  );
  return `There is no option ${printable(option)}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`;
}

/** One of several words. @throws {UsageError} */
export function oneOf<T extends string>(option: string, allowed: readonly T[], given: string): T {
  const found = allowed.find((each) => each === given);
  if (found === undefined) throw new UsageError(`${option} is one of ${allowed.join(', ')}.`);
  return found;
}

/** A number as people write it; whether it is in range is for its user to say. @throws {UsageError} */
export function numberIn(option: string, given: string): number {
  const number = given.trim() === '' ? Number.NaN : Number(given);
  if (Number.isNaN(number)) throw new UsageError(`${option} takes a number.`);
  return number;
}

/** An option of the library that cannot be used, by the name it has on the command line: `baseUrl` is `--base-url`. */
export function usageOf({ argument, expected }: ArgumentError): UsageError {
  const option = argument.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return new UsageError(`--${option} takes ${expected}.`);
}
