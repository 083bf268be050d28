import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { createReceiver, type Delivery } from 'zoom-qss/webhooks';
import { challengeBody, eventBody, hmacHex, now, SECRET, signedRequest } from './zoom.js';

const receiverOf = (onBody: (body: Uint8Array, delivery: Delivery) => unknown, options: object = {}) =>
  createReceiver({ secrets: SECRET, now, onBody, ...options });

describe('onBody', () => {
  it('takes verified bodies as they came, whatever is in them', async () => {
    const bodies = [
      eventBody(),
      'no JSON',
      '{"event":"meeting.new_thing"}',
      // A body that only mentions a challenge is not one.
      '{"event":"x","payload":"endpoint.url_validation"}',
      'endpoint.url_validation',
    ].map((text) => Buffer.from(text));
    bodies.push(Buffer.from([0xff, 0xfe]));
    for (const body of bodies) {
      const onBody = vi.fn<(body: Uint8Array, delivery: Delivery) => void>();
      expect((await receiverOf(onBody).handle(signedRequest(body))).status).toBe(200);
      const [taken, delivery] = onBody.mock.calls[0] ?? [];
      expect(Buffer.from(taken ?? [])).toEqual(body);
      expect(delivery?.bodyHash).toBe(createHash('sha256').update(body).digest('hex'));
      expect(delivery?.repairs).toEqual([]);
    }
  });

  it('takes nothing that is not verified, and no copy of what it has taken', async () => {
    const onBody = vi.fn();
    const receiver = receiverOf(onBody);
    expect((await receiver.handle(signedRequest(eventBody(), { secret: 'x' }))).status).toBe(503);
    expect(onBody).not.toHaveBeenCalled();
    for (let i = 0; i < 2; i++) expect((await receiver.handle(signedRequest(eventBody()))).status).toBe(200);
    expect(onBody).toHaveBeenCalledOnce();
  });

  it('answers challenges all the same, and signs no token that it must not', async () => {
    const onBody = vi.fn();
    const answer = await receiverOf(onBody).handle(signedRequest(challengeBody('token')));
    expect(JSON.parse(answer.body)).toEqual({
      plainToken: 'token',
      encryptedToken: hmacHex(SECRET, 'token'),
    });
    const malformed = await receiverOf(onBody).handle(signedRequest(challengeBody('a:b')));
    expect(malformed).toMatchObject({ status: 500, body: '{"error":"challenge_malformed"}' });
    expect(onBody).not.toHaveBeenCalled();
  });

  it('makes Zoom send a body again when it fails', async () => {
    const onBody = vi.fn().mockRejectedValueOnce(new Error('queue'));
    const receiver = receiverOf(onBody);
    expect((await receiver.handle(signedRequest(eventBody()))).status).toBe(500);
    expect((await receiver.handle(signedRequest(eventBody()))).status).toBe(200);
    expect(onBody).toHaveBeenCalledTimes(2);
  });

  it.each(['on', 'onEvent', 'onUnknown', 'onUnreadable', 'dedupeKey'])('excludes %s', (name) => {
    const other = name === 'on' ? {} : () => {};
    expect(() => receiverOf(() => {}, { [name]: other })).toThrow(
      expect.objectContaining({ argument: name === 'dedupeKey' ? 'dedupeKey' : 'onBody' }),
    );
    expect(() => receiverOf(() => {}, { [name]: undefined })).not.toThrow();
  });

  it('is a function', () => {
    expect(() => receiverOf('x' as never)).toThrow(expect.objectContaining({ argument: 'onBody' }));
  });
});
