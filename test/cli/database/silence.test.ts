/** A database that goes silent without closing its connections. */
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Batch, readBodies } from 'zoom-qss/store';
import { createSimulator } from 'zoom-qss/testing';
import { openPostgres, readPostgres } from '../../../src/cli/database/postgres.js';
import { readTarget, type StoreTarget } from '../../../src/cli/database/target.js';
import { isPostgresMissing, type PostgresServer, startPostgres } from '../../store/postgres-server.js';
import { type SilentProxy, startSilentProxy } from '../../store/silent-proxy.js';
import { eventBody, signedNow } from '../../webhooks/zoom.js';
import { folder } from '../console.js';
import { program } from '../program.js';

const SECRET = 'a-secret-of-the-test';
const start = program();
const bodies = [...createSimulator({ minutes: 15 })].map(({ body }) => body);
/** Written by one statement, and by COPY. */
const batches: readonly [string, Batch][] = [
  ['a statement', readBodies(bodies.slice(0, 5)).batch],
  ['COPY', readBodies(bodies).batch],
];

describe.skipIf(isPostgresMissing)('Postgres behind a network that goes silent', () => {
  let server: PostgresServer;
  let pool: Pool;
  let proxy: SilentProxy;
  let target: Extract<StoreTarget, { kind: 'postgres' }>;
  let url: string;

  beforeAll(async () => {
    server = await startPostgres();
    pool = server.pool(2);
  });
  afterAll(async () => {
    await pool?.end();
    await server?.stop();
  });
  beforeEach(async () => {
    await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    proxy = await startSilentProxy(server.port);
    onTestFinished(() => proxy.close());
    url = `postgres://qss@127.0.0.1:${proxy.port}/postgres`;
    // Such a URL is a target of Postgres.
    target = readTarget('--store', url, {}) as typeof target;
  });

  const count = async () =>
    Number((await pool.query<{ n: string }>('SELECT count(*) AS n FROM qss_samples')).rows[0]?.n);

  it.each(batches)('rejects a write by %s, and stores when the network is back', async (_, batch) => {
    const patience = { connectMs: 400, silenceMs: 400, closeMs: 400 };
    const { store, close } = await openPostgres(target, patience);
    await store.write(batch);
    proxy.silence();
    const failed = expect.objectContaining({ name: 'Failure', code: expect.any(String) });
    await expect(store.write(batch)).rejects.toEqual(failed);
    await expect(store.write(batch)).rejects.toEqual(failed);
    await pool.query('DELETE FROM qss_samples');
    proxy.forward();
    await store.write(batch);
    expect(await count()).toBe(new Set(batch.samples.map(({ id }) => id)).size);
    await close();
  });

  it.each(batches)('is closed while a write by %s waits, which then rejects', async (_, batch) => {
    const patience = { connectMs: 60_000, silenceMs: 60_000, closeMs: 300 };
    const { store, close } = await openPostgres(target, patience);
    await store.write(batch);
    proxy.silence();
    const writing = [store.write(batch), store.write(batch)].map((each) =>
      each.then(
        () => 'stored',
        () => 'rejected',
      ),
    );
    await close(Promise.all(writing));
    expect(await Promise.all(writing)).toEqual(['rejected', 'rejected']);
  });

  it('is closed at once while it answers, after the work', async () => {
    const patience = { connectMs: 60_000, silenceMs: 60_000, closeMs: 60_000 };
    const { store, close } = await openPostgres(target, patience);
    const [[, batch]] = batches as [[string, Batch]];
    await close(store.write(batch));
    expect(await count()).toBeGreaterThan(0);
  });

  it('fails a report', async () => {
    await (await openPostgres(target)).close();
    const patience = { connectMs: 300, silenceMs: 300, closeMs: 300 };
    const database = await readPostgres(target, patience);
    proxy.silence();
    const rows = database.stream('SELECT id FROM qss_samples', []);
    await expect(rows.next()).rejects.toMatchObject({ name: 'Failure', code: 'ETIMEDOUT' });
    await database.close();
    await expect(readPostgres(target, patience)).rejects.toThrow('the server does not answer.');
  });

  it('lets listen end, which has stored what it acknowledged', async () => {
    const dir = folder();
    const args = ['listen', '--port', '0', '--store', url, '--rejects', join(dir, 'rejects.ndjson')];
    const { child, exit, seen } = start(args, { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET }, '', { cwd: dir });
    const [, address = ''] = await seen(/Listening on (\S+),/);
    const send = (body: string) =>
      fetch(address, { method: 'POST', body, headers: signedNow(body, SECRET) }).then(
        ({ status }) => status,
        () => 0,
      );
    expect(await send(eventBody('meeting.participant_qos'))).toBe(200);
    const stored = await count();
    expect(stored).toBeGreaterThan(0);
    proxy.silence();
    const answer = send(eventBody('webinar.participant_qos'));
    await seen(/failed to store an event/);
    child.kill('SIGTERM');
    // The program would be killed after 45 seconds.
    expect(await exit).toBe(1);
    expect(await answer).not.toBe(200);
    expect(await count()).toBe(stored);
  });
});
