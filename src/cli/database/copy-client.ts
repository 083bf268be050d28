import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool } from 'pg';
import type { PostgresOptions } from '../../store/index.js';

/** A pool, whose clients load many rows at once by COPY. */
export async function withCopy(pool: Pool): Promise<PostgresOptions> {
  // Loaded with the driver, by those who need it.
  const { from } = await import('pg-copy-streams');
  return {
    query: (text, values) => pool.query(text, values),
    async copy(work) {
      const client = await pool.connect();
      try {
        await work({
          query: (text) => client.query(text),
          copyFrom: (text, pieces) => pipeline(Readable.from(pieces), client.query(from(text))),
        });
      } finally {
        client.release();
      }
    },
  };
}
