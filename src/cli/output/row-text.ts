import type { Row } from '../input/outcome.js';
import type { Formatter } from './formatter.js';

/** The text of all rows of a run, part by part. */
export interface RowText {
  /** The text of the next rows. */
  add(rows: readonly Row[]): string;
  /** What stands before rows that were joined elsewhere and come next. */
  next(): string;
  /** The rest of the text. */
  end(): string;
}

export function createRowText(formatter: Formatter): RowText {
  let hasRows = false;
  const next = (): string => {
    const text = hasRows ? formatter.separator : formatter.opening;
    hasRows = true;
    return text;
  };
  return {
    add: (rows) => (rows.length === 0 ? '' : next() + joinRows(rows, formatter)),
    next,
    end: () => formatter.end(hasRows),
  };
}

/** The text of some rows, without what stands before and after them. */
export function joinRows(rows: readonly Row[], { separator, row }: Formatter): string {
  let text = '';
  for (const [index, each] of rows.entries()) text += index === 0 ? row(each) : separator + row(each);
  return text;
}
