import { Socket } from 'node:net';
import type { Pool } from 'pg';
import { within } from '../../webhooks/within.js';
import type { StoreTarget } from './target.js';

const CONNECTIONS = 4;

/** How long to wait for a server that stays silent, as behind a network that has failed, in milliseconds. */
export interface Patience {
  readonly connectMs: number;
  /** Without any byte from a connection, which then breaks. */
  readonly silenceMs: number;
  /** From the call of `close` on. */
  readonly closeMs: number;
}

/** A pool of connections, none of which waits for ever. */
export interface PostgresPool {
  readonly pool: Pool;
  /** Ends the pool once `work` has ended, or breaks the connections that are left in the end. It does not reject. */
  close(work?: Promise<unknown>): Promise<void>;
}

export async function createPool(
  { url, password }: Extract<StoreTarget, { kind: 'postgres' }>,
  { connectMs, silenceMs, closeMs }: Patience,
): Promise<PostgresPool> {
  // Loaded only by those who need it, so that start-up stays fast.
  const { default: pg } = await import('pg');
  const sockets = new Set<Socket>();
  const pool = new pg.Pool({
    ...(url !== undefined && { connectionString: url }),
    ...(url === undefined && password !== undefined && { password }),
    max: CONNECTIONS,
    connectionTimeoutMillis: connectMs,
    application_name: 'zoom-qss',
    stream: () => breakingSocket(sockets, silenceMs),
  });
  // A client that loses its server is replaced, and its query rejects; without listeners it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  let ended: Promise<void> | undefined;
  const end = () => {
    ended ??= pool.end();
    return ended;
  };
  return {
    pool,
    async close(work) {
      const closed = Promise.allSettled([work])
        .then(end)
        .then(() => allClosed(sockets));
      await within(closeMs, closed, () => {
        // Otherwise work that goes on would connect again.
        void end();
      });
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** A socket that breaks if nothing goes through it for long. A query that waits for it then rejects. */
function breakingSocket(sockets: Set<Socket>, silenceMs: number): Socket {
  const socket = new Socket();
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
  return socket.setTimeout(silenceMs, () =>
    socket.destroy(Object.assign(new Error('The server is silent.'), { code: 'ETIMEDOUT' })),
  );
}

async function allClosed(sockets: ReadonlySet<Socket>): Promise<void> {
  await Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
}
