import type { Row } from '../input/outcome.js';

/** Turns rows into text, in order. */
export interface Formatter {
  /** The text a row adds; none where it waits for others. */
  row(row: Row): string;
  /** What is left to say after the last row. */
  end(): string;
}
