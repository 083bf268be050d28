import type { Store } from '../../store/index.js';

/** A database with the tables of `zoom-qss/store`, while it is open to be written. */
export interface Database {
  /** For people. It holds no password. */
  readonly name: string;
  /** Its errors are `Failure`s without payload text. */
  readonly store: Store;
  /** Closes it once `work` has ended. A server that stays silent is not waited for. */
  close(work?: Promise<unknown>): Promise<void>;
}
