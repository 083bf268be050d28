import type { Writable } from 'node:stream';
import { cannotWrite } from './cannot-write.js';

/** Writes text to standard output in batches, with backpressure. */
export interface TextWriter {
  /** Adds text, as a string or in UTF-8. Returns a promise if the stream must drain first. */
  write(text: string | Uint8Array): Promise<void> | undefined;
  flush(): Promise<void>;
  /** Whether the reader has gone, as after `| head`. */
  readonly closed: boolean;
}

const BATCH_LENGTH = 65_536;

/** Creates a writer. After EPIPE it drops text and `closed` is true; it throws any other error. */
export function createTextWriter(stream: Writable): TextWriter {
  let buffer = '';
  let closed = false;
  // Errors arrive in the callback of a write. Without a listener they would also end the process.
  stream.on('error', () => {});

  const flush = (): Promise<void> => {
    const batch = buffer;
    buffer = '';
    return send(batch);
  };
  const send = async (batch: string | Uint8Array): Promise<void> => {
    if (batch.length === 0 || closed) return;
    const error = await new Promise<Error | null | undefined>((resolve) => stream.write(batch, resolve));
    if (!error) return;
    if ('code' in error && error.code === 'EPIPE') closed = true;
    else throw cannotWrite('standard output', error);
  };

  return {
    flush,
    write(text) {
      if (typeof text !== 'string') return flush().then(() => send(text));
      buffer += text;
      return buffer.length < BATCH_LENGTH ? undefined : flush();
    },
    get closed() {
      return closed;
    },
  };
}
