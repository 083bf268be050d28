/**
 * Writes many rows through a writer, and says on standard output how many bytes of memory the process took at most, and how many
 * of them are JavaScript's. DuckDB runs in this process and has its own.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { mixedEvent } from '../../../bench/traffic.js';
import { withCopy } from '../../../src/cli/database/copy-client.js';
import { type QosSample, type QosSummaryEvent, toSamples } from '../../../src/index.js';
import { createWriter, duckdbStore, postgresStore, type Store } from '../../../src/store/index.js';

const { DATABASE = '', PORT, ROWS } = process.env;
const BATCH_ROWS = 5_000;

async function openStore(): Promise<Store> {
  if (PORT !== undefined) {
    const pool = new pg.Pool({ host: '127.0.0.1', port: Number(PORT), user: 'qss', database: DATABASE });
    return postgresStore(await withCopy(pool));
  }
  // It keeps the index of ids in memory: 600,000 rows need more than 100 MB.
  const instance = await DuckDBInstance.create(DATABASE, { threads: '1', memory_limit: '250MB' });
  return duckdbStore(await instance.connect());
}

const writer = createWriter(await openStore());
let rows = 0;
let script = 0;
let samples: QosSample[] = [];
for (let variant = 0; rows < Number(ROWS); variant += 1) {
  // It makes events of this kind and of live readings.
  samples.push(...toSamples(mixedEvent(variant) as QosSummaryEvent).samples);
  if (samples.length < BATCH_ROWS) continue;
  rows += samples.length;
  await writer.write({ samples });
  samples = [];
  const { heapTotal, external } = process.memoryUsage();
  script = Math.max(script, heapTotal + external);
}
await writer.close();
console.log(JSON.stringify({ all: process.resourceUsage().maxRSS * 1024, script }));
process.exit();
