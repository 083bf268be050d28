import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createReceiver, type Delivery, type ReceiverFailure } from 'zoom-qss/webhooks';
import { deferred, eventBody, now, SECRET, signedRequest } from './zoom.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('reports a handler that starts after the deadline, and does not abort it as its answered sender leaves', async () => {
  const sender = new AbortController();
  const gate = deferred();
  const failures: ReceiverFailure[] = [];
  const onEvent = vi.fn(async (_: unknown, { signal }: Delivery) => {
    await gate.promise;
    return signal.aborted;
  });
  const receiver = createReceiver({
    now,
    secrets: () => new Promise((resolve) => setTimeout(resolve, 1_800, SECRET)),
    onEvent,
    onError: (failure) => failures.push(failure),
  });
  const request = { ...signedRequest(eventBody()), signal: sender.signal };
  const slow = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return request.body as string;
  };
  const answer = receiver.handle({ ...request, body: slow });
  await vi.advanceTimersByTimeAsync(2_500);
  expect(await answer).toMatchObject({ status: 503, code: 'deadline_exceeded' });
  expect(onEvent).not.toHaveBeenCalled();
  expect(failures).toEqual([]);

  await vi.advanceTimersByTimeAsync(300);
  expect(onEvent).toHaveBeenCalledOnce();
  const delivery = onEvent.mock.calls[0]?.[1];
  expect(failures).toEqual([{ stage: 'deadline', error: expect.any(DOMException), delivery }]);
  sender.abort();
  gate.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(failures).toHaveLength(1);
  // The retry is known.
  const retry = receiver.handle(request);
  await vi.advanceTimersByTimeAsync(1_800);
  expect((await retry).status).toBe(200);
  expect(onEvent).toHaveBeenCalledOnce();
});

it('does not abort a handler after an immediate answer as its sender leaves', async () => {
  const sender = new AbortController();
  const onError = vi.fn();
  const onEvent = vi.fn((_: unknown, { signal }: Delivery) => signal.aborted);
  const receiver = createReceiver({ now, secrets: SECRET, ack: 'immediate', onEvent, onError });
  const request = { ...signedRequest(eventBody()), signal: sender.signal, waitUntil: () => {} };
  expect((await receiver.handle(request)).status).toBe(200);
  expect(onEvent).not.toHaveBeenCalled();
  sender.abort();
  await vi.advanceTimersByTimeAsync(1);
  expect(onEvent).toHaveReturnedWith(false);
  expect(onError).not.toHaveBeenCalled();
});

it('tells each claim from all others, of other receivers too', async () => {
  const claim = vi.fn((_key: string, _lease: { token: string }) => 'new' as const);
  const dedupe = { claim, complete: () => {}, release: () => {} };
  for (let i = 0; i < 3; i++) {
    const receiver = createReceiver({ now, secrets: SECRET, dedupe, onEvent: () => {} });
    for (let j = 0; j < 3; j++) await receiver.handle(signedRequest(eventBody()));
  }
  expect(new Set(claim.mock.calls.map(([, { token }]) => token)).size).toBe(9);
});
