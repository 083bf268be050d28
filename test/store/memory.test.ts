import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { tables } from 'zoom-qss/store';
import { isPostgresMissing, startPostgres } from './postgres-server.js';

/** `BULK_ROWS=1000000` takes some minutes. */
const ROWS = Number(process.env.BULK_ROWS ?? 30_000);
const PROGRAM = fileURLToPath(new URL('programs/bulk-writer.ts', import.meta.url));
const MOST_BYTES = 300e6;
const DEADLINE_MS = 600_000;

interface Memory {
  /** The most that the process took, in bytes. */
  readonly all: number;
  /** The most that was JavaScript's. */
  readonly script: number;
}

async function memoryToWrite(env: Record<string, string>): Promise<Memory> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', PROGRAM], {
    env: { ...process.env, ...env, ROWS: String(ROWS) },
    timeout: DEADLINE_MS,
  });
  if (process.env.BULK_ROWS !== undefined) console.log(`${ROWS} rows: ${stdout}`);
  // The program prints this.
  return JSON.parse(stdout) as Memory;
}

describe('a process that writes many rows', () => {
  it.skipIf(isPostgresMissing)(
    'takes less than 300 MB with Postgres',
    async () => {
      const server = await startPostgres();
      const pool = server.pool(1);
      await pool.query(tables('postgres'));
      const { all } = await memoryToWrite({ DATABASE: 'postgres', PORT: String(server.port) });
      expect(all).toBeLessThan(MOST_BYTES);
      const { rows } = await pool.query<{ count: string }>('SELECT count(*) FROM qss_samples');
      expect(Number(rows[0]?.count)).toBeGreaterThanOrEqual(ROWS);
      await pool.end();
      await server.stop();
    },
    DEADLINE_MS,
  );

  it(
    'takes less than 300 MB beside what DuckDB takes',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'zoom-qss-memory-'));
      const path = join(folder, 'qss.duckdb');
      const instance = await DuckDBInstance.create(path);
      const connection = await instance.connect();
      await connection.run(tables('duckdb'));
      connection.closeSync();
      instance.closeSync();
      const { script } = await memoryToWrite({ DATABASE: path });
      expect(script).toBeLessThan(MOST_BYTES);
      rmSync(folder, { recursive: true, force: true });
    },
    DEADLINE_MS,
  );
});
