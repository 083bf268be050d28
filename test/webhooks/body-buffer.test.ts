import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type BodyBuffer,
  createReceiver,
  type Receiver,
  type ReceiverOptions,
  type RefusedRequest,
  type WebhookAnswer,
} from 'zoom-qss/webhooks';
import { deferred, eventBody, now, SECRET, signedHeaders } from './zoom.js';

const BLOCK_BYTES = 8_192;

const receiverOf = (options: Partial<ReceiverOptions> = {}) =>
  createReceiver({ secrets: SECRET, now, ...options });

function codeOf(answer: WebhookAnswer): string | undefined {
  return answer.body === '' ? undefined : JSON.parse(answer.body).error;
}

/** A request whose body arrives as the test says. */
function arrive(receiver: Receiver, headers = signedHeaders('of another body')) {
  const ended = deferred();
  const onCancel = vi.fn();
  let buffer: BodyBuffer | undefined;
  const answer = receiver.handle({
    method: 'POST',
    path: '/',
    headers,
    body: async (given) => {
      buffer = given;
      buffer.onCancel(onCancel);
      await ended.promise;
      return buffer;
    },
  });
  return {
    answer,
    onCancel,
    /** In a piece of larger memory, which has to be copied. */
    add: (piece: string | number) =>
      buffer?.add(typeof piece === 'string' ? piece : new Uint8Array(piece + 1).subarray(1)),
    end: () => ended.resolve(),
  };
}

/** A request with a genuine event, in two pieces. */
async function arriveGenuine(receiver: Receiver, marker: number): Promise<WebhookAnswer> {
  const body = eventBody(undefined, marker);
  const genuine = arrive(receiver, signedHeaders(body));
  genuine.add(body.slice(0, 100));
  await Promise.resolve();
  genuine.add(body.slice(100));
  genuine.end();
  return genuine.answer;
}

describe('a body', () => {
  it('is verified as the pieces of it that a reader adds, text as UTF-8', async () => {
    const onEvent = vi.fn();
    const body = eventBody().replace('"event_ts"', '"x":"é😀","event_ts"');
    const request = arrive(receiverOf({ onEvent }), signedHeaders(body));
    for (const character of body) expect(request.add(character)).toBe(true);
    request.end();
    expect((await request.answer).status).toBe(200);
    expect(onEvent.mock.calls[0]?.[0]).toMatchObject({ x: 'é😀' });
    expect(request.onCancel).not.toHaveBeenCalled();
  });

  it('is refused as soon as it exceeds maxBytes, and its reader told', async () => {
    const onRefused = vi.fn<(refused: RefusedRequest) => void>();
    const request = arrive(receiverOf({ maxBytes: 1_000, onRefused }));
    expect(request.add(1_000)).toBe(true);
    expect(request.add(1)).toBe(false);
    expect(request.onCancel).toHaveBeenCalledOnce();
    expect(codeOf(await request.answer)).toBe('body_too_large');
    expect(onRefused.mock.calls[0]?.[0]).toMatchObject({ message: 'Body exceeds maxBytes (1000).' });
    expect(request.add(1)).toBe(false);
    expect(request.onCancel).toHaveBeenCalledOnce();
  });

  it('may be there at once, within the same limits', async () => {
    const onEvent = vi.fn();
    const body = eventBody();
    const handle = (reader: (buffer: BodyBuffer) => BodyBuffer, maxBytes = 1_000_000) =>
      receiverOf({ onEvent, maxBytes }).handle({
        method: 'POST',
        path: '/',
        headers: signedHeaders(body),
        body: reader,
      });
    const add = (buffer: BodyBuffer) => {
      buffer.add(body);
      return buffer;
    };
    expect((await handle(add)).status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
    expect(codeOf(await handle(add, 8))).toBe('body_too_large');
    expect(codeOf(await handle((buffer) => buffer))).toBe('body_empty');
    const broken = () => {
      throw new Error('cut');
    };
    expect(codeOf(await handle(broken))).toBe('body_incomplete');
  });

  it('is refused if it exceeds maxBytes before its reader waits', async () => {
    const waiting = deferred();
    const answer = receiverOf({ maxBytes: 8 }).handle({
      method: 'POST',
      path: '/',
      headers: signedHeaders('of another body'),
      body: async (buffer) => {
        buffer.add('more than 8');
        await waiting.promise;
        return buffer;
      },
    });
    expect(codeOf(await answer)).toBe('body_too_large');
    waiting.resolve();
  });

  it('may arrive in 4096 pieces and one more for every 64 bytes', async () => {
    const onRefused = vi.fn<(refused: RefusedRequest) => void>();
    const receiver = receiverOf({ onRefused });
    const tiny = arrive(receiver);
    let taken = 0;
    while (tiny.add(1)) taken++;
    expect(taken).toBe(4_096 + 64 + 1);
    expect(codeOf(await tiny.answer)).toBe('body_fragmented');
    expect(onRefused.mock.calls[0]?.[0].message).toMatch(/more than 4096/);
    const small = arrive(receiver);
    for (let i = 0; i < 16_000; i++) expect(small.add(64)).toBe(true);
    small.end();
    expect(codeOf(await small.answer)).toBe('signature_mismatch');
  });

  describe('that is late', () => {
    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it('is freed when the receiver gives up, and its reader told', async () => {
      const onRefused = vi.fn<(refused: RefusedRequest) => void>();
      const receiver = receiverOf({ maxBytes: BLOCK_BYTES, maxBufferedBytes: BLOCK_BYTES, onRefused });
      const late = arrive(receiver);
      late.add(BLOCK_BYTES);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(codeOf(await late.answer)).toBe('body_timeout');
      expect(onRefused.mock.calls[0]?.[0].message).toContain('bodyTimeoutMs (2000)');
      expect(late.onCancel).toHaveBeenCalledOnce();
      expect(late.add(1)).toBe(false);
      // There is room again for all that may be buffered.
      const next = arrive(receiver);
      expect(next.add(BLOCK_BYTES)).toBe(true);
    });

    it('is not refused once it is complete', async () => {
      const gate = deferred<string>();
      const onEvent = vi.fn();
      const body = eventBody();
      const receiver = receiverOf({ secrets: () => gate.promise, onEvent, bodyTimeoutMs: 10 });
      const complete = arrive(receiver, signedHeaders(body));
      complete.add(body);
      complete.end();
      await vi.advanceTimersByTimeAsync(100);
      gate.resolve(SECRET);
      expect((await complete.answer).status).toBe(200);
      expect(complete.onCancel).not.toHaveBeenCalled();
    });
  });
});

describe('maxBufferedBytes', () => {
  const room = (blocks: number, options: Partial<ReceiverOptions> = {}) =>
    receiverOf({ maxBytes: 2 * BLOCK_BYTES, maxBufferedBytes: blocks * BLOCK_BYTES, ...options });

  it('cuts the body that has been arriving longest, and no other', async () => {
    const onRefused = vi.fn<(refused: RefusedRequest) => void>();
    const receiver = room(3, { onRefused });
    // The first to be opened, but not the first to arrive.
    const bodiless = arrive(receiver);
    const [oldest, middle, newest] = [arrive(receiver), arrive(receiver), arrive(receiver)];
    for (const each of [oldest, middle, newest]) expect(each.add(1)).toBe(true);
    expect(newest.add(BLOCK_BYTES)).toBe(true);
    expect(codeOf(await oldest.answer)).toBe('buffer_full');
    expect((await oldest.answer).status).toBe(503);
    expect(oldest.onCancel).toHaveBeenCalledOnce();
    expect(oldest.add(1)).toBe(false);
    expect(onRefused).toHaveBeenCalledExactlyOnceWith({
      code: 'buffer_full',
      status: 503,
      message: 'Bodies exceed maxBufferedBytes (24576): this one was the oldest.',
      requestId: expect.any(String),
    });
    for (const each of [middle, newest]) expect(each.add(1)).toBe(true);
    expect(bodiless.onCancel).not.toHaveBeenCalled();
  });

  it('cuts a body that outgrows it while it is itself the oldest', async () => {
    const receiver = room(2);
    const [oldest, newest] = [arrive(receiver), arrive(receiver)];
    oldest.add(1);
    newest.add(1);
    expect(oldest.add(BLOCK_BYTES)).toBe(false);
    expect(codeOf(await oldest.answer)).toBe('buffer_full');
    expect(newest.add(BLOCK_BYTES)).toBe(true);
  });

  it('keeps no genuine event out, however many strangers hold on to what they have', async () => {
    const onEvent = vi.fn();
    const receiver = room(4, { onEvent });
    for (let i = 0; i < 50; i++) {
      const strangers = Array.from({ length: 4 }, () => arrive(receiver));
      for (const each of strangers) each.add(1);
      expect((await arriveGenuine(receiver, i)).status).toBe(200);
    }
    expect(onEvent).toHaveBeenCalledTimes(50);
  });

  it('does not count an event that is verified, and never cuts it', async () => {
    const gate = deferred();
    const onEvent = vi.fn(() => gate.promise);
    const receiver = room(2, { onEvent });
    const events: Promise<WebhookAnswer>[] = [];
    for (let i = 0; i < 20; i++) {
      events.push(arriveGenuine(receiver, i));
      await vi.waitFor(() => expect(onEvent).toHaveBeenCalledTimes(i + 1));
    }
    const stranger = arrive(receiver);
    expect(stranger.add(2 * BLOCK_BYTES)).toBe(true);
    gate.resolve();
    expect((await Promise.all(events)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  it('frees a complete body that waits for the secrets, if it is the oldest', async () => {
    const gate = deferred<string>();
    const onEvent = vi.fn();
    const body = eventBody();
    const secrets = vi.fn(() => gate.promise);
    const receiver = room(2, { secrets, onEvent });
    const waiting = arrive(receiver, signedHeaders(body));
    waiting.add(body);
    waiting.end();
    await vi.waitFor(() => expect(secrets).toHaveBeenCalledOnce());
    const stranger = arrive(receiver);
    expect(stranger.add(2 * BLOCK_BYTES)).toBe(true);
    gate.resolve(SECRET);
    expect(codeOf(await waiting.answer)).toBe('buffer_full');
    expect(onEvent).not.toHaveBeenCalled();
  });

  it('counts nothing of what has been refused, taken, or broken off', async () => {
    const receiver = room(2, { onEvent: () => {} });
    const oldest = arrive(receiver);
    oldest.add(1);
    for (let i = 0; i < 20; i++) {
      expect((await arriveGenuine(receiver, i)).status).toBe(200);
      const forged = arrive(receiver);
      forged.add('{}');
      forged.end();
      expect(codeOf(await forged.answer)).toBe('signature_mismatch');
      const broken = await receiver.handle({
        method: 'POST',
        path: '/',
        headers: {},
        body: async (buffer) => {
          buffer.add('half of');
          throw new Error('ECONNRESET');
        },
      });
      expect(codeOf(broken)).toBe('body_incomplete');
    }
    expect(oldest.add(1)).toBe(true);
  });

  it('is 64 MiB, or maxBytes if that is more, and may not be less than maxBytes', () => {
    receiverOf({ maxBytes: 100 << 20 });
    receiverOf({ maxBytes: 1_000, maxBufferedBytes: 1_000 });
    for (const options of [
      { maxBufferedBytes: 1_000_000 },
      { maxBytes: 1_000, maxBufferedBytes: 999 },
      { maxBufferedBytes: Number.NaN },
    ])
      expect(() => receiverOf(options)).toThrow(
        expect.objectContaining({ code: 'argument_invalid', argument: 'maxBufferedBytes' }),
      );
  });
});
