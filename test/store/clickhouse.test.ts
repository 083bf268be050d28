import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clickhouseStore, createWriter, type PoisonRecord, StoreError, tables } from 'zoom-qss/store';
import { TABLES } from '../../src/store/columns.js';
import { batchWithTexts, mixedBatch, pieces } from './batches.js';

const batch = mixedBatch(1);
/** Text in a row of this id is what the stub cannot parse. */
const BAD = 'bad id';

interface Received {
  readonly table: string;
  readonly request: Pick<IncomingMessage, 'method' | 'headers'>;
  readonly settings: URLSearchParams;
  readonly rows: Record<string, unknown>[];
}

/** As much of ClickHouse's HTTP interface as the store uses: it takes rows, and answers with its codes. */
let server: Server;
let url: string;
let received: Received[];
let failure: { status: number; code?: string } | undefined;

beforeEach(async () => {
  received = [];
  failure = undefined;
  server = createServer(async (request, response) => {
    const { searchParams: settings } = new URL(request.url ?? '', 'http://localhost');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const rows = Buffer.concat(chunks)
      .toString()
      .split('\n')
      .map((line) => JSON.parse(line));
    const [, table = ''] = /^INSERT INTO (\w+) FORMAT JSONEachRow$/.exec(settings.get('query') ?? '') ?? [];
    const refused =
      failure ?? (rows.some(({ id }) => String(id).includes(BAD)) ? { status: 400, code: '27' } : undefined);
    if (refused === undefined) {
      received.push({ table, request, settings, rows });
      response.end();
    } else {
      if (refused.code !== undefined) response.setHeader('x-clickhouse-exception-code', refused.code);
      response.writeHead(refused.status).end(`Cannot parse input: ${JSON.stringify(rows[0])}`);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has such an address.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/?max_memory_usage=1000000000`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** The rows that ReplacingMergeTree keeps of all that were inserted. */
function kept(): Record<string, unknown>[][] {
  return Object.values(TABLES).map(({ name }) => {
    const byId = new Map<unknown, Record<string, unknown>>();
    for (const row of received.filter(({ table }) => table === name).flatMap(({ rows }) => rows)) {
      const before = byId.get(row.id);
      if (before === undefined || Number(row.row_rank) >= Number(before.row_rank)) byId.set(row.id, row);
    }
    return [...byId.values()].sort((one, other) => (String(one.id) < String(other.id) ? -1 : 1));
  });
}

describe('clickhouseStore', () => {
  it('sends the rows of each table as JSON lines, and waits for the answer', async () => {
    await clickhouseStore({ url, username: 'qss', password: 'secret', database: 'quality' }).write(batch);
    expect(received.map(({ table }) => table)).toEqual(['qss_samples', 'qss_snapshots', 'qss_issues']);
    const [{ request, settings, rows } = {}] = received;
    expect(request?.method).toBe('POST');
    expect(request?.headers).toMatchObject({
      'x-clickhouse-user': 'qss',
      'x-clickhouse-key': 'secret',
      'x-clickhouse-database': 'quality',
    });
    expect(settings?.get('max_memory_usage')).toBe('1000000000');
    expect(settings?.get('async_insert')).toBe('0');
    const names = TABLES.samples.columns.map(({ name }) => name);
    for (const row of rows ?? []) expect(names).toEqual(expect.arrayContaining(Object.keys(row)));
    expect(rows?.length).toBeGreaterThan(100);
  });

  it('ends in the same rows however the batch is cut, ordered and repeated', async () => {
    await clickhouseStore({ url }).write(batch);
    const whole = kept();
    received = [];
    for (const piece of pieces(batch, { seed: 1, size: 100, copies: 2 }))
      await clickhouseStore({ url }).write(piece);
    expect(kept()).toEqual(whole);
  });

  it('says what ClickHouse answered, without the rows that it quotes', async () => {
    const store = clickhouseStore({ url });
    failure = { status: 500, code: '241' };
    const full = await store.write(batch).catch((error: unknown) => error);
    expect(full).toBeInstanceOf(StoreError);
    expect(full).toMatchObject({ code: 'database_refused', status: 500, databaseCode: 241 });
    expect(store.isDataError?.(full)).toBe(false);
    failure = { status: 400, code: '117' };
    const data = await store.write(batch).catch((error: unknown) => error);
    expect(store.isDataError?.(data)).toBe(true);
    expect(String(data)).not.toContain(batch.samples[0]?.id);
    for (const proxied of [{ status: 503 }, { status: 503, code: 'none' }]) {
      failure = proxied;
      const error = await store.write(batch).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ status: 503, databaseCode: undefined });
      expect(String(error)).not.toMatch(/NaN|none/);
    }
  });

  it('sends more text than one request should hold in several, each row once', async () => {
    const records = batchWithTexts('long text '.repeat(5_000));
    const ids: string[] = [];
    const sizes: number[] = [];
    const store = clickhouseStore({
      url,
      fetch: async (_, { body }) => {
        sizes.push(body.length);
        ids.push(...body.split('\n').map((line) => JSON.parse(line).id));
        return { status: 200, headers: new Headers(), text: async () => '' };
      },
    });
    await store.write(records);
    expect(sizes.length).toBeGreaterThan(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2 ** 26 + 2 ** 20);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(records.samples.length + records.issues.length);
  });

  it('rejects when there is no answer', async () => {
    const store = clickhouseStore({ url: 'http://127.0.0.1:1' });
    const error = await store.write(batch).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'database_unreachable' });
    expect(store.isDataError?.(error)).toBe(false);
    const never = () => new Promise<never>(() => {});
    const late = clickhouseStore({
      url,
      timeoutMs: 5,
      fetch: (_, { signal }) =>
        Promise.race([
          never(),
          new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        ]),
    });
    await expect(late.write(batch)).rejects.toMatchObject({ code: 'database_unreachable' });
  });

  it('gives a record that ClickHouse cannot parse to onPoison of a writer', async () => {
    const found: PoisonRecord[] = [];
    const writer = createWriter(clickhouseStore({ url }), { onPoison: (poison) => void found.push(poison) });
    const samples = batch.samples
      .slice(0, 20)
      .map((sample, index) => (index === 7 ? { ...sample, id: BAD } : sample));
    await writer.write({ samples });
    expect(found.map(({ record }) => record)).toEqual([samples[7]]);
    const ids = new Set(received.flatMap(({ rows }) => rows).map(({ id }) => id));
    expect(ids).toEqual(new Set(samples.map(({ id }) => id).filter((id) => id !== BAD)));
  });

  it('rejects options that cannot be used', () => {
    for (const wrong of ['localhost', 'ftp://localhost', 'http://qss:secret@localhost:8123'])
      expect(() => clickhouseStore({ url: wrong })).toThrow(/^(?!.*secret).*url/);
    for (const timeoutMs of [0, 2 ** 31, 2 ** 40])
      expect(() => clickhouseStore({ url, timeoutMs })).toThrow('timeoutMs');
    for (const name of ['username', 'password', 'database'])
      for (const wrong of ['sec\nret', 'secret\0', 'secret✓', ' secret', 'secret ', 5])
        expect(() => clickhouseStore({ url, [name]: wrong })).toThrow(
          new RegExp(`^(?!.*sec)Expected ${name} .*header`),
        );
    clickhouseStore({ url, password: 'a secret: "~"', username: '', timeoutMs: 2 ** 31 - 1 });
  });
});

it('orders rows by what an id determines, so that duplicates collapse', () => {
  const sql = tables('clickhouse');
  expect(sql.match(/ReplacingMergeTree\(row_rank\) ORDER BY \(conference_key, id\)/g)?.length).toBe(2);
  expect(sql.match(/ReplacingMergeTree\(row_rank\) ORDER BY id/g)?.length).toBe(1);
  expect(sql).toContain('measured_at_ms Nullable(Int64) COMMENT');
});
