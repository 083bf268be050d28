/**
 * Times the stores against what their databases can do with the same rows, in the same tables, with the same keys and indexes.
 * Both sides commit after every 5,000 rows, with the durability that the database has by default.
 *
 * The peers have less to do: their rows were made and encoded before. So these are limits that no store reaches.
 *
 * - Postgres: COPY in text format, as `COPY qss_samples FROM STDIN` takes it, from pieces that are in memory.
 * - DuckDB: `COPY qss_samples FROM 'rows.parquet'`.
 * - Group commit: 50 handlers that store each event by one INSERT of its rows, in a transaction of its own: in Postgres over ten
 *   connections, in DuckDB over one. Postgres commits transactions of several connections with one sync itself, so another row has
 *   one connection on both sides.
 */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBValue,
} from '@duckdb/node-api';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { withCopy } from '../src/cli/database/copy-client.js';
import { isQosEvent, isQosSummaryEvent, parseEvent, type QosSample, toSamples } from '../src/index.js';
import { TABLES } from '../src/store/columns.js';
import {
  createWriter,
  duckdbStore,
  type PartialBatch,
  postgresStore,
  type Store,
  tables,
} from '../src/store/index.js';
import { keyedColumns } from '../src/store/postgres-statement.js';
import { recordsOf, rowsIn } from '../src/store/rows.js';
import { isPostgresMissing, startPostgres } from '../test/store/postgres-server.js';
import { median, type Row, ratioInTurns } from './harness.js';
import { mixedEvent } from './traffic.js';

const ROWS = 20_000;
const BATCH_ROWS = 5_000;
const HANDLERS = 50;
const CONNECTIONS = 10;
const EVENTS = 2_000;
/** Each takes DuckDB some 8 ms. */
const EVENTS_OF_DUCKDB = 300;
/** A pair of rounds takes a second. */
const MOST_ROUNDS = 9;

const events = Array.from({ length: ROWS / 5 }, (_, variant) => samplesOf(variant));
const samples = events.flat().slice(0, ROWS);
const batches = Array.from({ length: ROWS / BATCH_ROWS }, (_, place) => ({
  samples: samples.slice(place * BATCH_ROWS, (place + 1) * BATCH_ROWS),
}));

function samplesOf(variant: number): readonly QosSample[] {
  const event = parseEvent(JSON.stringify(mixedEvent(variant)));
  if (isQosEvent(event) || isQosSummaryEvent(event)) return toSamples(event).samples;
  throw new Error('parseEvent returned another event.');
}

const folder = mkdtempSync(join(tmpdir(), 'zoom-qss-bench-'));
const closers: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];

export async function close(): Promise<void> {
  for (const end of closers.reverse()) await end();
}

export async function rows(): Promise<Row[]> {
  return [
    { name: 'store: fsync of a page here', unit: 'µs', measure: ({ rounds }) => fsyncMicroseconds(rounds) },
    ...(await duckdbRows()),
    ...(isPostgresMissing ? [] : await postgresRows()),
  ];
}

interface Side {
  /** Empties the table; it is not timed. */
  readonly before: () => Promise<unknown>;
  readonly work: () => Promise<unknown>;
}

/** How long the subject takes, as a multiple of the peer's time. Rounds alternate. */
function wallRatio(subject: Side, peer: Side): Row['measure'] {
  return async ({ rounds }) => {
    // The first pair warms up.
    await timeOf(subject);
    await timeOf(peer);
    return ratioInTurns(
      () => timeOf(subject),
      () => timeOf(peer),
      Math.min(rounds, MOST_ROUNDS),
    );
  };
}

/** Rows a second, of which limits say nothing: it depends on the machine. */
function rate(side: Side, count: number): Row['measure'] {
  return async ({ rounds }) => {
    const times: number[] = [];
    while (times.length < Math.min(rounds, MOST_ROUNDS)) times.push(await timeOf(side));
    return (count / median(times)) * 1000;
  };
}

async function timeOf({ before, work }: Side): Promise<number> {
  await before();
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function writeAll(store: Store): Promise<void> {
  for (const batch of batches) await store.write(batch);
}

async function duckdbRows(): Promise<Row[]> {
  const instance = await DuckDBInstance.create(join(folder, 'qss.duckdb'));
  const connection = await instance.connect();
  closers.push(
    () => instance.closeSync(),
    () => connection.closeSync(),
  );
  await connection.run(tables('duckdb'));
  const before = async () => {
    await connection.run('TRUNCATE qss_samples');
    await connection.run('CHECKPOINT');
  };
  const subject = { before, work: () => writeAll(duckdbStore(connection)) };
  await subject.work();
  const files = batches.map((_, place) => join(folder, `${place}.parquet`));
  for (const [place, file] of files.entries())
    await connection.run(
      `COPY (SELECT * FROM qss_samples ORDER BY rowid LIMIT ${BATCH_ROWS} OFFSET ${place * BATCH_ROWS}) TO '${file}'`,
    );
  const peer = {
    before,
    work: async () => {
      for (const file of files) await connection.run(`COPY qss_samples FROM '${file}'`);
    },
  };
  const grouped = { before, work: groupCommit(duckdbStore(connection), EVENTS_OF_DUCKDB) };
  return [
    {
      name: 'duckdbStore over its COPY from Parquet with key',
      limit: 1 / 0.2,
      aim: 1 / 0.35,
      measure: wallRatio(subject, peer),
    },
    { name: 'duckdbStore, rows a second', unit: '/s', measure: rate(subject, ROWS) },
    {
      name: 'DuckDB: group commit of 50 handlers over one INSERT an event',
      limit: 1 / 10,
      measure: wallRatio(grouped, { before, work: await insertEachIntoDuckDB(connection) }),
    },
    {
      name: 'DuckDB: group commit of 50 handlers, events a second',
      unit: '/s',
      measure: rate(grouped, EVENTS_OF_DUCKDB),
    },
  ];
}

/** A connection runs one statement at a time, and the inserts of several wait for each other's commits. */
async function insertEachIntoDuckDB(connection: DuckDBConnection): Promise<() => Promise<void>> {
  const names = TABLES.samples.columns.map(({ name }) => name);
  const rows = events.slice(0, EVENTS_OF_DUCKDB).map(rowsOf);
  const statements = new Map<number, DuckDBPreparedStatement>();
  const row = `(${names.map(() => '?').join()})`;
  for (const { length } of rows) {
    const text = `INSERT INTO qss_samples (${names.join()}) VALUES ${Array(length).fill(row).join()} ON CONFLICT DO NOTHING`;
    if (!statements.has(length)) statements.set(length, await connection.prepare(text));
  }
  let last: Promise<unknown> = Promise.resolve();
  return () =>
    handle((_, place) => {
      last = last.then(() => {
        const event = rows[place] as readonly (readonly DuckDBValue[])[];
        const statement = statements.get(event.length) as DuckDBPreparedStatement;
        statement.bind(event.flat());
        return statement.run();
      });
      return last;
    }, EVENTS_OF_DUCKDB);
}

async function postgresRows(): Promise<Row[]> {
  const server = await startPostgres();
  const pool = server.pool(CONNECTIONS);
  const narrowPool = server.pool(1);
  const client = await pool.connect();
  closers.push(
    server.stop,
    () => narrowPool.end(),
    () => pool.end(),
    () => client.release(),
  );
  await client.query(tables('postgres'));
  const before = async () => {
    await client.query('TRUNCATE qss_samples');
    await client.query('CHECKPOINT');
  };
  const loading = postgresStore(await withCopy(pool));
  const copying = { before, work: () => writeAll(loading) };
  const byStatement = { before, work: () => writeAll(postgresStore(pool)) };
  await copying.work();
  const encoded = await encodedBatches(client);
  const plainCopy = {
    before,
    work: async () => {
      for (const pieces of encoded) await pipeline(Readable.from(pieces), client.query(copyFrom(COPY_TEXT)));
    },
  };
  const grouped = { before, work: groupCommit(postgresStore(await withCopy(pool))) };
  const narrowGrouped = { before, work: groupCommit(postgresStore(await withCopy(narrowPool))) };
  const inserts = events.map(insertOf);
  const single = { before, work: insertEach(pool, inserts) };
  const narrowSingle = { before, work: insertEach(narrowPool, inserts) };
  return [
    {
      name: 'postgresStore with copy over a plain COPY',
      limit: 1 / 0.75,
      measure: wallRatio(copying, plainCopy),
    },
    {
      name: 'postgresStore with one statement over a plain COPY',
      limit: 1 / 0.4,
      measure: wallRatio(byStatement, plainCopy),
    },
    {
      name: 'Postgres: group commit of 50 handlers over one INSERT an event',
      limit: 1 / 10,
      measure: wallRatio(grouped, single),
    },
    {
      name: 'the same with one connection on both sides',
      measure: wallRatio(narrowGrouped, narrowSingle),
    },
    { name: 'plain COPY, rows a second', unit: '/s', measure: rate(plainCopy, ROWS) },
    { name: 'postgresStore with copy, rows a second', unit: '/s', measure: rate(copying, ROWS) },
    { name: 'postgresStore with one statement, rows a second', unit: '/s', measure: rate(byStatement, ROWS) },
    { name: 'group commit of 50 handlers, events a second', unit: '/s', measure: rate(grouped, EVENTS) },
    {
      name: 'one INSERT an event of 50 handlers, events a second',
      unit: '/s',
      measure: rate(single, EVENTS),
    },
  ];
}

const COPY_TEXT = `COPY qss_samples (${keyedColumns(TABLES.samples).join(', ')}) FROM STDIN`;

/** What the table holds as text that COPY takes, in pieces of 64 kB; a list for each batch. */
async function encodedBatches(client: pg.PoolClient): Promise<Buffer[][]> {
  const encoded: Buffer[][] = [];
  for (const { samples } of batches) {
    const { rows } = await client.query<Record<string, string>>(
      `SELECT line FROM (SELECT id, ${keyedColumns(TABLES.samples)
        .map((name) => `coalesce(replace(${name}::text, '\\', '\\\\'), '\\N')`)
        .join(
          ` || E'\\t' || `,
        )} AS line FROM qss_samples) AS lines WHERE id = ANY($1) ORDER BY id COLLATE "C"`,
      [samples.map(({ id }) => id)],
    );
    const bytes = Buffer.from(rows.map(({ line }) => `${line}\n`).join(''));
    const pieces: Buffer[] = [];
    for (let from = 0; from < bytes.length; from += 65_536) pieces.push(bytes.subarray(from, from + 65_536));
    encoded.push(pieces);
  }
  return encoded;
}

function groupCommit(store: Store, count = EVENTS): () => Promise<void> {
  const writer = createWriter(store);
  return () => handle((batch) => writer.write(batch), count);
}

function insertEach(pool: pg.Pool, inserts: readonly pg.QueryConfig[]): () => Promise<void> {
  // There is one for each event.
  return () => handle((_, place) => pool.query(inserts[place] as pg.QueryConfig));
}

/** Handlers store events, each one after another. */
async function handle(
  write: (batch: PartialBatch, place: number) => Promise<unknown>,
  count = EVENTS,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: HANDLERS }, async () => {
      while (next < count) {
        const place = next;
        next += 1;
        // There are more events.
        await write({ samples: events[place] as readonly QosSample[] }, place);
      }
    }),
  );
}

/** The statement that stores the rows of an event, which the server parses and plans once for each number of rows. */
function insertOf(event: readonly QosSample[]): pg.QueryConfig {
  const names = keyedColumns(TABLES.samples);
  const cells = rowsOf(event).map((row) => [hashOf(row[0] as string), ...row]);
  const places = cells.map(
    (row, index) => `(${row.map((_, place) => `$${index * row.length + place + 1}`).join()})`,
  );
  return {
    name: `insert ${cells.length}`,
    text: `INSERT INTO qss_samples (${names.join()}) VALUES ${places.join()} ON CONFLICT DO NOTHING`,
    values: cells.flat(),
  };
}

function rowsOf(samples: readonly QosSample[]) {
  return [...rowsIn(recordsOf({ samples }).samples)];
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 32);
}

/** How long it takes until a page is on the disk, as each commit waits for. */
function fsyncMicroseconds(rounds: number): number {
  const file = openSync(join(folder, 'page'), 'w');
  const page = Buffer.alloc(8192);
  const times = Array.from({ length: rounds * 10 }, () => {
    const start = performance.now();
    writeSync(file, page, 0, page.length, 0);
    fsyncSync(file);
    return (performance.now() - start) * 1000;
  });
  closeSync(file);
  return median(times);
}
