import type { PartialBatch } from './batch.js';

/** Where batches are stored. */
export interface Store {
  /**
   * Stores a batch. It resolves once the rows are durable and rejects if they are not. To write the same batch again changes
   * nothing. Of two rows with one id the one that knows more stays, in whatever order they come.
   */
  write(batch: PartialBatch): Promise<void>;
  /**
   * Whether an error of `write` is about the data, so that another try with the same batch fails again. Every other error is
   * one of connection or capacity.
   */
  isDataError?: ((error: unknown) => boolean) | undefined;
}
