import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createMemoryDedupe,
  createReceiver,
  type DedupeStore,
  type Delivery,
  type ReceiverOptions,
  type RefusedRequest,
  type WebhookAnswer,
} from 'zoom-qss/webhooks';
import { challengeBody, deferred, eventBody, now, SECRET, signedRequest } from './zoom.js';

const LEASE_MS = 240_000;

const receiverOf = (options: Partial<ReceiverOptions> = {}) =>
  createReceiver({ secrets: SECRET, now, ...options });

let marker = 0;
const fresh = () => signedRequest(eventBody('meeting.participant_qos', ++marker));
const challenge = () => signedRequest(challengeBody());
const codeOf = ({ body }: WebhookAnswer) => (body === '' ? undefined : JSON.parse(body).error);
const hanging = () => new Promise<never>(() => {});

describe('maxConcurrent', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('answers 503 at once beyond it and calls onRefused, while challenges are answered', async () => {
    const refused: RefusedRequest[] = [];
    const gate = deferred();
    const onEvent = vi.fn(() => gate.promise);
    const receiver = receiverOf({ onEvent, maxConcurrent: 2, onRefused: (each) => refused.push(each) });
    const running = [receiver.handle(fresh()), receiver.handle(fresh())];
    await vi.advanceTimersByTimeAsync(0);
    const answer = await receiver.handle(fresh());
    expect(answer).toMatchObject({ status: 503, body: '{"error":"overloaded"}' });
    expect(refused).toMatchObject([
      { code: 'overloaded', status: 503, message: 'maxConcurrent (2) handlers run.' },
    ]);
    expect((await receiver.handle(challenge())).status).toBe(200);
    gate.resolve();
    for (const { status } of await Promise.all(running)) expect(status).toBe(200);
    expect(onEvent).toHaveBeenCalledTimes(2);
    expect((await receiver.handle(fresh())).status).toBe(200);
  });

  it('counts handlers that failed, and events that came twice, no longer than they take', async () => {
    const onEvent = vi.fn().mockRejectedValueOnce(new Error('x'));
    const receiver = receiverOf({ onEvent, maxConcurrent: 1 });
    const request = fresh();
    expect(codeOf(await receiver.handle(request))).toBe('handler_failed');
    expect((await receiver.handle(request)).status).toBe(200);
    expect((await receiver.handle(request)).status).toBe(200);
    expect((await receiver.handle(fresh())).status).toBe(200);
    expect(onEvent).toHaveBeenCalledTimes(3);
  });

  it('lets an event that is replayed while the store is slow take one slot', async () => {
    const gate = deferred();
    const slow = fresh();
    const dedupe = createMemoryDedupe();
    const claim: DedupeStore['claim'] = async (...lease) => {
      await gate.promise;
      return dedupe.claim(...lease);
    };
    const receiver = receiverOf({ maxConcurrent: 2, dedupe: { ...dedupe, claim }, onEvent: () => {} });
    const replays = Array.from({ length: 10 }, () => receiver.handle(slow));
    const genuine = receiver.handle(fresh());
    for (const replay of replays.slice(1)) expect(codeOf(await replay)).toBe('busy');
    gate.resolve();
    expect((await replays[0])?.status).toBe(200);
    expect((await genuine).status).toBe(200);
    // It is known now.
    expect((await receiver.handle(slow)).status).toBe(200);
  });

  it('counts a handler that runs on after an immediate answer', async () => {
    const gate = deferred();
    const receiver = receiverOf({ onEvent: () => gate.promise, maxConcurrent: 1, ack: 'immediate' });
    const request = () => ({ ...fresh(), waitUntil: () => {} });
    expect((await receiver.handle(request())).status).toBe(200);
    expect(codeOf(await receiver.handle(request()))).toBe('overloaded');
    gate.resolve();
    await vi.advanceTimersByTimeAsync(1);
    expect((await receiver.handle(request())).status).toBe(200);
  });

  it('keeps a handler after the deadline answer in its slot', async () => {
    const receiver = receiverOf({ onEvent: hanging, maxConcurrent: 1 });
    const late = receiver.handle(fresh());
    await vi.advanceTimersByTimeAsync(2_500);
    expect(codeOf(await late)).toBe('deadline_exceeded');
    expect(codeOf(await receiver.handle(fresh()))).toBe('overloaded');
  });

  it('bounds 10,000 handlers that never settle, and new events are handled once their leases end', async () => {
    let isDown = true;
    const onEvent = vi.fn((_: unknown, { signal }: Delivery) => {
      void signal;
      return isDown ? hanging() : undefined;
    });
    const receiver = receiverOf({ onEvent });
    const answers = Array.from({ length: 10_000 }, () => receiver.handle(fresh()));
    await vi.advanceTimersByTimeAsync(2_500);
    const codes = (await Promise.all(answers)).map(codeOf);
    expect(onEvent).toHaveBeenCalledTimes(1_000);
    expect(codes.filter((code) => code === 'overloaded')).toHaveLength(9_000);
    expect(codes.filter((code) => code === 'deadline_exceeded')).toHaveLength(1_000);

    isDown = false;
    expect((await receiver.handle(challenge())).status).toBe(200);
    expect(codeOf(await receiver.handle(fresh()))).toBe('overloaded');
    await vi.advanceTimersByTimeAsync(LEASE_MS - 2_500 - 1);
    expect(codeOf(await receiver.handle(fresh()))).toBe('overloaded');
    await vi.advanceTimersByTimeAsync(1);
    for (let i = 0; i < 1_500; i++) expect((await receiver.handle(fresh())).status).toBe(200);
  }, 30_000);

  it('frees the slot of a handler that hangs although the clock was set back', async () => {
    const receiver = receiverOf({ onEvent: vi.fn().mockImplementationOnce(hanging), maxConcurrent: 1 });
    void receiver.handle(fresh());
    await vi.advanceTimersByTimeAsync(2_500);
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(LEASE_MS - 2_500);
    expect((await receiver.handle(fresh())).status).toBe(200);
  });

  it('closes without waiting for handlers whose lease ended', async () => {
    const receiver = receiverOf({ onEvent: vi.fn().mockImplementationOnce(hanging), maxConcurrent: 1 });
    void receiver.handle(fresh());
    await vi.advanceTimersByTimeAsync(LEASE_MS);
    expect((await receiver.handle(fresh())).status).toBe(200);
    await receiver.close({ graceMs: 60_000 });
  });

  it('lets genuine events in beside a flood of copies of one', async () => {
    vi.useRealTimers();
    // A store across a network: claims take time, and so do slots.
    const claimed = new Set<string>();
    const dedupe: ReceiverOptions['dedupe'] = {
      async claim(key) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (claimed.has(key)) return 'busy';
        claimed.add(key);
        return 'new';
      },
      complete: () => {},
      release: () => {},
    };
    const onEvent = vi.fn();
    const receiver = receiverOf({ onEvent, dedupe, maxConcurrent: 50 });
    const copy = fresh();
    await receiver.handle(copy);
    for (let round = 0; round < 20; round++) {
      const copies = Array.from({ length: 40 }, () => receiver.handle(copy));
      expect((await receiver.handle(fresh())).status).toBe(200);
      for (const answer of await Promise.all(copies)) expect(answer.status).toBe(503);
    }
    expect(onEvent).toHaveBeenCalledTimes(21);
  });

  it('is at least 1', () => {
    for (const maxConcurrent of [0, -1, Number.NaN])
      expect(() => receiverOf({ maxConcurrent })).toThrow(
        expect.objectContaining({ code: 'argument_invalid', argument: 'maxConcurrent' }),
      );
  });
});

describe('a handler that returns after its signal aborted', () => {
  it('has not succeeded if the sender left: the answer is 503 and the retry is handled', async () => {
    const sender = new AbortController();
    const onError = vi.fn();
    const onEvent = vi.fn((_: unknown, { signal }: Delivery) => {
      if (onEvent.mock.calls.length > 1) return;
      return new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve());
        sender.abort();
      });
    });
    const receiver = receiverOf({ onEvent, onError });
    const request = fresh();
    expect(await receiver.handle({ ...request, signal: sender.signal })).toMatchObject({
      status: 503,
      body: '{"error":"handler_aborted"}',
    });
    expect(onError).toHaveBeenCalledExactlyOnceWith({
      stage: 'handler',
      error: expect.objectContaining({ name: 'AbortError' }),
      delivery: expect.objectContaining({ bodyHash: expect.any(String) }),
    });
    expect((await receiver.handle(request)).status).toBe(200);
    expect(onEvent).toHaveBeenCalledTimes(2);
  });

  it('has not succeeded if the receiver closed: its claim is released', async () => {
    const release = vi.fn();
    const complete = vi.fn();
    const onEvent = (_: unknown, { signal }: Delivery) =>
      new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    const dedupe = { claim: () => 'new' as const, complete, release };
    const receiver = receiverOf({ onEvent, dedupe });
    const answer = receiver.handle(fresh());
    await new Promise((resolve) => setTimeout(resolve));
    await receiver.close();
    expect(codeOf(await answer)).toBe('handler_aborted');
    expect([complete, release].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
  });

  it('has succeeded if it never looked at the signal', async () => {
    const sender = new AbortController();
    const onEvent = vi.fn(() => sender.abort());
    const receiver = receiverOf({ onEvent });
    const request = fresh();
    expect((await receiver.handle({ ...request, signal: sender.signal })).status).toBe(200);
    expect((await receiver.handle(request)).status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
  });
});
