import type { Reader } from '../values/reader.js';

export const BOUNDS = ['min', 'avg', 'max'] as const;
export type Bound = (typeof BOUNDS)[number];

/** The type of a column's cells. */
export type ColumnType = 'text' | 'number' | 'boolean';

/** A cell that is filled from what an event says of all its items, by rules of its own. */
export interface ContextCell {
  readonly type: ColumnType;
  readonly unit?: string;
  readonly required?: true;
  /** Whether a snapshot lacks it if it was not sent. */
  readonly optional?: true;
  /** The words that a text may be, where its type lists them all. */
  readonly words?: readonly string[];
}

/** A context field: one cell, or an object with a cell for each key. */
export type ContextField = ContextCell | { readonly cells: Readonly<Record<string, ContextCell>> };

/** How a person is told of a number that can be judged. */
export interface Judgeable {
  readonly label: string;
  readonly unit: string;
  /** Whether higher or lower values are worse. */
  readonly worse: 'higher' | 'lower';
}

/** A measured number: lowest, average and highest value over the span of the sample. */
export interface Metric extends Judgeable {
  readonly read: Reader<number>;
  /** The fields of `details` that hold each bound; the only value of a live event is an average. */
  readonly wire: { readonly [B in Bound]?: readonly string[] };
}

/** A field of `details` that is no metric. */
export interface Detail extends Partial<Judgeable> {
  readonly read: Reader<unknown>;
  /** What is expected, to name in an issue. */
  readonly expected: string;
  /** Its name on the wire; one for each bound, where it has bounds. */
  readonly wire: string | { readonly [B in Bound]: string };
  /** The cells of its columns. */
  readonly cells: ColumnType | Readonly<Record<string, ColumnType>>;
}

/** A field of `data[]`. */
export interface ClientField {
  readonly type: ColumnType;
  readonly read: Reader<string | number>;
  /** What is expected, to name in an issue. */
  readonly expected: string;
  /** Its name on the wire, then names that Zoom has deprecated. Empty if the name is its own in snake_case. */
  readonly wire: readonly string[];
}
