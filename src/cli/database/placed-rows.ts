import type { Rows } from './readable-database.js';

/** Reads rows that are in the order of their participants, whom the first column says by place or key. */
export class PlacedRows {
  readonly #batches: AsyncIterator<Rows>;
  #rows: Rows = { count: 0, cell: () => null };
  #next = 0;

  constructor(batches: AsyncIterable<Rows>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  /** Calls `visit` for each row of a participant. The rows of those before must have been read. */
  async eachOf(who: number | string, visit: (rows: Rows, row: number) => void): Promise<void> {
    for (;;) {
      const rows = this.#rows;
      for (; this.#next < rows.count; this.#next += 1) {
        if (rows.cell(0, this.#next) !== who) return;
        visit(rows, this.#next);
      }
      const batch = await this.#batches.next();
      if (batch.done === true) return;
      this.#rows = batch.value;
      this.#next = 0;
    }
  }

  /** Ends the query. */
  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
