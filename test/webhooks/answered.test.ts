import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type AnsweredRequest,
  createReceiver,
  type Delivery,
  type ReceiverOptions,
  type WebhookRequest,
} from 'zoom-qss/webhooks';
import { challengeBody, deferred, eventBody, now, SECRET, signedRequest } from './zoom.js';

afterEach(() => {
  vi.useRealTimers();
});

const body = eventBody();
const good = signedRequest(body);

async function answered(request: WebhookRequest, options: Partial<ReceiverOptions> = {}) {
  const facts: AnsweredRequest[] = [];
  const onAnswered = (each: AnsweredRequest) => facts.push(each);
  const answer = await createReceiver({ secrets: SECRET, now, onAnswered, ...options }).handle(request);
  expect(facts).toHaveLength(1);
  expect(facts[0]).toMatchObject({ status: answer.status, code: answer.code ?? null });
  expect(facts[0]?.ms).toBeGreaterThanOrEqual(0);
  return facts[0];
}

describe('onAnswered', () => {
  it('gets every request once, with its code, event and size', async () => {
    const bytes = Buffer.byteLength(body);
    const event = 'meeting.participant_qos';
    const success = { status: 200, code: null, event, challenge: false, bytes };
    expect(await answered(good)).toMatchObject(success);
    expect(await answered(good, { onEvent: () => {} })).toMatchObject(success);
    expect(await answered(good, { onEvent: () => Promise.reject(new Error('x')) })).toMatchObject({
      ...success,
      status: 500,
      code: 'handler_failed',
    });
    const refused = { event: null, challenge: false };
    expect(await answered({ ...good, method: 'GET' })).toMatchObject({
      ...refused,
      code: 'method_not_allowed',
      bytes: 0,
    });
    expect(await answered({ ...good, body: 'forged' })).toMatchObject({
      ...refused,
      code: 'signature_mismatch',
      bytes: 6,
    });
    expect(await answered(signedRequest('no JSON'))).toMatchObject({
      ...refused,
      code: 'body_not_json',
      bytes: 7,
    });
  });

  it('tells a URL validation apart', async () => {
    const event = await answered(signedRequest(challengeBody()));
    expect(event).toMatchObject({ status: 200, code: null, event: null, challenge: true });
    const malformed = await answered(signedRequest(challengeBody('a:b')));
    expect(malformed).toMatchObject({ status: 500, code: 'challenge_malformed', challenge: false });
  });

  it('says which secret signed, of URL validations too, and whether an event came before', async () => {
    const facts: AnsweredRequest[] = [];
    const onAnswered = (each: AnsweredRequest) => facts.push(each);
    const onEvent = () => {};
    const receiver = createReceiver({ secrets: ['new', undefined, SECRET], now, onEvent, onAnswered });
    for (const request of [
      good,
      good,
      signedRequest(challengeBody(), { secret: 'new' }),
      signedRequest(body, { secret: 'x' }),
    ])
      await receiver.handle(request);
    expect(facts).toMatchObject([
      { secretIndex: 2, duplicate: false },
      { secretIndex: 2, duplicate: true },
      { secretIndex: 0, duplicate: false },
      { secretIndex: null, duplicate: false },
    ]);
  });

  it('counts what has arrived of a body that stays away or is cut', async () => {
    vi.useFakeTimers();
    // A clock at 0 would hide that the arrival is not subtracted.
    vi.advanceTimersByTime(700);
    const partial: WebhookRequest = {
      ...good,
      body: (buffer) => {
        buffer.add('12345');
        return new Promise(() => {});
      },
    };
    const late = answered(partial);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await late).toMatchObject({ code: 'body_timeout', bytes: 5, ms: 2_000 });
    const large: WebhookRequest = {
      ...good,
      body: async (buffer) => {
        buffer.add('12345');
        buffer.add('67890');
        return buffer;
      },
    };
    expect(await answered(large, { maxBytes: 8 })).toMatchObject({ code: 'body_too_large', bytes: 10 });
  });

  it('gets requests that are cut, aborted, overloaded or too late to be taken', async () => {
    const cut: WebhookRequest = { ...good, body: () => Promise.reject(new Error('x')) };
    expect(await answered(cut)).toMatchObject({
      status: 503,
      code: 'body_incomplete',
      event: null,
      bytes: 0,
    });

    const sender = new AbortController();
    const onEvent = (_: unknown, { signal }: Delivery) => {
      sender.abort();
      return signal.aborted;
    };
    expect(await answered({ ...good, signal: sender.signal }, { onEvent })).toMatchObject({
      status: 503,
      code: 'handler_aborted',
      event: 'meeting.participant_qos',
    });

    const codes: unknown[] = [];
    const gate = deferred();
    const receiver = createReceiver({
      secrets: SECRET,
      now,
      maxConcurrent: 1,
      onEvent: () => gate.promise,
      onAnswered: ({ code }) => codes.push(code),
    });
    const running = receiver.handle(good);
    await receiver.handle(signedRequest(eventBody(undefined, 1)));
    gate.resolve();
    await running;
    await receiver.close();
    await receiver.handle(good);
    expect(codes).toEqual(['overloaded', null, 'shutting_down']);
  });

  it('gets a missed deadline when it is answered, not when its handler ends', async () => {
    vi.useFakeTimers();
    const onEvent = () => new Promise((resolve) => setTimeout(resolve, 60_000));
    const late = answered(good, { onEvent });
    await vi.advanceTimersByTimeAsync(2_500);
    expect(await late).toMatchObject({
      status: 503,
      code: 'deadline_exceeded',
      event: 'meeting.participant_qos',
      ms: 2_500,
    });
    await vi.advanceTimersByTimeAsync(60_000);
  });

  it('changes no answer by failing', async () => {
    const onError = vi.fn();
    const onAnswered = () => {
      throw new Error('listener');
    };
    const receiver = createReceiver({ secrets: SECRET, now, onAnswered, onError });
    expect((await receiver.handle(good)).status).toBe(200);
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ stage: 'listener' });
  });
});

describe('delivery', () => {
  const deliveryOf = async (request: WebhookRequest) => {
    const onEvent = vi.fn<(event: unknown, delivery: Delivery) => void>();
    await createReceiver({ secrets: SECRET, now, onEvent }).handle(request);
    return onEvent.mock.calls[0]?.[1];
  };

  it('has the verified body, which it does not show when it is logged', async () => {
    const delivery = await deliveryOf(good);
    expect(Buffer.from(delivery?.body ?? []).toString()).toBe(body);
    for (const shown of [inspect(delivery, { depth: 9, showHidden: true }), JSON.stringify(delivery)])
      expect(shown).not.toMatch(/event_ts|Uint8Array|Buffer/);
    expect({ ...delivery }).not.toHaveProperty('body');
  });

  it('has the trace context of its request, or null if it is not well-formed', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const context = `00-${trace}-00f067aa0ba902b7-01`;
    const of = async (traceparent: string | undefined) =>
      (await deliveryOf({ ...good, headers: { ...(good.headers as object), traceparent } }))?.traceparent;
    expect(await of(context)).toBe(context);
    for (const text of [
      undefined,
      '',
      'x',
      `${context}\n`,
      context.toUpperCase(),
      context.replace(trace, '0'.repeat(32)),
      `00-${trace}-${'0'.repeat(16)}-01`,
    ])
      expect(await of(text)).toBe(null);
  });
});
