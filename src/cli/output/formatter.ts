import type { Row } from '../input/outcome.js';

/** The values of `--format`. */
export const FORMATS = ['table', 'ndjson', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** Turns rows into text, in order. */
export interface Formatter {
  /** Adds a row. Returns the text that is ready to be written, which may be none. */
  row(row: Row): string;
  /** Returns the rest of the text. */
  end(): string;
}
