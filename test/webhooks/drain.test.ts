import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReceiver, type ReceiverOptions, toNodeHandler, type WebhookAnswer } from 'zoom-qss/webhooks';
import { exchange, head, listen } from './sockets.js';
import { deferred, eventBody, now, SECRET, signedNow, signedRequest } from './zoom.js';

const receiverOf = (options: Partial<ReceiverOptions> = {}) =>
  createReceiver({ secrets: SECRET, now, ...options });

let marker = 0;
const fresh = () => signedRequest(eventBody('meeting.participant_qos', ++marker));
const outcome = ({ status, headers }: WebhookAnswer) => [status, headers.connection];

describe('closing with drainMs', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('takes requests until it is over, closes their connections, and then answers 503', async () => {
    const receiver = receiverOf({ onEvent: () => {} });
    expect(outcome(await receiver.handle(fresh()))).toEqual([200, undefined]);
    const closed = vi.fn();
    void receiver.close({ drainMs: 5_000 }).then(closed);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(outcome(await receiver.handle(fresh()))).toEqual([200, 'close']);
    expect(outcome(await receiver.handle({ ...fresh(), method: 'GET' }))).toEqual([405, 'close']);
    expect(closed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome(await receiver.handle(fresh()))).toEqual([503, 'close']);
    expect(closed).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('begins the grace of handlers only then', async () => {
    const aborted = vi.fn();
    const receiver = receiverOf({
      onEvent: (_, { signal }) =>
        new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            aborted();
            resolve();
          });
        }),
    });
    void receiver.handle(fresh());
    const closing = receiver.close({ drainMs: 1_000, graceMs: 2_000 });
    await vi.advanceTimersByTimeAsync(2_999);
    expect(aborted).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(aborted).toHaveBeenCalledOnce();
    await closing;
  });

  it('closes the connection of a request that came before', async () => {
    const gate = deferred();
    const receiver = receiverOf({ onEvent: () => gate.promise });
    const answer = receiver.handle(fresh());
    void receiver.close({ drainMs: 1_000 });
    gate.resolve();
    expect(outcome(await answer)).toEqual([200, 'close']);
    await vi.advanceTimersByTimeAsync(1_000);
  });

  it('is cut short by closing again without it', async () => {
    const receiver = receiverOf();
    void receiver.close({ drainMs: 60_000 });
    await receiver.close();
    expect((await receiver.handle(fresh())).status).toBe(503);
  });

  it('is a number up to four minutes', async () => {
    for (const drainMs of [-1, Number.NaN, 240_001])
      await expect(receiverOf().close({ drainMs })).rejects.toMatchObject({ argument: 'drainMs' });
  });
});

it('receiver.closing is true from the call of close on', async () => {
  const receiver = receiverOf();
  expect(receiver.closing).toBe(false);
  const closing = receiver.close();
  expect(receiver.closing).toBe(true);
  await closing;
  expect(receiver.closing).toBe(true);
});

it('a connection that a proxy keeps is closed with the answer, while the receiver drains and after', async () => {
  const receiver = createReceiver({ secrets: SECRET, onEvent: () => {} });
  const served = await listen(toNodeHandler(receiver));
  const send = () => {
    const body = eventBody('meeting.participant_qos', ++marker);
    const headers = { host: 'localhost', 'content-length': body.length, ...signedNow(body) };
    // It returns when the server has closed the connection, within 5 seconds.
    return exchange(served.port, [head('POST', '/', headers), body]);
  };
  const started = performance.now();
  const closing = receiver.close({ drainMs: 300 });
  expect(await send()).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\nconnection: close\r\n/i);
  await closing;
  expect(await send()).toMatch(/^HTTP\/1\.1 503 [\s\S]*\r\nconnection: close\r\n[\s\S]*shutting_down/i);
  expect(performance.now() - started).toBeLessThan(4_000);
  await served.close();
});
