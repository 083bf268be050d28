/**
 * A service that is made to be killed: it writes samples from many handlers at once, and appends the id of each to a journal
 * once it is acknowledged.
 */
import { appendFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { createWriter, duckdbStore, postgresStore, type Store } from '../../../src/store/index.js';
import { sampleOf } from '../../quality/samples.js';

const { DATABASE = '', PORT, JOURNAL = '', ROUND = '' } = process.env;
const HANDLERS = 20;

async function openStore(): Promise<Store> {
  if (PORT === undefined) return duckdbStore(await (await DuckDBInstance.create(DATABASE)).connect());
  return postgresStore(
    new pg.Pool({ host: '127.0.0.1', port: Number(PORT), user: 'qss', database: DATABASE }),
  );
}

const writer = createWriter(await openStore(), { maxWaitMs: 2 });
let count = 0;
await Promise.all(
  Array.from({ length: HANDLERS }, async () => {
    for (;;) {
      count += 1;
      const id = `${ROUND}-${count}`;
      await writer.write({ samples: [{ ...sampleOf({}), id }] });
      appendFileSync(JOURNAL, `${id}\n`);
    }
  }),
);
