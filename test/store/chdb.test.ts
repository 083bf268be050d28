import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { duckdbStore, migrations, tables } from 'zoom-qss/store';
import { TABLE_NAMES, TABLES, type TableName } from '../../src/store/columns.js';
import { addColumns } from '../../src/store/migrations.js';
import { dump, mixedBatch, pieces } from './batches.js';
import { openChdb } from './chdb.js';
import type { Engine } from './engines.js';

const batch = mixedBatch();

describe('clickhouseStore on ClickHouse', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await openChdb();
    await engine.run(tables('clickhouse'));
  });
  afterAll(() => engine?.close());
  beforeEach(async () => {
    for (const name of TABLE_NAMES) await engine.run(`TRUNCATE TABLE ${TABLES[name].name}`);
  });

  it('ends in the tables of DuckDB however the batch is cut, ordered and repeated', async () => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
    const connection = await instance.connect();
    await connection.run(tables('duckdb'));
    await duckdbStore(connection).write(batch);
    const inDuckDB = await dump(async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS());
    connection.closeSync();
    instance.closeSync();
    for (const options of [
      { seed: 1, size: 300, copies: 2 },
      { seed: 2, size: 5000, copies: 3 },
    ]) {
      for (const piece of pieces(batch, options)) await engine.store.write(piece);
      expect(await dumpFinal()).toEqual(inDuckDB);
    }
  });

  it('rejects a row that ClickHouse cannot parse as an error of data', async () => {
    const [sample] = batch.samples;
    if (sample === undefined) throw new Error('There is no sample.');
    await engine.run(
      `ALTER TABLE qss_samples ADD CONSTRAINT named CHECK participant_name IS NULL OR participant_name != 'nobody'`,
    );
    const participant = { ...sample.participant, name: 'nobody' };
    const failure = await engine.store
      .write({ samples: [{ ...sample, participant }] })
      .catch((error: unknown) => error);
    await engine.run('ALTER TABLE qss_samples DROP CONSTRAINT named');
    expect(failure).toMatchObject({ code: 'database_refused', databaseCode: 469 });
    expect(engine.store.isDataError?.(failure)).toBe(true);
  });

  it('adds a column that an older version lacks', async () => {
    expect(migrations('clickhouse', 1)).toBe('');
    await engine.run('ALTER TABLE qss_samples DROP COLUMN mos');
    const added = TABLES.samples.columns.filter(({ name }) => name === 'mos');
    await engine.run(addColumns('clickhouse', TABLES.samples, added));
    await engine.store.write(batch);
    const [{ mos } = {}] = await engine.rows('SELECT count(mos) AS mos FROM qss_samples');
    expect(Number(mos)).toBeGreaterThan(0);
  });

  /** The rows as a reader sees them: `FINAL` shows of each id the row that stays. */
  function dumpFinal(): Promise<Record<TableName, string[]>> {
    return dump((sql) => engine.rows(`${sql} FINAL`));
  }
});
