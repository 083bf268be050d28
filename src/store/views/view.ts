/** A view: its name, a sentence that says what a row is, and its query. */
export interface View {
  readonly name: string;
  readonly meaning: string;
  readonly query: string;
}
