import { AsyncLocalStorage } from 'node:async_hooks';
import type { BodyBuffer, Receiver, WebhookRequest } from '../../webhooks/index.js';

/** The bodies of the requests that a receiver is answering. */
export interface KeptBodies {
  /** Wraps the `handle` of a receiver, so that each body is kept until its request is answered. */
  wrap(handle: Receiver['handle']): Receiver['handle'];
  /** The body, as received, of the request whose event is being handled. */
  current(): Uint8Array;
}

/** Keeps no more than the receiver's own limits admit. */
export function keepBodies(): KeptBodies {
  const storage = new AsyncLocalStorage<Uint8Array[]>();
  return {
    wrap: (handle) => (request) => {
      const pieces: Uint8Array[] = [];
      return storage.run(pieces, () => handle({ ...request, body: keepInto(pieces, request.body) }));
    },
    current: () => Buffer.concat(storage.getStore() ?? []),
  };
}

function keepInto(pieces: Uint8Array[], body: WebhookRequest['body']): WebhookRequest['body'] {
  // A server hands over a function that reads; nothing else calls this receiver.
  if (typeof body !== 'function') return body;
  return async (buffer) => {
    const copying: BodyBuffer = {
      add(piece) {
        const isWanted = buffer.add(piece);
        // A copy: the piece is a view of what the connection has read.
        if (isWanted) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : new Uint8Array(piece));
        else pieces.length = 0;
        return isWanted;
      },
      onCancel: buffer.onCancel,
    };
    const read = await body(copying);
    return read === copying ? buffer : read;
  };
}
