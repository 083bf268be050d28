import { describe, expect, test } from 'vitest';
import { challengeRequest, fixtures, signRequest } from 'zoom-qss/testing';

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

  test.each([Number.NaN, 'now', null, -1])('reports the malformed timestamp %j', async (timestamp) => {
    const error = { code: 'timestamp_malformed' };
    await expect(anySign('{}', { ...options, timestamp })).rejects.toMatchObject(error);
    await expect(anyChallenge({ ...options, timestamp })).rejects.toMatchObject(error);
  });
});

test('challengeRequest rejects a token that is not a string', async () => {
  await expect(anyChallenge({ ...options, plainToken: 5 })).rejects.toMatchObject({
    code: 'argument_invalid',
    argument: 'plainToken',
  });
});
