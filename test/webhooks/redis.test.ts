import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createReceiver, type DedupeStore } from 'zoom-qss/webhooks';
import { isMissing } from '../missing.js';
import { freePort, kill, temporaryFolder } from './processes.js';
import { type Snippets, writeSnippets } from './snippets.js';
import { eventBody, now, SECRET, signedRequest } from './zoom.js';

const isRedisMissing = isMissing('redis-server', spawnSync('redis-server', ['--version']).status === 0);

const LEASE_MS = 240_000;
const KEEP_MS = 90 * 60_000;

describe.skipIf(isRedisMissing)('the Redis example', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let snippets: Snippets;
  let server: ChildProcess;
  let redis: Redis;
  let other: Redis;
  let connect: (url: string) => Redis;
  let createRedisDedupe: (redis: Redis, prefix?: string) => DedupeStore;

  beforeAll(async () => {
    folder = temporaryFolder();
    snippets = writeSnippets('webhooks.md');
    const port = await freePort();
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder.path];
    server = spawn('redis-server', settings, { stdio: 'ignore' });
    const client = () =>
      new Redis({ port, host: '127.0.0.1', retryStrategy: (times) => (times < 100 ? 50 : null) });
    redis = client();
    other = client();
    for (const each of [redis, other]) each.on('error', () => {});
    await redis.ping();
    ({ createRedisDedupe, connect } = await import(join(snippets.folder, 'redis-dedupe.ts')));
  });

  afterAll(async () => {
    redis?.disconnect();
    other?.disconnect();
    await kill(server);
    folder.remove();
    snippets.remove();
  });

  it('leases a key to one of many claims', async () => {
    const stores = [createRedisDedupe(redis), createRedisDedupe(other)];
    const claims = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        stores[i % 2]?.claim('one', { leaseMs: LEASE_MS, token: String(i) }),
      ),
    );
    expect(claims.filter((claim) => claim === 'new')).toHaveLength(1);
    expect(claims.filter((claim) => claim === 'busy')).toHaveLength(49);
    expect(await redis.pttl('zoom:one')).toBeGreaterThan(LEASE_MS - 10_000);
  });

  const lease = (token: string, leaseMs = LEASE_MS) => ({ leaseMs, token });

  it('releases what its holder has, and keeps what is done', async () => {
    const store = createRedisDedupe(redis);
    await store.claim('two', lease('a'));
    await store.release('two', 'b');
    expect(await store.claim('two', lease('b'))).toBe('busy');
    await store.release('two', 'a');
    expect(await store.claim('two', lease('b'))).toBe('new');
    await store.complete('two', KEEP_MS, 'b');
    await store.release('two', 'b');
    expect(await store.claim('two', lease('a'))).toBe('done');
    expect(await redis.pttl('zoom:two')).toBeGreaterThan(KEEP_MS - 10_000);
  });

  it('says new to a claim that is sent again', async () => {
    const store = createRedisDedupe(redis);
    await store.claim('again', lease('a'));
    expect(await store.claim('again', lease('a'))).toBe('new');
  });

  it('lets a key go when its lease is over', async () => {
    const store = createRedisDedupe(redis);
    await store.claim('three', lease('a', 20));
    await vi.waitFor(async () => expect(await store.claim('three', lease('b', 20))).toBe('new'));
  });

  it('costs an event no more than commandTimeout for each call while Redis is frozen', async () => {
    const client = connect(`redis://127.0.0.1:${redis.options.port}`);
    client.on('error', () => {});
    await vi.waitFor(async () => expect(await client.ping()).toBe('PONG'));
    const onEvent = vi.fn();
    const onError = vi.fn();
    const dedupe = createRedisDedupe(client);
    const receiver = createReceiver({ secrets: SECRET, now, onEvent, onError, dedupe });
    server.kill('SIGSTOP');
    const answer = await receiver.handle(signedRequest(eventBody('meeting.participant_qos', 3)));
    server.kill('SIGCONT');
    client.disconnect();
    expect(answer.status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
    expect(onError.mock.calls.map(([{ stage, error }]) => [stage, error.message])).toEqual(
      Array(2).fill(['dedupe', 'Command timed out']),
    );
  });

  it('keeps several receivers from handling one event twice, and none when Redis is gone', async () => {
    const onEvent = vi.fn();
    const onError = vi.fn();
    const receivers = [redis, other].map((client) =>
      createReceiver({ secrets: SECRET, now, onEvent, onError, dedupe: createRedisDedupe(client) }),
    );
    const body = eventBody();
    const answers = await Promise.all(receivers.map((receiver) => receiver.handle(signedRequest(body))));
    for (const { status } of answers) expect([200, 503]).toContain(status);
    for (const receiver of receivers) expect((await receiver.handle(signedRequest(body))).status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
    await kill(server);
    const next = await receivers[0]?.handle(signedRequest(eventBody('meeting.participant_qos', 2)));
    expect(next?.status).toBe(200);
    expect(onEvent).toHaveBeenCalledTimes(2);
    expect(onError).toHaveBeenCalled();
  });
});
