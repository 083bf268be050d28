import { randomBytes } from 'node:crypto';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Batch,
  createWriter,
  duckdbStore,
  type PostgresOptions,
  postgresStore,
  tables,
} from 'zoom-qss/store';
import { withCopy } from '../../src/cli/database/copy-client.js';
import { TABLES } from '../../src/store/columns.js';
import { addColumns } from '../../src/store/migrations.js';
import { arraysOf } from '../../src/store/postgres-array.js';
import { batchWithTexts, dump, mixedBatch, pieces } from './batches.js';
import { isPostgresMissing, type PostgresServer, startPostgres } from './postgres-server.js';

const batch = mixedBatch();

describe.skipIf(isPostgresMissing)('postgresStore', () => {
  let server: PostgresServer;
  let pool: pg.Pool;

  beforeAll(async () => {
    server = await startPostgres();
    pool = server.pool(10);
    await pool.query(tables('postgres'));
  });

  afterAll(async () => {
    await pool?.end();
    await server?.stop();
  });

  beforeEach(async () => {
    await pool.query('TRUNCATE qss_samples, qss_snapshots, qss_issues');
  });

  const rows = async (sql: string) => (await pool.query<Record<string, unknown>>(sql)).rows;

  it('ends in the same tables however the batch is cut, ordered, repeated and sent', async () => {
    await postgresStore(pool).write(batch);
    const whole = await dump(rows);
    expect(whole.samples.length).toBeGreaterThan(1000);
    for (const [options, seed, size] of [
      [await withCopy(pool), 1, 700],
      [pool, 2, 300],
      [await withCopy(pool), 3, 5000],
    ] as const) {
      await pool.query('TRUNCATE qss_samples, qss_snapshots, qss_issues');
      const store = postgresStore(options);
      for (const piece of pieces(batch, { seed, size, copies: 2 })) await store.write(piece);
      expect(await dump(rows)).toEqual(whole);
    }
  });

  it('ends in the same tables when writers overlap, with copy and without', async () => {
    await postgresStore(pool).write(batch);
    const whole = await dump(rows);
    await pool.query('TRUNCATE qss_samples, qss_snapshots, qss_issues');
    const stores = [postgresStore(pool), postgresStore(await withCopy(pool))];
    const writes = pieces(batch, { seed: 4, size: 600, copies: 3 }).map((piece, index) =>
      stores[index % 2]?.write(piece),
    );
    await Promise.all(writes);
    expect(await dump(rows)).toEqual(whole);
  });

  it('changes nothing when a batch comes again: no row gets a new version', async () => {
    const store = postgresStore(pool);
    await store.write(batch);
    const versions = () => rows('SELECT id, xmin::text, ctid::text FROM qss_samples ORDER BY id');
    const before = await versions();
    await store.write(batch);
    expect(await versions()).toEqual(before);
  });

  it('keeps every character of a text in both ways of writing', async () => {
    const [sample] = batch.samples;
    if (sample === undefined) throw new Error('There is no sample.');
    const name = 'tab\t line\n return\r back\\slash \\N quote\' "double" 😀 \u2028 é';
    const named = { ...sample, participant: { ...sample.participant, name } };
    const many = Array.from({ length: 600 }, (_, index) => ({ ...named, id: `${named.id}${index}` }));
    await postgresStore(pool).write({ samples: [named] });
    await postgresStore(await withCopy(pool)).write({ samples: many });
    expect(await rows('SELECT participant_name, count(*)::int FROM qss_samples GROUP BY 1')).toEqual([
      { participant_name: name, count: 601 },
    ]);
  });

  it('hands every text and null over to an array of Postgres unchanged', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', ',', "'", '\n', ' ', 'N') }),
      fc.constantFrom('', ' ', 'NULL', 'null', '{}', '\\N', '\\"', '""'),
    );
    const storable = text.filter((value) => !/[\0\ud800-\udfff]/u.test(value));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(storable), { maxLength: 20 }), async (texts) => {
        const [, array] = arraysOf([['first'], ...texts.map((cell) => [cell])], () => 'key');
        const { rows } = await pool.query('SELECT $1::text[] AS texts', [array]);
        expect(rows).toEqual([{ texts: ['first', ...texts] }]);
      }),
      { numRuns: 300 },
    );
  });

  it('escapes a long text in parts', () => {
    for (const length of [65_535, 65_536, 65_537, 200_000]) {
      const text = `${'x\\"'.repeat(length)}`.slice(0, length);
      expect(arraysOf([[text]], () => 'key')[1] === `{"${text.replaceAll(/["\\]/g, '\\$&')}"}`).toBe(true);
    }
  });

  it('sets to null what the better row does not know, even if no row of its batch knows it', async () => {
    const sample = batch.samples.find(({ latencyMs }) => latencyMs?.avg != null);
    if (sample === undefined) throw new Error('There is no sample with a latency.');
    const bounds = { min: 1, avg: 2, max: 3 };
    const unknown = { bitrateKbps: null, jitterMs: null, lossPercent: null, frameRateFps: null };
    const store = postgresStore(pool);
    await store.write({ samples: [{ ...sample, ...unknown, latencyMs: bounds }] });
    await store.write({
      samples: [{ ...sample, bitrateKbps: bounds, jitterMs: bounds, lossPercent: bounds, latencyMs: null }],
    });
    expect(await rows('SELECT latency_ms_min, latency_ms_avg, jitter_ms_avg FROM qss_samples')).toEqual([
      { latency_ms_min: null, latency_ms_avg: null, jitter_ms_avg: 2 },
    ]);
  });

  it('stores nothing of a batch that fails, and says whether it was the data', async () => {
    await pool.query('ALTER TABLE qss_issues ADD CONSTRAINT short CHECK (length(expected) < 3)');
    for (const store of [postgresStore(pool), postgresStore(await withCopy(pool))]) {
      const failure = await store.write(batch).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: '23514' });
      expect(store.isDataError?.(failure)).toBe(true);
      expect(await rows('SELECT id FROM qss_samples')).toEqual([]);
    }
    await pool.query('ALTER TABLE qss_issues DROP CONSTRAINT short');
    await pool.query('ALTER TABLE qss_issues RENAME TO hidden');
    const failure = await postgresStore(pool)
      .write(batch)
      .catch((error: unknown) => error);
    await pool.query('ALTER TABLE hidden RENAME TO qss_issues');
    expect(postgresStore(pool).isDataError?.(failure)).toBe(false);
  });

  it('stores nothing of a batch in which a record does not fit, with copy and without', async () => {
    const [last] = [...batch.samples].sort((one, other) => (one.id < other.id ? 1 : -1));
    const samples = batch.samples.map((sample) =>
      sample === last ? { ...sample, measuredAtMs: Number.NaN } : sample,
    );
    for (const options of [pool, await withCopy(pool)]) {
      const store = postgresStore(options);
      const failure = await store.write({ samples }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'argument_invalid' });
      expect(await rows('SELECT id FROM qss_samples')).toEqual([]);
      await store.write(batch);
      await pool.query('TRUNCATE qss_samples, qss_snapshots, qss_issues');
    }
  });

  it('ends in the same tables when another writer stores some of the rows before its COPY', async () => {
    await postgresStore(pool).write(batch);
    const whole = await dump(rows);
    await pool.query('TRUNCATE qss_samples, qss_snapshots, qss_issues');
    const options = await withCopy(pool);
    let others = 0;
    const store = postgresStore({
      ...options,
      copy: (work) =>
        options.copy?.((client) =>
          work({
            ...client,
            async copyFrom(text, parts) {
              others += 1;
              await postgresStore(pool).write({ samples: batch.samples.slice(0, 300) });
              await client.copyFrom(text, parts);
            },
          }),
        ) ?? Promise.resolve(),
    });
    await store.write(batch);
    expect(others).toBeGreaterThan(0);
    expect(await dump(rows)).toEqual(whole);
  });

  it('stores a batch by statement once its COPY comes upon a row that is there', async () => {
    const options = await withCopy(pool);
    const sent: string[] = [];
    const store = postgresStore({
      query: (text, values) => {
        sent.push(text);
        return options.query(text, values);
      },
      copy: (work) =>
        options.copy?.((client) =>
          work({
            query: (text) => {
              sent.push(text);
              return client.query(text);
            },
            copyFrom: (text, parts) => {
              sent.push(text);
              return client.copyFrom(text, parts);
            },
          }),
        ) ?? Promise.resolve(),
    });
    await store.write(batch);
    expect(sent.filter((text) => text.startsWith('COPY')).length).toBe(3);
    const whole = await dump(rows);
    const versions = 'SELECT xmin FROM qss_samples UNION ALL SELECT xmin FROM qss_snapshots';
    const before = await rows(versions);
    sent.length = 0;
    await store.write(batch);
    expect(sent.map((text) => text.split(' ')[0])).toEqual(['BEGIN', 'COPY', 'ROLLBACK', 'WITH']);
    expect(await dump(rows)).toEqual(whole);
    expect(await rows(versions)).toEqual(before);
  });

  it('gives a row that Postgres rejects to onPoison, and splits no batch for another error', async () => {
    const [bad] = batch.samples;
    if (bad === undefined) throw new Error('There is no sample.');
    await pool.query(`ALTER TABLE qss_samples ADD CONSTRAINT known CHECK (participant_name <> 'nobody')`);
    const found: unknown[] = [];
    let writes = 0;
    const options = await withCopy(pool);
    const query: PostgresOptions['query'] = (text, values) => {
      writes += 1;
      return options.query(text, values);
    };
    const writer = createWriter(postgresStore({ ...options, query }), {
      onPoison: ({ record }) => void found.push(record),
    });
    const poison = { ...bad, participant: { ...bad.participant, name: 'nobody' } };
    await Promise.all([
      writer.write({ samples: [poison] }),
      writer.write({ ...batch, samples: batch.samples.slice(1) }),
    ]);
    await pool.query('ALTER TABLE qss_samples DROP CONSTRAINT known');
    expect(found).toEqual([poison]);
    const ids = new Set(batch.samples.slice(1).map(({ id }) => id));
    expect((await rows('SELECT id FROM qss_samples')).length).toBe(ids.size);
    writes = 0;
    await pool.query('ALTER TABLE qss_samples RENAME TO hidden');
    await expect(writer.write({ samples: batch.samples.slice(0, 50) })).rejects.toMatchObject({
      code: '42P01',
    });
    await pool.query('ALTER TABLE hidden RENAME TO qss_samples');
    expect(writes).toBe(1);
  });

  it('stores texts of any length, with copy and without', async () => {
    const long = randomBytes(9_000).toString('base64');
    const records = batchWithTexts(long);
    for (const options of [pool, await withCopy(pool)]) {
      await postgresStore(options).write(records);
      const [{ texts } = {}] = await rows(
        `SELECT count(*)::int AS texts FROM qss_samples WHERE conference_uuid = '${long}'`,
      );
      expect(texts).toBe(records.samples.length);
      await pool.query('TRUNCATE qss_samples, qss_snapshots, qss_issues');
    }
  });

  it('sends more text than one statement should hold in several, each row once', async () => {
    const sizes: number[] = [];
    const store = postgresStore({
      query: (text, values) => {
        sizes.push(values.reduce((sum, { length }) => sum + length, 0));
        return pool.query(text, values);
      },
    });
    const records = batchWithTexts('long text '.repeat(5_000));
    await store.write(records);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(2 ** 27);
    const [{ samples } = {}] = await rows('SELECT count(*)::int AS samples FROM qss_samples');
    const [{ issues } = {}] = await rows('SELECT count(*)::int AS issues FROM qss_issues');
    expect([samples, issues]).toEqual([records.samples.length, records.issues.length]);
  });

  it('counts a text that is too long for an index of the user as an error of data', async () => {
    const [bad, ...others] = batch.samples.slice(0, 20);
    if (bad === undefined) throw new Error('There is no sample.');
    await pool.query('CREATE INDEX own ON qss_samples (participant_name)');
    const name = randomBytes(6_000).toString('base64');
    const poison = { ...bad, participant: { ...bad.participant, name } };
    const found: unknown[] = [];
    const writer = createWriter(postgresStore(pool), { onPoison: ({ record }) => void found.push(record) });
    await Promise.all([writer.write({ samples: [poison] }), writer.write({ samples: others })]);
    await pool.query('DROP INDEX own');
    expect(found).toEqual([poison]);
    expect((await rows('SELECT id FROM qss_samples')).length).toBe(new Set(others.map(({ id }) => id)).size);
  });

  it('creates tables once, and adds a column that an older version lacks', async () => {
    await pool.query('ALTER TABLE qss_samples DROP COLUMN mos');
    await pool.query(tables('postgres').replaceAll(/^COMMENT .*\n/gm, ''));
    const added = TABLES.samples.columns.filter(({ name }) => name === 'mos');
    await pool.query(addColumns('postgres', TABLES.samples, added));
    await postgresStore(pool).write(batch);
    const [{ mos } = {}] = await rows('SELECT count(mos)::int AS mos FROM qss_samples');
    expect(mos).toBeGreaterThan(0);
  });

  it('ends in the same tables as DuckDB', async () => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
    const connection = await instance.connect();
    await connection.run(tables('duckdb'));
    await duckdbStore(connection).write(batch);
    await postgresStore(pool).write(batch);
    const inDuckDB = await dump(async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS());
    connection.closeSync();
    instance.closeSync();
    expect(await dump(rows)).toEqual(inDuckDB);
  });

  it('loses nothing that it acknowledged when the server crashes under load', async () => {
    await postgresStore(pool).write(batch);
    const whole = await dump(rows);
    await pool.query('TRUNCATE qss_samples, qss_snapshots, qss_issues');
    const writer = createWriter(postgresStore(await withCopy(pool)), { maxRows: 400 });
    const cut = pieces(batch, { seed: 5, size: 40 });
    // Each sender does what Zoom does: what is rejected comes again.
    let rejected = 0;
    let acknowledged = 0;
    const acknowledgedIds = new Set<string>();
    const send = async (piece: Batch) => {
      for (;;)
        try {
          await writer.write(piece);
          acknowledged += 1;
          for (const { id } of piece.samples) acknowledgedIds.add(id);
          return;
        } catch {
          rejected += 1;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
    };
    const sent = cut.map(send);
    while (acknowledged < cut.length / 4) await new Promise((resolve) => setTimeout(resolve, 1));
    await server.crash();
    const before = new Set(acknowledgedIds);
    while (rejected === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await server.restart();
    const stored = new Set((await rows('SELECT id FROM qss_samples')).map(({ id }) => id));
    expect([...before].filter((id) => !stored.has(id))).toEqual([]);
    await Promise.all(sent);
    expect(await dump(rows)).toEqual(whole);
    await writer.close();
  });

  it('has a key of 16 bytes for ids of any length', async () => {
    await postgresStore(pool).write(batch);
    expect(await rows(`SELECT DISTINCT pg_column_size(id_hash) AS bytes FROM qss_samples`)).toEqual([
      { bytes: 16 },
    ]);
    const [{ text, hashed } = {}] = await rows(
      `SELECT count(DISTINCT id)::int AS text, count(DISTINCT id_hash)::int AS hashed FROM qss_samples`,
    );
    expect(hashed).toBe(text);
  });
});

it('rejects options without a query', () => {
  // @ts-expect-error a URL is no connection
  expect(() => postgresStore('postgres://localhost')).toThrow('options');
  // @ts-expect-error query is missing
  expect(() => postgresStore({})).toThrow('options.query');
});
