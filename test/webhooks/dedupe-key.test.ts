import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { createMemoryDedupe, createReceiver, type ReceiverOptions } from 'zoom-qss/webhooks';
import { eventBody, now, SECRET, signedRequest } from './zoom.js';

const receiverOf = (options: Partial<ReceiverOptions> = {}) =>
  createReceiver({ secrets: SECRET, now, ...options });

const body = eventBody();
const bodyHash = createHash('sha256').update(body).digest('hex');

/** A store that records its calls. */
function recordingStore() {
  const claim = vi.fn((_key: string, _lease: { leaseMs: number; token: string }) => 'new' as const);
  return { claim, complete: vi.fn(), release: vi.fn() };
}

type KeyOptions = Pick<ReceiverOptions, 'name' | 'path' | 'onError'> & {
  dedupeKey?: () => string | undefined;
};

async function keyFor(options: KeyOptions, text = body): Promise<unknown> {
  const dedupe = recordingStore();
  await createReceiver({ secrets: SECRET, now, ...options, dedupe, onEvent: () => {} }).handle(
    signedRequest(text),
  );
  return dedupe.claim.mock.calls[0]?.[0];
}

describe('the key of an event', () => {
  it('is the hash of its body, bound to the name or else the path of the receiver', async () => {
    const path = '/webhooks/zoom';
    expect(await keyFor({})).toBe(bodyHash);
    const keys = [
      await keyFor({ path }),
      await keyFor({ name: 'other' }),
      await keyFor({ name: 'other' }, eventBody('meeting.participant_qos', 1)),
    ];
    expect(new Set([bodyHash, ...keys]).size).toBe(4);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await keyFor({ name: path })).toBe(keys[0]);
    expect(await keyFor({ path, name: 'other' })).toBe(keys[1]);
  });

  it('lets two receivers that share a store each handle an event, and their instances not', async () => {
    const dedupe = createMemoryDedupe();
    const counts = ['billing', 'quality', 'quality'].map(() => vi.fn());
    const [billing, quality, twin] = ['billing', 'quality', 'quality'].map((name, i) =>
      receiverOf({ name, dedupe, onEvent: counts[i] }),
    );
    for (const receiver of [billing, quality, twin])
      expect((await receiver?.handle(signedRequest(body)))?.status).toBe(200);
    expect(counts.map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0]);
  });

  it.each(['', 7, null])('has no name such as %o', (name) => {
    expect(() => receiverOf({ name: name as never })).toThrow(expect.objectContaining({ argument: 'name' }));
  });
});

describe('the token of a claim', () => {
  it('is the same for its complete or release, and another for every claim', async () => {
    const dedupe = recordingStore();
    const onEvent = vi.fn().mockRejectedValueOnce(new Error('x'));
    const receiver = receiverOf({ dedupe, onEvent });
    await receiver.handle(signedRequest(body));
    await receiver.handle(signedRequest(body));
    const [failed, succeeded] = dedupe.claim.mock.calls.map(([, { token }]) => token);
    expect(failed).not.toBe(succeeded);
    expect(dedupe.release.mock.calls).toEqual([[bodyHash, failed]]);
    expect(dedupe.complete.mock.calls).toEqual([[bodyHash, 5_400_000, succeeded]]);
    expect(dedupe.claim.mock.calls[0]).toEqual([bodyHash, { leaseMs: 240_000, token: failed }]);
  });
});

describe('dedupeKey', () => {
  const resent = (token: string) => body.replace('{', `{"download_token":"${token}",`);

  it('recognises an event that comes again with another body', async () => {
    const onEvent = vi.fn();
    const dedupeKey = vi.fn(
      ({ event, event_ts }: { event: string; event_ts?: number }) => `${event} ${event_ts}`,
    );
    const receiver = receiverOf({ onEvent, dedupeKey });
    for (const token of ['a', 'b'])
      expect((await receiver.handle(signedRequest(resent(token)))).status).toBe(200);
    await receiver.handle(signedRequest(eventBody('meeting.participant_qos', 1)));
    expect(onEvent).toHaveBeenCalledTimes(2);
    expect(dedupeKey).toHaveBeenCalledWith(
      expect.objectContaining({ event: 'meeting.participant_qos' }),
      expect.objectContaining({ bodyHash: expect.any(String) }),
    );
  });

  it('is bound to the receiver too, and hashed', async () => {
    const dedupeKey = () => 'key';
    const keys = [await keyFor({ dedupeKey }), await keyFor({ dedupeKey, name: 'a' })];
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('leaves it to the hash of the body when it returns undefined, or fails, which is reported', async () => {
    const onError = vi.fn();
    expect(await keyFor({ dedupeKey: () => undefined, onError })).toBe(bodyHash);
    expect(onError).not.toHaveBeenCalled();
    const failures = [
      () => {
        throw new Error('x');
      },
      () => '',
      () => 7,
      async () => 'key',
      // Unhandled, its rejection would fail the test run.
      async () => Promise.reject(new Error('x')),
    ];
    for (const [index, dedupeKey] of failures.entries()) {
      const onError = vi.fn();
      expect(await keyFor({ dedupeKey: dedupeKey as never, onError })).toBe(bodyHash);
      expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ stage: 'dedupe' }));
      const { error } = onError.mock.calls[0]?.[0] ?? {};
      if (index > 0)
        expect(error).toMatchObject({
          argument: 'dedupeKey',
          message: expect.stringContaining('a function that returns a text or undefined'),
        });
    }
  });

  it('is not asked about what cannot be read', async () => {
    const dedupeKey = vi.fn();
    await receiverOf({ dedupeKey, onUnreadable: () => {} }).handle(signedRequest('no JSON'));
    expect(dedupeKey).not.toHaveBeenCalled();
  });
});
