import type { Row } from '../input/outcome.js';

/** The values of `--format`. */
export const FORMATS = ['table', 'ndjson', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];
/** A table needs many rows at once; the others format each alone. */
export type RowFormat = Exclude<Format, 'table'>;

/** Turns rows into text, in order. */
export interface Formatter {
  /** Stands before the first row. */
  readonly opening: string;
  /** Stands between rows. */
  readonly separator: string;
  /** Formats a row. Returns the text that is ready to be written, which may be none. */
  row(row: Row): string;
  /** Returns the rest of the text. Without rows, it includes the opening. */
  end(hasRows: boolean): string;
}
