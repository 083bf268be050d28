import { describe, expect, it, vi } from 'vitest';
import { createReceiver, type LambdaEvent, toLambdaHandler } from 'zoom-qss/webhooks';
import { challengeBody, eventBody, hmacHex, now, SECRET, signedHeaders } from './zoom.js';

const body = eventBody().replace('"event_ts"', '"x":"é😀","event_ts"');
const base64 = Buffer.from(body).toString('base64');
const headers = signedHeaders(body);
const titled = Object.fromEntries(
  Object.entries(headers).map(([name, value]) => [name.replace(/\b[a-z]/g, (c) => c.toUpperCase()), value]),
);
const lists = Object.fromEntries(Object.entries(titled).map(([name, value]) => [name, [value]]));

/** Events as AWS documents them, cut down to what concerns HTTP. */
const events: [string, LambdaEvent][] = [
  [
    'API Gateway v1',
    {
      httpMethod: 'POST',
      path: '/hook',
      headers: titled,
      multiValueHeaders: lists,
      body,
      isBase64Encoded: false,
    },
  ],
  [
    'API Gateway v2',
    { rawPath: '/hook', requestContext: { http: { method: 'POST' } }, headers, body, isBase64Encoded: false },
  ],
  [
    'a function URL',
    {
      rawPath: '/hook',
      requestContext: { http: { method: 'POST' } },
      headers,
      body: base64,
      isBase64Encoded: true,
    },
  ],
  [
    'a load balancer',
    { httpMethod: 'POST', path: '/hook', requestContext: {}, headers, body: base64, isBase64Encoded: true },
  ],
  [
    'a load balancer with lists',
    { httpMethod: 'POST', path: '/hook', multiValueHeaders: lists, body, isBase64Encoded: false },
  ],
];

const handlerOf = (onEvent = vi.fn()) =>
  toLambdaHandler(createReceiver({ secrets: SECRET, now, path: '/hook', onEvent }));

describe.each(events)('toLambdaHandler behind %s', (_, event) => {
  it('hands the event over', async () => {
    const onEvent = vi.fn();
    expect((await handlerOf(onEvent)(event)).statusCode).toBe(200);
    expect(onEvent.mock.calls[0]?.[0]).toMatchObject({ x: 'é😀' });
  });

  it('answers in the form that is read there', async () => {
    const result = await handlerOf()({ ...event, body: 'AAAA' });
    expect(result).toMatchObject({
      statusCode: 503,
      body: '{"error":"signature_mismatch"}',
      isBase64Encoded: false,
    });
    if (event.headers) expect(result.headers).toMatchObject({ 'content-type': 'application/json' });
    else expect(result.multiValueHeaders).toMatchObject({ 'content-type': ['application/json'] });
  });
});

describe('toLambdaHandler', () => {
  it('answers challenges', async () => {
    const challenge = challengeBody('token');
    const event = { httpMethod: 'POST', path: '/hook', headers: signedHeaders(challenge), body: challenge };
    expect(JSON.parse((await handlerOf()(event)).body).encryptedToken).toBe(hmacHex(SECRET, 'token'));
  });

  it('sees a signature that came twice', async () => {
    const name = 'X-Zm-Signature';
    const twice = { ...lists, [name]: [String(titled[name]), String(titled[name])] };
    const event = { httpMethod: 'POST', path: '/hook', headers: titled, multiValueHeaders: twice, body };
    expect((await handlerOf()(event)).body).toBe('{"error":"signature_malformed"}');
  });

  it('answers what is no request from HTTP, or has no body, or a body that is not base64', async () => {
    const handler = handlerOf();
    expect((await handler({})).statusCode).toBe(404);
    expect((await handler({ path: '/hook', headers: null })).statusCode).toBe(405);
    const post = { httpMethod: 'POST', path: '/hook', headers };
    expect((await handler({ ...post, body: null })).body).toBe('{"error":"body_empty"}');
    expect((await handler({ ...post, body: '%', isBase64Encoded: true })).statusCode).toBe(503);
  });

  it('reads the single headers where the lists are there but empty', async () => {
    const event = { httpMethod: 'POST', path: '/hook', headers, multiValueHeaders: {}, body };
    expect(await handlerOf()(event)).toMatchObject({ statusCode: 200, headers: {} });
  });

  it('answers 500 to an event that is nothing', async () => {
    for (const nothing of [null, undefined, 'test'])
      expect(await handlerOf()(nothing as never)).toMatchObject({
        statusCode: 500,
        headers: { 'content-type': 'application/json' },
      });
  });

  it('refuses a receiver that acknowledges at once', () => {
    const receiver = createReceiver({ secrets: SECRET, ack: 'immediate' });
    expect(() => toLambdaHandler(receiver)).toThrow(
      expect.objectContaining({ argument: 'ack', message: expect.stringContaining('freezes the process') }),
    );
  });
});
