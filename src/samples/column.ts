/** One column of the rows that `toRow` makes, for the tables and documents you make of them. */
export interface Column {
  /** In snake_case, with the unit before `min`, `avg` and `max`: `bitrate_kbps_avg`. */
  readonly name: string;
  /** The type of its values in a row. */
  readonly type: 'text' | 'number' | 'boolean';
  /** `'kbps'`, `'ms'`, …; blank for texts and for numbers without a unit. */
  readonly unit: string;
  /** Whether a row may have `null` there. */
  readonly nullable: boolean;
  /** One sentence that says what it holds. */
  readonly meaning: string;
}
