/** One column of the rows that `toRow` makes, for the tables and documents you make of them. */
export interface Column {
  /** In snake_case, with the unit before `min`, `avg` and `max`: `bitrate_kbps_avg`. */
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean';
  /** `'kbps'`, `'ms'`, …; blank for texts and for numbers without a unit. */
  readonly unit: string;
  readonly nullable: boolean;
  readonly meaning: string;
}
