/** One column of a table for people. Neighbours with the same name share a heading: `latency` over `min avg max`. */
export interface TableColumn<R> {
  readonly name: string;
  readonly unit?: string;
  /** Its heading below a shared name: `min`. */
  readonly part?: string;
  /** Where columns do not all fit, those of the lowest rank stay. Mostly blank columns go first, whatever their rank. */
  readonly rank: number;
  /** Whether it only tells rows apart, so that it goes first where all rows agree. */
  readonly isDistinguishing?: boolean;
  readonly align: 'left' | 'right';
  /** The width to which its text may be truncated; without it the column is never truncated. */
  readonly minWidth?: number;
  readonly text: (record: R) => string | null;
}
