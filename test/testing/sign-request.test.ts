import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { challengeRequest, fixtures, signRequest } from 'zoom-qss/testing';
import { createReceiver, sign } from 'zoom-qss/webhooks';

const options = { url: 'http://localhost/zoom', secret: 'the secret of the tests' };
// Only a compiler would stop what these tests pass.
const anySign = signRequest as (event: unknown, options: unknown) => Promise<Request>;
const anyChallenge = challengeRequest as (options: unknown) => Promise<Request>;
const cycle: Record<string, unknown> = {};
cycle.payload = cycle;

describe('signRequest', () => {
  test('sends a string unchanged', async () => {
    expect(await (await signRequest('{"event": "x" }', options)).text()).toBe('{"event": "x" }');
  });

  test.each([
    [null],
    [undefined],
    [5],
    [[fixtures['session.alert']]],
    [() => ({})],
    [{ event_ts: 1n }],
    [cycle],
    [new Uint8Array(2)],
  ])('rejects the event %s', async (event) => {
    await expect(anySign(event, options)).rejects.toMatchObject({
      code: 'argument_invalid',
      message: 'Expected event to be an event object of JSON values, or the body as a string.',
    });
  });

  test.each([
    ['options', null],
    ['options', undefined],
    ['options', 'http://localhost/zoom'],
    ['url', { ...options, url: undefined }],
    ['url', { ...options, url: '/zoom' }],
    ['url', { ...options, url: 'http://user:word@localhost/zoom' }],
    ['secret', { ...options, secret: 5 }],
    ['secret', { ...options, secret: ['one', 'two'] }],
    ['requestId', { ...options, requestId: 5 }],
    ['requestId', { ...options, requestId: 'two\nlines' }],
  ])('rejects an unusable %s: %j', async (argument, given) => {
    const error = { code: 'argument_invalid', argument };
    await expect(anySign('{}', given)).rejects.toMatchObject(error);
    await expect(anyChallenge(given)).rejects.toMatchObject(error);
  });

  test.each([undefined, null, '', ' '])('reports the missing secret %j', async (secret) => {
    await expect(anySign('{}', { ...options, secret })).rejects.toMatchObject({ code: 'secret_missing' });
    await expect(anyChallenge({ ...options, secret })).rejects.toMatchObject({ code: 'secret_missing' });
  });

  test.each([Number.NaN, 'now', '1700000000', null, -1, 1_700_000_000.5, 1_700_000_000_000, 5n])(
    'rejects the timestamp %s',
    async (timestamp) => {
      const error = {
        code: 'argument_invalid',
        message: 'Expected timestamp to be whole seconds since 1970, a number of ten digits.',
      };
      await expect(anySign('{}', { ...options, timestamp })).rejects.toMatchObject(error);
      await expect(anyChallenge({ ...options, timestamp })).rejects.toMatchObject(error);
    },
  );

  test('signs an empty body, which a receiver refuses as empty', async () => {
    const refusals: (string | undefined)[] = [];
    const receiver = createReceiver({
      secrets: options.secret,
      onRefused: ({ code }) => {
        refusals.push(code);
      },
    });
    const request = await signRequest('', { ...options, timestamp: 1_700_000_000 });
    expect(request.headers.get('x-zm-signature')).toBe(
      `v0=${createHmac('sha256', options.secret).update('v0:1700000000:').digest('hex')}`,
    );
    expect((await receiver.fetch(await signRequest('', options))).status).toBe(400);
    expect(refusals).toEqual(['body_empty']);
  });

  test('signs a body as `sign` does', async () => {
    const timestamp = 1_700_000_000;
    const { headers } = await signRequest('{"a":"é"}', { ...options, timestamp });
    const signed = await sign({ body: '{"a":"é"}', secret: options.secret, timestamp });
    expect(Object.fromEntries(headers)).toMatchObject(signed);
  });
});

test('challengeRequest rejects a token that is not a string', async () => {
  await expect(anyChallenge({ ...options, plainToken: 5 })).rejects.toMatchObject({
    code: 'argument_invalid',
    argument: 'plainToken',
  });
});
