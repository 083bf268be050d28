import type { Writable } from 'node:stream';

/** Writes text in batches, no faster than it is taken. */
export interface TextWriter {
  /** Takes a text; a promise if the stream must take some first. */
  write(text: string): Promise<void> | undefined;
  flush(): Promise<void>;
  /** Whether nobody reads any more, as after `| head`. */
  readonly closed: boolean;
}

const BATCH = 65_536;

/**
 * A writer to a stream. When its reader has gone it goes quiet and `closed` is true; any other failure is thrown.
 */
export function createTextWriter(stream: Writable): TextWriter {
  let waiting = '';
  let closed = false;
  // Failures come with the callback of a write; without a listener they would end the process as well.
  stream.on('error', () => {});

  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = '';
    if (batch === '' || closed) return;
    const failure = await new Promise<Error | null | undefined>((resolve) => stream.write(batch, resolve));
    if (!failure) return;
    if ('code' in failure && failure.code === 'EPIPE') closed = true;
    else throw failure;
  };

  return {
    flush,
    write(text) {
      waiting += text;
      return waiting.length < BATCH ? undefined : flush();
    },
    get closed() {
      return closed;
    },
  };
}
