import type { Store } from '../../store/index.js';
import { Failure } from '../failure.js';
import { printable } from '../output/printable.js';

/**
 * A store whose errors are `Failure`s: the messages of drivers quote rows, which are personal data.
 *
 * @param codeOf the kind of an error, without payload text
 */
export function checkedStore(store: Store, name: string, codeOf: (error: unknown) => string): Store {
  return {
    async write(batch) {
      try {
        await store.write(batch);
      } catch (error) {
        const code = codeOf(error);
        throw new Failure(`Cannot write to ${printable(name)} (${code}).`, code, { cause: error });
      }
    },
    isDataError: (error) => error instanceof Failure && store.isDataError?.(error.cause) === true,
  };
}
