import { WebhookVerificationError } from '../errors.js';
import { encode } from './bytes.js';

/** Gathers a body that comes in pieces, and holds no more than `maxBytes` of it. */
export interface Chunks {
  /**
   * Text is what a stream gives once something has set its encoding; it is encoded again, as UTF-8.
   *
   * @throws WebhookVerificationError `body_too_large`
   */
  add(chunk: Uint8Array | string): void;
  join(): Uint8Array;
}

export function gather(maxBytes: number): Chunks {
  const chunks: Uint8Array[] = [];
  let length = 0;
  return {
    add(given) {
      const chunk = typeof given === 'string' ? encode(given) : given;
      length += chunk.length;
      if (length > maxBytes) {
        chunks.length = 0;
        throw new WebhookVerificationError('body_too_large', 'Too large.');
      }
      chunks.push(chunk);
    },
    join() {
      const [only] = chunks;
      if (only && chunks.length === 1) return only;
      const all = new Uint8Array(length);
      let offset = 0;
      for (const chunk of chunks) {
        all.set(chunk, offset);
        offset += chunk.length;
      }
      return all;
    },
  };
}
