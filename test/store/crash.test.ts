import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from 'zoom-qss/store';
import { isPostgresMissing, startPostgres } from './postgres-server.js';

/** How often the service is killed. `CRASHES=50` takes some minutes. */
const CRASHES = Number(process.env.CRASHES ?? 5);
const PROGRAM = fileURLToPath(new URL('programs/crash-writer.ts', import.meta.url));
const DEADLINE_MS = 60_000;

let folder: string;
let journal: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zoom-qss-crash-'));
  journal = join(folder, 'journal');
  writeFileSync(journal, '');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const acknowledged = () => readFileSync(journal, 'utf8').split('\n').slice(0, -1);

/** Starts the service and kills it in the middle of its work, again and again. */
async function crash(env: Record<string, string>): Promise<string[]> {
  for (let round = 0; round < CRASHES; round += 1) {
    const before = acknowledged().length;
    const child = fork(PROGRAM, {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, ...env, JOURNAL: journal, ROUND: String(round) },
    });
    const untilMs = Date.now() + DEADLINE_MS;
    // Each round ends at another place of the work.
    while (acknowledged().length < before + 20 + round * 7 && Date.now() < untilMs && child.exitCode === null)
      await wait(1 + (round % 5));
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    const [, signal] = child.exitCode === null ? await ended : [];
    expect(signal).toBe('SIGKILL');
  }
  return acknowledged();
}

describe('a service that is killed while it writes', () => {
  it('has every acknowledged sample in DuckDB', async () => {
    const path = join(folder, 'qss.duckdb');
    const open = async () => {
      const instance = await DuckDBInstance.create(path);
      return { instance, connection: await instance.connect() };
    };
    const created = await open();
    await created.connection.run(tables('duckdb'));
    created.connection.closeSync();
    created.instance.closeSync();
    const ids = await crash({ DATABASE: path });
    const { instance, connection } = await open();
    const rows = (await connection.runAndReadAll('SELECT id FROM qss_samples')).getRowObjectsJS();
    connection.closeSync();
    instance.closeSync();
    const stored = new Set(rows.map(({ id }) => id));
    expect(ids.filter((id) => !stored.has(id))).toEqual([]);
    expect(ids.length).toBeGreaterThan(20 * CRASHES);
  }, 600_000);

  it.skipIf(isPostgresMissing)(
    'has every acknowledged sample in Postgres',
    async () => {
      const server = await startPostgres();
      try {
        const pool = server.pool(2);
        await pool.query(tables('postgres'));
        const ids = await crash({ DATABASE: 'postgres', PORT: String(server.port) });
        const { rows } = await pool.query<{ id: string }>('SELECT id FROM qss_samples');
        await pool.end();
        const stored = new Set(rows.map(({ id }) => id));
        expect(ids.filter((id) => !stored.has(id))).toEqual([]);
        expect(ids.length).toBeGreaterThan(20 * CRASHES);
      } finally {
        await server.stop();
      }
    },
    600_000,
  );
});
