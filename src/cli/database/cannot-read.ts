import { Failure } from '../failure.js';
import { printable } from '../output/printable.js';

/**
 * A query of a database that failed midway. The messages of drivers quote rows, which are personal data.
 *
 * @param code the kind of the error, without payload text
 */
export function cannotRead(name: string, code: string, cause: unknown): Failure {
  return new Failure(`Cannot read ${printable(name)} (${code}).`, code, { cause });
}

/** Says that a database has no tables to read. */
export function withoutTables(name: string): string {
  return `${printable(name)} has no table qss_samples. Commands fill one with --store.`;
}
