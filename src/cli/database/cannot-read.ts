import type { Dialect } from '../../store/index.js';
import { Failure } from '../failure.js';
import { printable } from '../output/printable.js';
import { explained } from './sqlstate.js';

/**
 * A query of a database that failed midway. The messages of drivers quote rows, which are personal data.
 *
 * @param code the kind of the error, without payload text
 */
export function cannotRead(name: string, code: string, cause: unknown): Failure {
  return new Failure(`Cannot read ${printable(name)} (${explained(code)}).`, code, { cause });
}

/** Says that a database has no tables to read. */
export function withoutTables(name: string, dialect: Dialect): string {
  return `${printable(name)} has no table qss_samples. \`zoom-qss normalize --store\` creates the tables and fills them; \`zoom-qss schema --dialect ${dialect}\` prints their SQL.`;
}

/** A row that these commands cannot have written. The message names its column and quotes nothing. */
export function unexpectedValue(name: string, table: string, column: string): Failure {
  return new Failure(
    `Cannot read ${printable(name)}: column ${column} of table ${table} has a value that zoom-qss does not write.`,
    'value_unexpected',
  );
}
