import { jetstream } from '@nats-io/jetstream';
import pg from 'pg';
import { postgresStore, readBodies, tables } from 'zoom-qss/store';
import { type Connection, query } from './postgres.js';
import type { System } from './system.js';

/** All bodies of a stream, from its beginning. */
export async function readStream({ log, manager }: System, stream: string): Promise<Uint8Array[]> {
  const bodies: Uint8Array[] = [];
  const { messages } = (await manager.streams.info(stream)).state;
  if (messages === 0) return bodies;
  const consumer = await jetstream(log).consumers.get(stream);
  for await (const { data, info } of await consumer.consume()) {
    bodies.push(data);
    if (info.pending === 0) break;
  }
  return bodies;
}

/** Stores bodies in another database, in a random order. */
export async function replay(bodies: readonly Uint8Array[], connection: Connection): Promise<Connection> {
  const copy = { ...connection, PGDATABASE: 'replayed' };
  await query(connection, 'CREATE DATABASE replayed');
  await query(copy, tables('postgres'));
  const shuffled = [...bodies];
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1));
    // Both are places of the list.
    [shuffled[index], shuffled[other]] = [shuffled[other] as Uint8Array, shuffled[index] as Uint8Array];
  }
  const { PGHOST, PGPORT, PGUSER, PGDATABASE } = copy;
  const pool = new pg.Pool({ host: PGHOST, port: Number(PGPORT), user: PGUSER, database: PGDATABASE });
  const store = postgresStore(pool);
  for (let from = 0; from < shuffled.length; from += 500)
    await store.write(readBodies(shuffled.slice(from, from + 500)).batch);
  await pool.end();
  return copy;
}
