import { describe, expect, it, vi } from 'vitest';
import { createReceiver, type Delivery, type ReceiverOptions } from 'zoom-qss/webhooks';
import { deferred, eventBody, now, SECRET, signedHeaders } from './zoom.js';

const URL_ = 'https://example.com/webhooks/zoom?x=1';

const receiverOf = (options: Partial<ReceiverOptions> = {}) =>
  createReceiver({ secrets: SECRET, now, path: '/webhooks/zoom', ...options });

function requestOf(body: string, init: RequestInit = {}): Request {
  return new Request(URL_, { method: 'POST', body, headers: signedHeaders(body), ...init });
}

function streamOf(pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void, cancel = vi.fn()) {
  const stream = new ReadableStream<Uint8Array>({ pull, cancel });
  // Node wants to be told that the answer may come before the request's end.
  const init = { body: stream, duplex: 'half' } as RequestInit;
  return { request: requestOf('', { ...init, headers: signedHeaders('x') }), cancel };
}

describe('receiver.fetch', () => {
  it('hands a genuine event over, and works apart from its receiver', async () => {
    const onEvent = vi.fn();
    const { fetch } = receiverOf({ onEvent });
    const response = await fetch(requestOf(eventBody()));
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(onEvent).toHaveBeenCalledOnce();
  });

  it('answers refusals as JSON', async () => {
    const response = await receiverOf().fetch(new Request(URL_));
    expect([response.status, response.headers.get('allow'), await response.json()]).toEqual([
      405,
      'POST',
      { error: 'method_not_allowed' },
    ]);
  });

  it('takes a second argument that is no context for none', async () => {
    for (const context of [undefined, {}, { waitUntil: 'secret binding' }, { remoteAddr: {} }])
      expect((await receiverOf().fetch(requestOf(eventBody()), context as object)).status).toBe(200);
  });

  it('waits for its handler with ack: immediate, if the second argument cannot keep the work alive', async () => {
    for (const context of [undefined, {}, { waitUntil: 'secret binding' }]) {
      const onEvent = vi.fn(() => new Promise<void>((resolve) => setImmediate(resolve)));
      await receiverOf({ onEvent, ack: 'immediate' }).fetch(requestOf(eventBody()), context as object);
      expect(onEvent.mock.settledResults).toMatchObject([{ type: 'fulfilled' }]);
    }
  });

  it('says body_empty of a request without a body', async () => {
    const request = new Request(URL_, { method: 'POST', headers: signedHeaders('') });
    expect(request.body).toBeNull();
    const response = await receiverOf().fetch(request);
    expect([response.status, await response.json()]).toEqual([400, { error: 'body_empty' }]);
  });

  it('says body_not_raw of a request that has been read', async () => {
    const request = requestOf(eventBody());
    await request.text();
    expect(await (await receiverOf().fetch(request)).json()).toEqual({ error: 'body_not_raw' });
    const locked = requestOf(eventBody());
    locked.body?.getReader();
    expect(await (await receiverOf().fetch(locked)).json()).toEqual({ error: 'body_not_raw' });
  });

  it('stops reading a body that is too large, and cancels it', async () => {
    let pulled = 0;
    const { request, cancel } = streamOf((controller) => {
      pulled += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    });
    expect((await receiverOf().fetch(request)).status).toBe(413);
    expect(pulled).toBeLessThan(1_300_000);
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('cancels a body that stays away', async () => {
    const { request, cancel } = streamOf(() => new Promise(() => {}));
    const response = await receiverOf({ bodyTimeoutMs: 30 }).fetch(request);
    expect([response.status, await response.json()]).toEqual([503, { error: 'body_timeout' }]);
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('lets timers and other requests go on while a stream always has another byte ready', async () => {
    const { request, cancel } = streamOf((controller) => controller.enqueue(new Uint8Array(1)));
    const turns = vi.fn();
    const interval = setInterval(turns);
    const response = await receiverOf().fetch(request);
    clearInterval(interval);
    expect([response.status, await response.json()]).toEqual([503, { error: 'body_fragmented' }]);
    expect(turns.mock.calls.length).toBeGreaterThan(5);
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('cancels a body that is cut to make room, at once', async () => {
    const receiver = receiverOf({ maxBytes: 20_000, maxBufferedBytes: 20_000 });
    const pull = (size: number) => (controller: ReadableStreamDefaultController<Uint8Array>) => {
      controller.enqueue(new Uint8Array(size));
      return new Promise<void>(() => {});
    };
    const oldest = streamOf(pull(10_000));
    const answer = receiver.fetch(oldest.request);
    await new Promise((resolve) => setTimeout(resolve));
    void receiver.fetch(streamOf(pull(15_000)).request);
    expect(await (await answer).json()).toEqual({ error: 'buffer_full' });
    expect(oldest.cancel).toHaveBeenCalledOnce();
  });

  it('says body_incomplete of a body that breaks off', async () => {
    const { request } = streamOf((controller) => controller.error(new Error('gone')));
    expect(await (await receiverOf().fetch(request)).json()).toEqual({ error: 'body_incomplete' });
  });

  it('aborts the signal when the sender goes away', async () => {
    const sender = new AbortController();
    const aborted = deferred();
    const onEvent = (_: unknown, { signal }: Delivery) => {
      signal.addEventListener('abort', () => aborted.resolve());
      sender.abort();
    };
    await receiverOf({ onEvent }).fetch(requestOf(eventBody(), { signal: sender.signal }));
    await aborted.promise;
  });

  it('does not abort the signal of what goes on after the answer, though the server aborts its own', async () => {
    const sender = new AbortController();
    const gate = deferred();
    const deliveries: Delivery[] = [];
    const onEvent = (_: unknown, delivery: Delivery) => {
      deliveries.push(delivery);
      if (deliveries.length === 1) void delivery.signal;
      return gate.promise;
    };
    const receiver = receiverOf({ onEvent, deadlineMs: 20 });
    for (const marker of [1, 2])
      await receiver.fetch(requestOf(eventBody(undefined, marker), { signal: sender.signal }));
    sender.abort();
    expect(deliveries.map(({ signal }) => signal.aborted)).toEqual([false, false]);
    gate.resolve();
  });

  it('takes a body that it no longer reads for a slow one, not for one that is forged', async () => {
    const refused = deferred<unknown>();
    const { request } = streamOf((controller) => {
      controller.enqueue(new Uint8Array(8));
      return new Promise(() => {});
    });
    const receiver = receiverOf({ deadlineMs: 20, onRefused: ({ code }) => refused.resolve(code) });
    expect((await receiver.fetch(request)).status).toBe(503);
    expect(await refused.promise).toBe('body_timeout');
  });

  it('gives the platform what goes on after the deadline', async () => {
    const gate = deferred();
    const context = {
      works: [] as Promise<unknown>[],
      waitUntil(work: Promise<unknown>) {
        this.works.push(work);
      },
    };
    const receiver = receiverOf({ onEvent: () => gate.promise, deadlineMs: 30 });
    expect((await receiver.fetch(requestOf(eventBody()), context)).status).toBe(503);
    expect(context.works).toHaveLength(1);
    gate.resolve();
    await context.works[0];
    expect((await receiver.fetch(requestOf(eventBody()), context)).status).toBe(200);
  });

  it('bears a platform that takes no more work', async () => {
    const waitUntil = () => {
      throw new Error('too late');
    };
    const receiver = receiverOf({ onRefused: () => {} });
    expect((await receiver.fetch(new Request(URL_), { waitUntil })).status).toBe(405);
  });
});
