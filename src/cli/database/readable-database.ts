/** A database while it is open to be read: all queries see the same rows. */
export interface ReadableDatabase {
  /** For people. It holds no password. */
  readonly name: string;
  /** Whether a row's texts take much longer to read than its numbers. Then queries number texts that many rows share. */
  readonly isSlowWithTexts: boolean;
  /** The expression that selects a column of numbers so that they are read fast. */
  number(column: string): string;
  /**
   * Reads what a query selects, some rows at a time. Several queries may be read in turn. Its errors are `Failure`s without
   * payload text.
   *
   * @param values of the parameters `$1`, `$2`, … which are texts
   */
  stream(sql: string, values: readonly string[]): AsyncIterableIterator<Rows>;
  close(): Promise<void>;
}

/** Some rows of a result. */
export interface Rows {
  readonly count: number;
  /** A text, a number, a boolean or null. */
  cell(column: number, row: number): unknown;
}
