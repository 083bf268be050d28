import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWriter, duckdbStore, tables } from 'zoom-qss/store';
import { TABLES } from '../../src/store/columns.js';
import { addColumns } from '../../src/store/migrations.js';
import { batchWithTexts, dump, mixedBatch, pieces } from './batches.js';

const batch = mixedBatch();
let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeEach(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  connection = await instance.connect();
  await connection.run(tables('duckdb'));
});

afterEach(() => {
  connection.closeSync();
  instance.closeSync();
});

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}

describe('duckdbStore', () => {
  it('ends in the same tables however the batch is cut, ordered and repeated', async () => {
    const store = duckdbStore(connection);
    await store.write(batch);
    const whole = await dump(rows);
    expect(whole.samples.length).toBeGreaterThan(1000);
    expect(whole.snapshots.length).toBeGreaterThan(10);
    expect(whole.issues.length).toBeGreaterThan(0);
    for (const options of [
      { seed: 1, size: 300, copies: 2 },
      { seed: 2, size: 700, copies: 3 },
    ]) {
      await connection.run('TRUNCATE qss_samples; TRUNCATE qss_snapshots; TRUNCATE qss_issues');
      for (const piece of pieces(batch, options)) await store.write(piece);
      expect(await dump(rows)).toEqual(whole);
    }
  });

  it('keeps the row that knows more', async () => {
    const store = duckdbStore(connection);
    const sample = batch.samples.find(({ latencyMs }) => latencyMs?.avg != null);
    if (sample === undefined) throw new Error('No sample has a latency.');
    const latency = async () => (await rows('SELECT latency_ms_avg FROM qss_samples'))[0]?.latency_ms_avg;
    await store.write({ samples: [{ ...sample, latencyMs: null }] });
    expect(await latency()).toBeNull();
    await store.write({ samples: [sample] });
    await store.write({ samples: [{ ...sample, latencyMs: null }] });
    expect(await latency()).toBe(sample.latencyMs?.avg);
  });

  it('writes in order when writes overlap', async () => {
    const store = duckdbStore(connection);
    const cut = pieces(batch, { seed: 3, size: 500 });
    await Promise.all(cut.map((piece) => store.write(piece)));
    const overlapping = await dump(rows);
    await store.write(batch);
    expect(await dump(rows)).toEqual(overlapping);
  });

  it('ends in the same tables when two connections write the same rows, and takes none for poison', async () => {
    await duckdbStore(connection).write(batch);
    const whole = await dump(rows);
    await connection.run('TRUNCATE qss_samples; TRUNCATE qss_snapshots; TRUNCATE qss_issues');
    const other = await instance.connect();
    const found: unknown[] = [];
    const writers = [connection, other].map((each) =>
      createWriter(duckdbStore(each), { maxRows: 700, onPoison: ({ record }) => void found.push(record) }),
    );
    await Promise.all(
      writers.flatMap((writer, seed) =>
        pieces(batch, { seed, size: 100 }).map((piece) => writer.write(piece)),
      ),
    );
    other.closeSync();
    expect(found).toEqual([]);
    expect(await dump(rows)).toEqual(whole);
  });

  it('gives up after some conflicts, which are no error of data', async () => {
    const conflict = new Error('Constraint Error: Duplicate key "id: a\nb" violates primary key constraint.');
    let tries = 0;
    const nothing = () => {};
    const store = duckdbStore({
      run: async (sql) => {
        if (sql !== 'COMMIT') return;
        tries += 1;
        throw conflict;
      },
      createAppender: async () => ({
        appendNull: nothing,
        appendVarchar: nothing,
        appendBigInt: nothing,
        appendDouble: nothing,
        appendBoolean: nothing,
        endRow: nothing,
        closeSync: nothing,
      }),
    });
    vi.useFakeTimers();
    try {
      const failure = store.write({ samples: batch.samples.slice(0, 1) }).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await failure).toBe(conflict);
    } finally {
      vi.useRealTimers();
    }
    expect(tries).toBe(12);
    expect(store.isDataError?.(conflict)).toBe(false);
    const own = 'Constraint Error: Duplicate key "mail: x" violates unique constraint.';
    expect(store.isDataError?.(new Error(own))).toBe(true);
  });

  it('stores nothing of a batch that fails, and goes on with the next', async () => {
    const store = duckdbStore(connection);
    const [sample, other] = batch.samples;
    if (sample === undefined || other === undefined) throw new Error('Too few samples.');
    const bad = { ...other, measuredAtMs: 1e300 };
    const failure = await store.write({ samples: [sample, bad] }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(await rows('SELECT id FROM qss_samples')).toEqual([]);
    await store.write({ samples: [sample] });
    expect(await rows('SELECT id FROM qss_samples')).toEqual([{ id: sample.id }]);
  });

  it('stores texts of any length', async () => {
    const records = batchWithTexts('é😀|%'.repeat(3_000));
    await duckdbStore(connection).write(records);
    expect(await rows('SELECT DISTINCT length(conference_uuid)::INT AS length FROM qss_samples')).toEqual([
      { length: 12_000 },
    ]);
  });

  it('says that no table is there, which is no error of data', async () => {
    const store = duckdbStore(connection);
    await connection.run('DROP TABLE qss_issues');
    const failure = await store.write(batch).catch((error: unknown) => error);
    expect(String(failure)).toContain('qss_issues');
    expect(store.isDataError?.(failure)).toBe(false);
  });

  it('adds a column that an older version lacks', async () => {
    await connection.run('ALTER TABLE qss_samples DROP COLUMN mos');
    const added = TABLES.samples.columns.filter(({ name }) => name === 'mos');
    await connection.run(addColumns('duckdb', TABLES.samples, added));
    await duckdbStore(connection).write(batch);
    expect(await rows('SELECT count(mos)::INT > 0 AS found FROM qss_samples')).toEqual([{ found: true }]);
  });

  it('rejects anything but a connection or a batch', async () => {
    // @ts-expect-error a path is no connection
    expect(() => duckdbStore('qss.duckdb')).toThrow('connection');
    // @ts-expect-error a list of samples is no batch
    await expect(duckdbStore(connection).write({ samples: 'all' })).rejects.toThrow('batch');
  });
});

it('refuses an instance in place of its connection', () => {
  for (const wrong of [{}, instance])
    expect(() => duckdbStore(wrong as never)).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument: 'connection' }),
    );
});
