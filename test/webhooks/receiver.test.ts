import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type AnswerCode,
  ChallengeError,
  createReceiver,
  type Delivery,
  EventParseError,
  type ReceiverOptions,
  type RefusedRequest,
  type WebhookAnswer,
  type WebhookRequest,
} from 'zoom-qss/webhooks';
import {
  challengeBody,
  deferred,
  eventBody,
  hmacHex,
  NOW_MS,
  now,
  SECRET,
  signedHeaders,
  signedRequest,
} from './zoom.js';

const receiverOf = (options: Partial<ReceiverOptions> = {}) =>
  createReceiver({ secrets: SECRET, now, ...options });

function codeOf(answer: WebhookAnswer): AnswerCode | undefined {
  return answer.body === '' ? undefined : JSON.parse(answer.body).error;
}

describe('admission', () => {
  const good = signedRequest(eventBody());
  const refusals: [string, Partial<WebhookRequest>, number, AnswerCode][] = [
    ['another path', { path: '/other' }, 404, 'path_unknown'],
    ['a path that only begins alike', { path: '/webhooks/zoom/more' }, 404, 'path_unknown'],
    ['the target //', { path: '//' }, 404, 'path_unknown'],
    ['another method', { method: 'GET' }, 405, 'method_not_allowed'],
    [
      'a content encoding',
      { headers: { ...good.headers, 'content-encoding': 'gzip' } },
      415,
      'encoding_unsupported',
    ],
    ['a declared length too large', { headers: { 'Content-Length': '1048577' } }, 413, 'body_too_large'],
    ['a body too large', { body: 'x'.repeat(1_048_577) }, 413, 'body_too_large'],
    ['no body', { body: '' }, 400, 'body_empty'],
    ['a parsed body', { body: JSON.parse(eventBody()) }, 500, 'body_not_raw'],
    ['no signature', { headers: {} }, 401, 'signature_missing'],
    [
      'a malformed signature',
      { headers: { ...good.headers, 'x-zm-signature': 'v0=1' } },
      401,
      'signature_malformed',
    ],
    [
      'a malformed time',
      { headers: { ...good.headers, 'x-zm-request-timestamp': '1' } },
      401,
      'timestamp_malformed',
    ],
    ['another secret', { headers: signedHeaders(eventBody(), { secret: 'x' }) }, 503, 'signature_mismatch'],
    ['an old request', signedRequest(eventBody(), { timestamp: '1699999000' }), 503, 'timestamp_stale'],
    [
      'a request of the future',
      signedRequest(eventBody(), { timestamp: '1700001000' }),
      503,
      'timestamp_future',
    ],
  ];

  it.each(refusals)('refuses %s', async (_, change, status, code) => {
    const onEvent = vi.fn();
    const refused: RefusedRequest[] = [];
    const receiver = receiverOf({ path: '/webhooks/zoom', onEvent, onRefused: (each) => refused.push(each) });
    const request = { ...good, headers: { ...good.headers, ...change.headers }, ...change };
    const answer = await receiver.handle(request);
    expect(answer).toMatchObject({ status, body: JSON.stringify({ error: code }) });
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.headers.allow).toBe(status === 405 ? 'POST' : undefined);
    expect(onEvent).not.toHaveBeenCalled();
    expect(refused).toMatchObject([{ code, status, message: expect.stringMatching(/^[A-Z].*\.$/) }]);
  });

  it('names the limit of a body too large, and the likely mistake of a signature that does not match', async () => {
    const messages: string[] = [];
    const receiver = receiverOf({ maxBytes: 5_000, onRefused: ({ message }) => messages.push(message) });
    await receiver.handle({ ...good, body: 'x'.repeat(5_001) });
    await receiver.handle({ ...good, headers: { 'content-length': '5001' } });
    await receiver.handle({ ...good, body: 'another' });
    expect(messages).toEqual([
      'Body exceeds maxBytes (5000).',
      'Body exceeds maxBytes (5000).',
      'Signature mismatch: wrong secret, or modified body.',
    ]);
  });

  it('checks path, method, encoding, length, bytes, signature and time in this order', async () => {
    const receiver = receiverOf({ path: '/webhooks/zoom' });
    const wrong = {
      path: '/other',
      method: 'PUT',
      headers: { 'content-encoding': 'br', 'content-length': '9999999' } as Record<string, string>,
      body: '' as string,
    };
    const codes: unknown[] = [];
    const repairs: (() => void)[] = [
      () => {},
      () => {
        wrong.path = '/webhooks/zoom?x=1';
      },
      () => {
        wrong.method = 'POST';
      },
      () => delete wrong.headers['content-encoding'],
      () => delete wrong.headers['content-length'],
      () => {
        wrong.body = eventBody();
      },
      () => Object.assign(wrong.headers, signedHeaders(wrong.body, { secret: 'x', timestamp: '1600000000' })),
      () => Object.assign(wrong.headers, signedHeaders(wrong.body, { timestamp: '1600000000' })),
      () => Object.assign(wrong.headers, signedHeaders(wrong.body)),
    ];
    for (const repair of repairs) {
      repair();
      codes.push(codeOf(await receiver.handle(wrong)));
    }
    expect(codes).toEqual([
      'path_unknown',
      'method_not_allowed',
      'encoding_unsupported',
      'body_too_large',
      'body_empty',
      'signature_missing',
      'signature_mismatch',
      'timestamp_stale',
      undefined,
    ]);
  });

  it('reads no body that it refuses before', async () => {
    const body = vi.fn(async () => eventBody());
    const receiver = receiverOf({ path: '/webhooks/zoom' });
    await receiver.handle({ ...good, path: '/other', body });
    await receiver.handle({ ...good, method: 'GET', body });
    await receiver.handle({ ...good, headers: { ...good.headers, 'content-length': '2000000' }, body });
    expect(body).not.toHaveBeenCalled();
    await receiver.handle({ ...good, body });
    expect(body).toHaveBeenCalledOnce();
  });

  it('answers any path when none is given, and takes a slash at the end for none', async () => {
    for (const path of ['', '/', '/anything', 'http://[::bad/x', '*'])
      expect((await receiverOf().handle({ ...good, path })).status).toBe(200);
    const receiver = receiverOf({ path: '/webhooks/zoom' });
    for (const path of ['/webhooks/zoom/', '/webhooks/zoom?a=/b', 'https://example.com/webhooks/zoom#x'])
      expect((await receiver.handle({ ...good, path })).status).toBe(200);
  });

  it('says 503 for a body that stays away or breaks off', async () => {
    vi.useFakeTimers();
    const receiver = receiverOf();
    const slow = receiver.handle({ ...good, body: () => new Promise(() => {}) });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(codeOf(await slow)).toBe('body_timeout');
    const broken = await receiver.handle({ ...good, body: () => Promise.reject(new Error('ECONNRESET')) });
    expect(broken).toMatchObject({ status: 503, body: '{"error":"body_incomplete"}' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes the content encoding that encodes nothing, in any case', async () => {
    for (const encoding of ['identity', 'Identity', '']) {
      const headers = { ...good.headers, 'content-encoding': encoding };
      expect((await receiverOf().handle({ ...good, headers })).status).toBe(200);
    }
  });

  it('takes headers that are not there for empty ones', async () => {
    const answer = await receiverOf().handle({ ...good, headers: undefined as never });
    expect(codeOf(answer)).toBe('signature_missing');
  });

  it('says 500 when there is no secret, and tells whoever listens why', async () => {
    const onError = vi.fn();
    expect((await receiverOf({ secrets: undefined }).handle(good)).status).toBe(500);
    const failure = new Error('vault sealed');
    const onRefused = vi.fn();
    const secrets = () => Promise.reject(failure);
    const answer = await receiverOf({ secrets, onError, onRefused }).handle(good);
    expect(codeOf(answer)).toBe('secret_missing');
    expect(onRefused.mock.calls).toMatchObject([[{ message: 'The secrets function failed.' }]]);
    expect(onError).toHaveBeenCalledExactlyOnceWith({ stage: 'secrets', error: failure });
  });

  it('tells of a refusal by a request id fit for a log line, or by none', async () => {
    const refused: RefusedRequest[] = [];
    const receiver = receiverOf({ onRefused: (each) => refused.push(each) });
    for (const id of ['Req-1_a.b', 'two\nlines', 'x'.repeat(200), undefined])
      await receiver.handle({ ...good, headers: { 'x-zm-request-id': id } });
    expect(refused.map(({ requestId }) => requestId)).toEqual(['Req-1_a.b', null, null, null]);
  });
});

describe('a signature that does not match', () => {
  const body = eventBody();
  const statusAt = async (secondsFromNow: number, options: Partial<ReceiverOptions> = {}) => {
    const timestamp = String(NOW_MS / 1000 + secondsFromNow);
    const answer = await receiverOf(options).handle(signedRequest(body, { secret: 'x', timestamp }));
    expect(codeOf(answer)).toBe('signature_mismatch');
    return answer.status;
  };

  it('is answered 503 while its time is within tolerance, for it may be genuine, else 401', async () => {
    for (const seconds of [-300, 0, 300]) expect(await statusAt(seconds)).toBe(503);
    for (const seconds of [-301, 301]) expect(await statusAt(seconds)).toBe(401);
    expect(await statusAt(-301, { toleranceSeconds: 400 })).toBe(503);
  });

  it('is answered 401 with mismatchStatus: 401, and onRefused gets the status that is sent', async () => {
    const onRefused = vi.fn();
    for (const seconds of [-301, 0])
      expect(await statusAt(seconds, { mismatchStatus: 401, onRefused })).toBe(401);
    await statusAt(0, { onRefused });
    expect(onRefused.mock.calls.map(([{ status }]) => status)).toEqual([401, 401, 503]);
  });

  it('is handled when Zoom sends it again to a receiver whose secret has been put right', async () => {
    let secret = 'of another app';
    const onEvent = vi.fn();
    const receiver = receiverOf({ secrets: () => secret, onEvent });
    expect((await receiver.handle(signedRequest(body))).status).toBe(503);
    secret = SECRET;
    expect((await receiver.handle(signedRequest(body))).status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
  });
});

describe('delivery.secretIndex', () => {
  it('says which of the secrets signed, counted as they were given', async () => {
    const secrets = [undefined, ' ', 'new', 'old'];
    const indexOf = async (secret: string) => {
      let index: number | undefined;
      const onEvent = (_: unknown, delivery: Delivery) => {
        index = delivery.secretIndex;
      };
      await receiverOf({ secrets, onEvent }).handle(signedRequest(eventBody(), { secret }));
      return index;
    };
    expect([await indexOf('new'), await indexOf('old')]).toEqual([2, 3]);
    const onEvent = vi.fn();
    await receiverOf({ onEvent }).handle(signedRequest(eventBody()));
    expect(onEvent.mock.calls[0]?.[1].secretIndex).toBe(0);
  });
});

describe('challenges', () => {
  const answerTo = (body: string, options: { secret?: string } = {}, receiver = receiverOf()) =>
    receiver.handle(signedRequest(body, options));

  it('are answered before user code, with the token and its HMAC', async () => {
    const onUnknown = vi.fn();
    const plainToken = 'qgg8vlvZRS6UYooatFL8Aw';
    const answer = await answerTo(challengeBody(plainToken), {}, receiverOf({ onUnknown }));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ plainToken, encryptedToken: hmacHex(SECRET, plainToken) });
    expect(onUnknown).not.toHaveBeenCalled();
  });

  it('are answered with the secret that signed them', async () => {
    const receiver = receiverOf({ secrets: [SECRET, 'older'] });
    const answer = await answerTo(challengeBody('token'), { secret: 'older' }, receiver);
    expect(JSON.parse(answer.body).encryptedToken).toBe(hmacHex('older', 'token'));
  });

  it('are refused unsigned, or for a token that would make the receiver sign events', async () => {
    expect((await answerTo(challengeBody('token'), { secret: 'attacker' })).status).toBe(503);
    const forged = `v0:1700000000:${eventBody()}`;
    for (const token of [forged, 'a:b', '', 7, null, ['a'], {}]) {
      const answer = await answerTo(challengeBody(token));
      expect(answer).toMatchObject({ status: 500, body: '{"error":"challenge_malformed"}' });
      if (token) expect(answer.body).not.toContain(hmacHex(SECRET, String(token)));
    }
  });

  it('that are malformed go to onUnreadable', async () => {
    const onUnreadable = vi.fn();
    expect((await answerTo(challengeBody(''), {}, receiverOf({ onUnreadable }))).status).toBe(200);
    expect(onUnreadable.mock.calls[0]?.[0].error).toBeInstanceOf(ChallengeError);
  });
});

describe('dispatch', () => {
  it('hands an event to the handler of its name, else to onEvent', async () => {
    const named = vi.fn();
    const onEvent = vi.fn();
    const qos = signedRequest(eventBody('meeting.participant_qos'));
    const call = signedRequest(eventBody('phone.call_qos'));
    const on = { 'meeting.participant_qos': named };
    await receiverOf({ on, onEvent }).handle(qos);
    expect([named, onEvent].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    await receiverOf({ on, onEvent }).handle(call);
    expect([named, onEvent].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    expect((await receiverOf().handle(call)).status).toBe(200);
  });

  it('hands an event new at Zoom to onUnknown, whatever it is called', async () => {
    for (const name of ['meeting.new_thing', '__proto__', 'constructor', 'toString']) {
      const onUnknown = vi.fn();
      const onEvent = vi.fn();
      const body = `{"event":${JSON.stringify(name)},"payload":{"a":1}}`;
      expect((await receiverOf({ onUnknown, onEvent }).handle(signedRequest(body))).status).toBe(200);
      expect(onUnknown.mock.calls[0]?.[0].event).toBe(name);
      expect(onEvent).not.toHaveBeenCalled();
      expect((await receiverOf().handle(signedRequest(body))).status).toBe(200);
    }
  });

  it('hands an event new at Zoom to the handler of its name in onUnknown', async () => {
    const named = vi.fn();
    const onUnknown = { 'meeting.new_thing': named };
    const bodyOf = (name: string) => `{"event":${JSON.stringify(name)},"payload":{"a":1}}`;
    for (const name of ['meeting.new_thing', 'meeting.other', 'toString', '__proto__'])
      expect((await receiverOf({ onUnknown }).handle(signedRequest(bodyOf(name)))).status).toBe(200);
    expect(named.mock.calls.map(([event]) => event.event)).toEqual(['meeting.new_thing']);
  });

  it('hands over what was repaired, by path and kind', async () => {
    const event = JSON.parse(eventBody('session.user_qos'));
    event.payload.object.user.name = null;
    event.event_ts = String(event.event_ts);
    const onEvent = vi.fn();
    await receiverOf({ onEvent }).handle(signedRequest(JSON.stringify(event)));
    await receiverOf({ onEvent }).handle(signedRequest(eventBody()));
    expect(onEvent.mock.calls.map(([, { repairs }]) => repairs)).toEqual([
      [
        { action: 'converted', path: ['event_ts'], expected: 'number', received: 'string' },
        {
          action: 'filled',
          path: ['payload', 'object', 'user', 'name'],
          expected: 'string',
          received: 'null',
        },
      ],
      [],
    ]);
  });

  it.each([
    [{ on: { 'meeting.participant_qoss': () => undefined } }, /onUnknown/],
    [{ on: { 'phone.call_qos': 'text' } }, /on\['phone.call_qos'\]/],
    [{ onUnknown: { 'meeting.new_thing': 5 } }, /onUnknown\['meeting.new_thing'\]/],
  ])('refuses the handlers %o', (options, message) => {
    expect(() => receiverOf(options as object)).toThrow(message);
  });

  it('answers if the clock fails, and reads it once for a request', async () => {
    const failure = new Error('x');
    const clock = vi.fn(now).mockImplementationOnce(() => {
      throw failure;
    });
    const onError = vi.fn();
    const receiver = receiverOf({ now: clock, onEvent: () => {}, onError });
    expect(codeOf(await receiver.handle(signedRequest(eventBody())))).toBe('internal_error');
    expect(onError).toHaveBeenCalledExactlyOnceWith({ stage: 'receiver', error: failure });
    const wrong = signedRequest(eventBody(), { secret: 'another' });
    clock.mockClear();
    expect((await receiver.handle(wrong)).status).toBe(503);
    expect(clock).toHaveBeenCalledOnce();
    await receiver.close();
  });

  it('counts the repairs that a delivery does not list', async () => {
    const event = JSON.parse(eventBody());
    const [item] = event.payload.object.participant.qos;
    event.payload.object.participant.qos = [item, ...Array.from({ length: 130 }, () => 'no item')];
    const onEvent = vi.fn();
    await receiverOf({ onEvent }).handle(signedRequest(JSON.stringify(event)));
    const [, { repairs, repairsOmitted }] = onEvent.mock.calls[0] ?? [];
    expect(repairs).toHaveLength(100);
    expect(repairsOmitted).toEqual({ filled: 0, dropped: 30, converted: 0 });
  });

  it('says what is known of the delivery', async () => {
    const body = eventBody();
    const request = signedRequest(body, { timestamp: '1699999990' });
    let delivery: Delivery | undefined;
    await receiverOf({ onEvent: (_, each) => (delivery = each) }).handle(request);
    expect(delivery).toMatchObject({
      trackingId: 'v=2.0;clid=us01;rid=WEB_test',
      signedAtMs: 1_699_999_990_000,
      receivedAtMs: NOW_MS,
    });
    expect(delivery?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(delivery?.bodyHash).toMatch(/^[0-9a-f]{64}$/);
    expect(delivery?.signal.aborted).toBe(false);
  });

  it('hands what is genuine but unreadable to onUnreadable, whole', async () => {
    const bodies: [string | Uint8Array, AnswerCode][] = [
      ['not json', 'body_not_json'],
      ['{"payload":{}}', 'event_malformed'],
      ['{"event":"meeting.participant_qos","payload":[]}', 'event_malformed'],
      [new Uint8Array([0xff, 0xfe]), 'body_not_utf8'],
    ];
    for (const [body, code] of bodies) {
      const onUnreadable = vi.fn();
      expect((await receiverOf({ onUnreadable }).handle(signedRequest(body))).status).toBe(200);
      const unreadable = onUnreadable.mock.calls[0]?.[0];
      expect(Buffer.from(unreadable.body)).toEqual(Buffer.from(body));
      expect(unreadable.error).toBeInstanceOf(EventParseError);
      expect(unreadable.delivery.bodyHash).toHaveLength(64);
      expect(await receiverOf().handle(signedRequest(body))).toMatchObject({
        status: 500,
        body: JSON.stringify({ error: code }),
      });
      const throwing = receiverOf({ onUnreadable: () => Promise.reject(new Error()) });
      expect(codeOf(await throwing.handle(signedRequest(body)))).toBe('handler_failed');
    }
  });
});

describe('what is genuine but unreadable, without onUnreadable,', () => {
  it.each([
    ['body_empty', ' \n'],
    ['body_empty', '\uFEFF'],
    ['body_not_json', '{'],
    ['event_malformed', '{}'],
    ['challenge_malformed', challengeBody('a:b')],
  ])('is answered with 500, so that Zoom tries again, and reported: %s', async (code, body) => {
    const onError = vi.fn();
    const answer = await receiverOf({ onError }).handle(signedRequest(body));
    expect(answer).toMatchObject({ status: 500, body: JSON.stringify({ error: code }) });
    expect(onError).toHaveBeenCalledExactlyOnceWith({
      stage: 'unreadable',
      error: expect.objectContaining({ code }),
      delivery: expect.objectContaining({ signedAtMs: NOW_MS }),
    });
  });
});

describe('success and failure', () => {
  const body = eventBody();

  it('answers 500 whatever a handler throws or rejects with, and calls it again for the retry', async () => {
    const thrown = [new Error('x'), undefined, null, 0, '', Symbol('x')];
    for (const value of thrown) {
      for (const fail of [
        () => {
          throw value;
        },
        () => Promise.reject(value),
        // biome-ignore lint/suspicious/noThenProperty: a promise of another library's
        () => ({ then: (_: unknown, reject: (reason: unknown) => void) => reject(value) }),
      ]) {
        const onEvent = vi.fn<() => unknown>().mockImplementationOnce(fail);
        const onError = vi.fn();
        const receiver = receiverOf({ onEvent, onError });
        expect(codeOf(await receiver.handle(signedRequest(body)))).toBe('handler_failed');
        expect(onError).toHaveBeenCalledOnce();
        expect(onError.mock.calls[0]?.[0]).toMatchObject({ stage: 'handler' });
        expect(onError.mock.calls[0]?.[0].error).toBe(value);
        expect((await receiver.handle(signedRequest(body))).status).toBe(200);
        expect(onEvent).toHaveBeenCalledTimes(2);
      }
    }
  });

  it('acknowledges a retry of what has been handled without a second call, by its body alone', async () => {
    const onEvent = vi.fn();
    const onDuplicate = vi.fn();
    const receiver = receiverOf({ onEvent, onDuplicate });
    await receiver.handle(signedRequest(body));
    const retry = await receiver.handle(signedRequest(body, { timestamp: '1700000100' }));
    expect(retry.status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
    expect(onDuplicate).toHaveBeenCalledOnce();
    expect(onDuplicate.mock.calls[0]?.[0].signedAtMs).toBe(1_700_000_100_000);
    // Another body under the same request id is another event.
    const other = eventBody('meeting.participant_qos', 5);
    await receiver.handle(signedRequest(other));
    expect(onEvent).toHaveBeenCalledTimes(2);
  });

  it('answers 503 while another attempt is at it', async () => {
    const gate = deferred();
    const onEvent = vi.fn(() => gate.promise);
    const receiver = receiverOf({ onEvent });
    const first = receiver.handle(signedRequest(body));
    await vi.waitFor(() => expect(onEvent).toHaveBeenCalledOnce());
    expect(await receiver.handle(signedRequest(body))).toMatchObject({
      status: 503,
      body: '{"error":"busy"}',
    });
    gate.resolve();
    expect((await first).status).toBe(200);
    expect((await receiver.handle(signedRequest(body))).status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
  });

  it('lets no listener change the answer', async () => {
    const fail = () => {
      throw new Error('listener');
    };
    for (const listener of [fail, () => Promise.reject(new Error('listener'))]) {
      const onError = vi.fn();
      const receiver = receiverOf({ onRefused: listener, onDuplicate: listener, onEvent: () => {}, onError });
      expect((await receiver.handle({ ...signedRequest(body), method: 'GET' })).status).toBe(405);
      await receiver.handle(signedRequest(body));
      expect((await receiver.handle(signedRequest(body))).status).toBe(200);
      await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(2));
      const deaf = receiverOf({ onRefused: listener, onError: listener });
      expect((await deaf.handle({ ...signedRequest(body), method: 'GET' })).status).toBe(405);
    }
  });
});

describe('the deadline', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const body = eventBody();
  const hanging = () => new Promise<never>(() => {});

  it('gets 503, and what succeeds later is acknowledged without a second call', async () => {
    const gate = deferred();
    const onEvent = vi.fn(() => gate.promise);
    const receiver = receiverOf({ onEvent });
    let answer: WebhookAnswer | undefined;
    void receiver.handle(signedRequest(body)).then((each) => {
      answer = each;
    });
    await vi.advanceTimersByTimeAsync(2_499);
    expect(answer).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(answer).toMatchObject({ status: 503, body: '{"error":"deadline_exceeded"}' });
    gate.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect((await receiver.handle(signedRequest(body))).status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
  });

  it('forgets what fails later, and reports it', async () => {
    const gate = deferred();
    const onEvent = vi.fn<() => unknown>().mockImplementationOnce(() => gate.promise);
    const onError = vi.fn();
    const receiver = receiverOf({ onEvent, onError });
    const answer = receiver.handle(signedRequest(body));
    await vi.advanceTimersByTimeAsync(2_500);
    expect((await answer).status).toBe(503);
    gate.reject(new Error('late'));
    await vi.advanceTimersByTimeAsync(0);
    expect(onError.mock.calls.map(([{ stage }]) => stage)).toEqual(['deadline', 'handler']);
    expect((await receiver.handle(signedRequest(body))).status).toBe(200);
    expect(onEvent).toHaveBeenCalledTimes(2);
  });

  it('does not abort the signal of the delivery', async () => {
    let delivery: Delivery | undefined;
    const receiver = receiverOf({
      onEvent: (_, each) => {
        delivery = each;
        void each.signal;
        return hanging();
      },
    });
    const answer = receiver.handle(signedRequest(body));
    await vi.advanceTimersByTimeAsync(2_500);
    await answer;
    expect(delivery?.signal.aborted).toBe(false);
  });

  it('counts from arrival, the reading of the body and the secrets included', async () => {
    const read = new Promise<string>((resolve) => setTimeout(resolve, 1_500, body));
    const receiver = receiverOf({ onEvent: hanging });
    const answer = receiver.handle({ ...signedRequest(body), body: () => read });
    await vi.advanceTimersByTimeAsync(2_500);
    expect(codeOf(await answer)).toBe('deadline_exceeded');
  });

  it.each([
    [2_200, 2_500],
    [2_700, 2_700],
  ])('holds for a handler that works %i ms without a pause: answered at %i', async (busyMs, answeredMs) => {
    const started = performance.now();
    const receiver = receiverOf({
      onEvent: () => {
        // What the timers have to say that fire here waits for the end of this, as in a process that is busy.
        vi.advanceTimersByTime(busyMs);
        return hanging();
      },
    });
    const answered = receiver.handle(signedRequest(body)).then((answer) => {
      expect(codeOf(answer)).toBe('deadline_exceeded');
      return performance.now() - started;
    });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await answered).toBe(answeredMs);
  });

  it('bounds the body too, where it is less than bodyTimeoutMs', async () => {
    const receiver = receiverOf({ deadlineMs: 500, onEvent: hanging });
    const bodiless = receiver.handle({ ...signedRequest(body), body: hanging });
    const handled = receiver.handle(signedRequest(body));
    await vi.advanceTimersByTimeAsync(501);
    expect(codeOf(await bodiless)).toBe('body_timeout');
    expect(codeOf(await handled)).toBe('deadline_exceeded');
  });

  it('is reported with the delivery whose handler overruns it, and only then', async () => {
    const onError = vi.fn();
    const receiver = receiverOf({ onEvent: hanging, onError });
    void receiver.handle(signedRequest(body));
    void receiver.handle({ ...signedRequest(eventBody(undefined, 1)), body: hanging });
    await vi.advanceTimersByTimeAsync(2_500);
    expect(onError).toHaveBeenCalledExactlyOnceWith({
      stage: 'deadline',
      error: expect.objectContaining({
        name: 'TimeoutError',
        message: expect.stringMatching(/^The handler /),
      }),
      delivery: expect.objectContaining({ signedAtMs: NOW_MS }),
    });
  });

  it('leaves time to report that the secrets function hangs, and to release the request', async () => {
    const onError = vi.fn();
    const receiver = receiverOf({ secrets: hanging, onError });
    const answer = receiver.handle(signedRequest(body));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(codeOf(await answer)).toBe('secret_missing');
    expect(onError).toHaveBeenCalledExactlyOnceWith({
      stage: 'secrets',
      error: expect.objectContaining({ name: 'TimeoutError' }),
    });
    await receiver.close();
  });

  it('does not hide that the secrets function fails after it', async () => {
    const read = new Promise<string>((resolve) => setTimeout(resolve, 1_500, body));
    const failure = new Error('x');
    const onError = vi.fn();
    const receiver = receiverOf({
      secrets: () => new Promise((_, reject) => setTimeout(reject, 1_500, failure)),
      onError,
    });
    const answer = receiver.handle({ ...signedRequest(body), body: () => read });
    await vi.advanceTimersByTimeAsync(2_500);
    expect(codeOf(await answer)).toBe('deadline_exceeded');
    expect(onError).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(500);
    expect(onError).toHaveBeenCalledExactlyOnceWith({ stage: 'secrets', error: failure });
  });

  it('calls a handler again once its lease is over, before Zoom first tries again', async () => {
    const onEvent = vi.fn(hanging);
    // The clock of signatures stands still: leases do not go by it.
    const receiver = receiverOf({ onEvent });
    void receiver.handle(signedRequest(body));
    await vi.advanceTimersByTimeAsync(200_000);
    expect(codeOf(await receiver.handle(signedRequest(body)))).toBe('busy');
    await vi.advanceTimersByTimeAsync(40_000);
    void receiver.handle(signedRequest(body));
    await vi.advanceTimersByTimeAsync(0);
    expect(onEvent).toHaveBeenCalledTimes(2);
  });

  it('leaves no timer behind', async () => {
    const receiver = receiverOf({ onEvent: async () => {} });
    await receiver.handle(signedRequest(body));
    await receiver.handle({ ...signedRequest(body), body: async () => body });
    await receiver.handle({ ...signedRequest(body), method: 'GET' });
    await receiver.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a dedupe store that fails', () => {
  const body = eventBody();

  it('lets the handler run: a duplicate before a loss', async () => {
    const fail = () => {
      throw new Error('store');
    };
    for (const method of [fail, () => Promise.reject(new Error('store'))]) {
      const onEvent = vi.fn();
      const onError = vi.fn();
      const receiver = receiverOf({
        onEvent,
        onError,
        dedupe: { claim: method, complete: method, release: method },
      });
      expect((await receiver.handle(signedRequest(body))).status).toBe(200);
      expect(onEvent).toHaveBeenCalledOnce();
      expect(onError.mock.calls.map(([failure]) => failure.stage)).toEqual(['dedupe', 'dedupe']);
      onEvent.mockRejectedValueOnce(new Error('handler'));
      expect(codeOf(await receiver.handle(signedRequest(body)))).toBe('handler_failed');
    }
  });

  it('by hanging does not hold up the answer', async () => {
    vi.useFakeTimers();
    const hang = () => new Promise<never>(() => {});
    const onEvent = vi.fn();
    const onError = vi.fn();
    const receiver = receiverOf({
      onEvent,
      onError,
      dedupe: { claim: hang, complete: hang, release: hang },
    });
    const answer = receiver.handle(signedRequest(body));
    await vi.advanceTimersByTimeAsync(1_300);
    expect((await answer).status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
    expect(onError.mock.calls.map(([{ error }]) => [error.name, error.message.slice(0, 16)])).toEqual(
      Array(2).fill(['TimeoutError', 'The dedupe store']),
    );
    vi.useRealTimers();
  });
});

describe('a dedupe store that answers something else', () => {
  it('is reported once for each claim, and the event handled', async () => {
    for (const answer of [true, null, 'OK', Promise.resolve(1), Promise.resolve()]) {
      const onEvent = vi.fn();
      const onError = vi.fn();
      const claim = () => answer as 'new';
      const dedupe = { claim, complete: () => {}, release: () => {} };
      const receiver = receiverOf({ onEvent, onError, dedupe });
      expect((await receiver.handle(signedRequest(eventBody()))).status).toBe(200);
      expect(onEvent).toHaveBeenCalledOnce();
      expect(onError).toHaveBeenCalledExactlyOnceWith({
        stage: 'dedupe',
        error: expect.objectContaining({
          code: 'argument_invalid',
          argument: 'dedupe.claim',
          message: "Expected dedupe.claim to be a function that returns 'new', 'busy' or 'done'.",
        }),
      });
    }
  });
});

describe('acknowledging at once', () => {
  const body = eventBody();

  it('answers before the handler ends, and hands the work to waitUntil', async () => {
    const gate = deferred();
    const works: Promise<unknown>[] = [];
    const onDuplicate = vi.fn();
    const receiver = receiverOf({ onEvent: () => gate.promise, ack: 'immediate', onDuplicate });
    const waitUntil = (work: Promise<unknown>) => void works.push(work);
    expect((await receiver.handle({ ...signedRequest(body), waitUntil })).status).toBe(200);
    expect(works).toHaveLength(1);
    gate.resolve();
    await works[0];
    await receiver.handle({ ...signedRequest(body), waitUntil });
    expect(onDuplicate).toHaveBeenCalledOnce();
  });

  it('answers before a handler that works without a pause begins, and closing waits for it', async () => {
    const onEvent = vi.fn();
    const receiver = receiverOf({ onEvent, ack: 'immediate' });
    await receiver.handle({ ...signedRequest(body), waitUntil: () => {} });
    expect(onEvent).not.toHaveBeenCalled();
    await receiver.close();
    expect(onEvent).toHaveBeenCalledOnce();
  });

  it('waits for the handler where nothing keeps the work alive', async () => {
    const receiver = receiverOf({ onEvent: () => Promise.reject(new Error('x')), ack: 'immediate' });
    expect((await receiver.handle(signedRequest(body))).status).toBe(500);
  });

  it('reports a handler that fails after the answer', async () => {
    const onError = vi.fn();
    const receiver = receiverOf({ onEvent: () => Promise.reject(new Error('x')), ack: 'immediate', onError });
    const answer = await receiver.handle({ ...signedRequest(body), waitUntil: () => {} });
    expect(answer.status).toBe(200);
    await receiver.close();
    expect(onError).toHaveBeenCalledOnce();
  });
});

describe('closing', () => {
  it('aborts running deliveries, waits for their handlers, and answers 503 from then on', async () => {
    let delivery: Delivery | undefined;
    const onEvent = (_: unknown, each: Delivery) => {
      delivery = each;
      return new Promise((_resolve, reject) => {
        each.signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    };
    const onRefused = vi.fn();
    const receiver = receiverOf({ onEvent, onRefused });
    const answer = receiver.handle(signedRequest(eventBody()));
    await vi.waitFor(() => expect(delivery).toBeDefined());
    await receiver.close();
    expect(delivery?.signal.aborted).toBe(true);
    expect(delivery?.signal.reason).toMatchObject({
      name: 'AbortError',
      message: 'The receiver is closing.',
    });
    expect(codeOf(await answer)).toBe('handler_failed');
    expect(codeOf(await receiver.handle(signedRequest(eventBody())))).toBe('shutting_down');
    expect(onRefused.mock.calls).toMatchObject([[{ message: 'The receiver is closing.' }]]);
  });

  it('leaves handlers their grace, and waits 5 seconds more for those that never end', async () => {
    vi.useFakeTimers();
    const signals: AbortSignal[] = [];
    const onEvent = (_: unknown, { signal }: Delivery) => {
      signals.push(signal);
      return new Promise(() => {});
    };
    const receiver = receiverOf({ onEvent });
    void receiver.handle(signedRequest(eventBody()));
    await vi.advanceTimersByTimeAsync(0);
    const closed = vi.fn();
    void receiver.close({ graceMs: 1_000 }).then(closed);
    await vi.advanceTimersByTimeAsync(999);
    expect(signals[0]?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(signals[0]?.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(closed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(closed).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  it('does not wait out the grace when all handlers have ended, and leaves no timer', async () => {
    vi.useFakeTimers();
    const gate = deferred();
    const aborted = vi.fn();
    const onEvent = (_: unknown, { signal }: Delivery) => {
      signal.addEventListener('abort', aborted);
      return gate.promise;
    };
    const receiver = receiverOf({ onEvent });
    const answer = receiver.handle(signedRequest(eventBody()));
    await vi.advanceTimersByTimeAsync(0);
    const closing = receiver.close({ graceMs: 60_000 });
    gate.resolve();
    await closing;
    expect((await answer).status).toBe(200);
    expect(aborted).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('refuses a graceMs that is negative or not finite', async () => {
    for (const graceMs of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      await expect(receiverOf().close({ graceMs })).rejects.toMatchObject({ argument: 'graceMs' });
  });

  it('aborts a delivery whose handler starts while it closes', async () => {
    const gate = deferred<'new'>();
    const claim = vi.fn(() => gate.promise);
    const onEvent = vi.fn((_: unknown, { signal }: Delivery) => expect(signal.aborted).toBe(true));
    const receiver = receiverOf({ onEvent, dedupe: { claim, complete: () => {}, release: () => {} } });
    const answer = receiver.handle(signedRequest(eventBody()));
    await vi.waitFor(() => expect(claim).toHaveBeenCalledOnce());
    const closing = receiver.close();
    gate.resolve('new');
    await closing;
    expect(codeOf(await answer)).toBe('handler_aborted');
    expect(onEvent).toHaveBeenCalledOnce();
  });

  it('hands an aborted signal to whoever asks late', async () => {
    const gate = deferred();
    let delivery: Delivery | undefined;
    const receiver = receiverOf({
      onEvent: (_, each) => {
        delivery = each;
        return gate.promise;
      },
    });
    void receiver.handle(signedRequest(eventBody()));
    await vi.waitFor(() => expect(delivery).toBeDefined());
    const closing = receiver.close();
    expect(delivery?.signal.aborted).toBe(true);
    gate.resolve();
    await closing;
  });

  it('aborts the signal when the sender goes away', async () => {
    const sender = new AbortController();
    const aborted = deferred();
    const receiver = receiverOf({
      onEvent: (_, { signal }) => {
        signal.addEventListener('abort', () => aborted.resolve());
        sender.abort();
      },
    });
    await receiver.handle({ ...signedRequest(eventBody()), signal: sender.signal });
    await aborted.promise;
  });

  it('hands over an aborted signal, with its reason, if the sender has gone already', async () => {
    const onEvent = vi.fn((_: unknown, { signal }: Delivery) => {
      expect([signal.aborted, signal.reason]).toEqual([true, 'gone']);
    });
    await receiverOf({ onEvent }).handle({
      ...signedRequest(eventBody()),
      signal: AbortSignal.abort('gone'),
    });
    expect(onEvent.mock.results).toMatchObject([{ type: 'return' }]);
  });
});

it('releases a signal of the sender that outlives the delivery', async () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  const receiver = receiverOf({ onEvent: (_, delivery) => void delivery.signal });
  await receiver.handle({ ...signedRequest(eventBody()), signal });
  expect(added).toHaveBeenCalledOnce();
  expect(removed.mock.calls[0]?.slice(0, 2)).toEqual(added.mock.calls[0]?.slice(0, 2));
});

describe('options', () => {
  it.each([
    ['path', { path: 'webhooks' }],
    ['maxBytes', { maxBytes: 0 }],
    ['bodyTimeoutMs', { bodyTimeoutMs: Number.NaN }],
    ['deadlineMs', { deadlineMs: 5_000 }],
    ['toleranceSeconds', { toleranceSeconds: -1 }],
    ['mismatchStatus', { mismatchStatus: 200 as never }],
    ['ack', { ack: 'later' as 'immediate' }],
    ['path', { path: 7 as never }],
    ["on['qss.meeting']", { on: { 'qss.meeting': () => {} } as never }],
    ["on['phone.call_qos']", { on: { 'phone.call_qos': 'handle' as never } }],
    ['dedupe.claim', { dedupe: null as never }],
    ['dedupe.claim', { dedupe: new Map() as never }],
    ['dedupe.release', { dedupe: { claim: () => 'new', complete: () => {} } as never }],
  ] as [string, Partial<ReceiverOptions>][])('out of range name themselves: %s', (argument, options) => {
    expect(() => receiverOf(options)).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument }),
    );
  });
});

it('refuses to be made without options', () => {
  for (const options of [undefined, null, SECRET])
    expect(() => createReceiver(options as never)).toThrow(
      expect.objectContaining({ argument: 'options', message: 'Expected options to be an object.' }),
    );
  expect(() => receiverOf({ toleranceSeconds: -1 })).toThrow('a number from 0 to 2147483648.');
});

describe('any request', () => {
  it('signed or not, gets a documented answer and no payload text', async () => {
    const name = fc.oneof(
      fc.constantFrom('x-zm-signature', 'x-zm-request-timestamp', 'content-length'),
      fc.string(),
    );
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string()));
    const json = fc.oneof(fc.json(), fc.constant(eventBody()), fc.string({ unit: 'binary', minLength: 1 }));
    const receiver = receiverOf({ path: '/' });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'GET', ''),
        fc.oneof(fc.constant('/'), fc.webPath(), fc.string()),
        fc.dictionary(name, value),
        json,
        fc.boolean(),
        async (method, path, headers, body, signed) => {
          const request = {
            method,
            path,
            headers: signed ? { ...headers, ...signedHeaders(body) } : headers,
            body,
          };
          const answer = await receiver.handle(request);
          expect([200, 400, 401, 404, 405, 413, 415, 500, 503]).toContain(answer.status);
          expect(codeOf(answer)).not.toBe('internal_error');
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('leaves no trace of the secret in what a receiver shows of itself', () => {
    expect(inspect(receiverOf(), { depth: 9, showHidden: true })).not.toContain(SECRET);
  });
});
