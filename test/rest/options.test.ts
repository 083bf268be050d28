import { describe, expect, it } from 'vitest';
import {
  ArgumentError,
  createQssClient,
  type Fetch,
  type ListOptions,
  type QssClientOptions,
} from 'zoom-qss/rest';
import { APP } from './zoom.js';

/** The URLs that a client requests, without their queries. */
async function urlsOf(options: object): Promise<string[]> {
  const urls: string[] = [];
  const fetch: Fetch = async (url) => {
    urls.push(url);
    return Response.json({ access_token: 'token-1', expires_in: 3600, participants: [] });
  };
  const client = createQssClient({ ...APP, fetch, ...options } as QssClientOptions);
  await client.meetingParticipants('1').all();
  return urls.map((url) => url.split('?')[0] ?? '');
}

const path = '/metrics/meetings/1/participants/qos_summary';

describe('hosts', () => {
  it.each([
    ['https://api.zoom.us/v2', 'https://zoom.us/oauth/token'],
    ['https://api-eu.zoom.us/v2', 'https://zoom.us/oauth/token'],
    ['https://api.zoomgov.com/v2', 'https://zoomgov.com/oauth/token'],
  ])('of %s have the token URL %s', async (baseUrl, tokenUrl) => {
    expect(await urlsOf({ baseUrl })).toEqual([tokenUrl, `${baseUrl}${path}`]);
  });

  it('are Zoom’s by default', async () => {
    expect(await urlsOf({})).toEqual(['https://zoom.us/oauth/token', `https://api.zoom.us/v2${path}`]);
  });

  it('may end in a slash', async () => {
    expect((await urlsOf({ baseUrl: 'https://api.zoom.us/v2/' }))[1]).toBe(`https://api.zoom.us/v2${path}`);
    const proxy = { baseUrl: 'https://proxy.example.com', tokenUrl: 'https://proxy.example.com/token' };
    expect(await urlsOf(proxy)).toEqual([proxy.tokenUrl, `${proxy.baseUrl}${path}`]);
  });

  it.each(['https://zoom.us.example.com/v2', 'https://evilzoom.us/v2', 'http://127.0.0.1:9/v2'])(
    'other than Zoom’s need a token URL (%s), so that no credentials go to the wrong host',
    (baseUrl) => {
      expect(() => createQssClient({ ...APP, baseUrl, allowInsecureBaseUrl: true })).toThrow(
        expect.objectContaining({
          argument: 'tokenUrl',
          message: "Expected tokenUrl to be set, since baseUrl is not Zoom's.",
        }),
      );
    },
  );
});

describe('options', () => {
  const refused: [string, object][] = [
    ['baseUrl', { baseUrl: 'http://api.zoom.us/v2' }],
    ['baseUrl', { baseUrl: 'ftp://api.zoom.us/v2', allowInsecureBaseUrl: true }],
    ['baseUrl', { baseUrl: 'api.zoom.us' }],
    ['baseUrl', { baseUrl: 'https://me:word@api.zoom.us/v2' }],
    ['baseUrl', { baseUrl: 'https://api.zoom.us/v2?x=1' }],
    ['baseUrl', { baseUrl: 'https://api.zoom.us/v2?' }],
    ['baseUrl', { baseUrl: 'https://api.zoom.us/v2#' }],
    ['baseUrl', { baseUrl: 7 }],
    ['tokenUrl', { tokenUrl: 'http://zoom.us/oauth/token' }],
    ['timeoutMs', { timeoutMs: 0 }],
    ['timeoutMs', { timeoutMs: Number.NaN }],
    ['timeoutMs', { timeoutMs: 2 ** 31 }],
    ['timeoutMs', { timeoutMs: '5' }],
    ['maxRetryWaitMs', { maxRetryWaitMs: Number.POSITIVE_INFINITY }],
    ['requestsPerSecond', { requestsPerSecond: 0 }],
    ['clientSecret', { clientSecret: '' }],
    ['clientId', { clientId: 'two words' }],
    ['accountId', { accountId: undefined }],
    ['options', { token: 'as well' }],
    ['clientSecret', { clientSecret: undefined }],
    ['accountId', { accountId: undefined, clientId: undefined, clientSecret: undefined }],
    ['fetch', { fetch: 'fetch' }],
    ['now', { now: 5 }],
    ['sleep', { sleep: null }],
    ['getToken', { getToken: 'token' }],
  ];
  it.each(refused)('rejects an unusable %s in %j', (argument, options) => {
    expect(() => createQssClient({ ...APP, ...options } as QssClientOptions)).toThrow(ArgumentError);
    expect(() => createQssClient({ ...APP, ...options } as QssClientOptions)).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument }),
    );
  });

  it.each([
    [{ accountId: undefined }, 'Expected accountId to be set: check the environment variable.'],
    [{ clientSecret: '' }, 'Expected clientSecret to be set: check the environment variable.'],
    [{ clientId: 'two words' }, 'Expected clientId to be a string of visible ASCII characters.'],
    [
      { baseUrl: 'http://api.zoom.us/v2' },
      'Expected baseUrl to be an https URL (http with allowInsecureBaseUrl) as a string, without user name, query and fragment.',
    ],
  ])('say what is wrong with %j', (options, message) => {
    expect(() => createQssClient({ ...APP, ...options } as QssClientOptions)).toThrow(message);
  });

  it.each([
    ['accountId', { accountId: undefined, clientId: undefined, clientSecret: undefined }],
    ['token', { token: undefined }],
  ] as const)('name %s if no credential is set', (argument, options) => {
    expect(() => createQssClient(options)).toThrow(
      expect.objectContaining({
        code: 'argument_invalid',
        message: `Expected ${argument} to be set: check the environment variable.`,
      }),
    );
  });

  // Only a compiler would stop these.
  it.each([null, undefined, 'token', []])('rejects %j in place of options', (options) => {
    expect(() => createQssClient(options as unknown as QssClientOptions)).toThrow(
      expect.objectContaining({
        code: 'argument_invalid',
        message: 'Expected options to be an object with credentials.',
      }),
    );
  });

  it.each([
    ['options', null],
    ['options', 5],
    ['options', '10'],
    ['signal', { signal: new AbortController() }],
    ['signal', { signal: null }],
  ])('rejects an unusable %s of a list: %j', (argument, options) => {
    const client = createQssClient({ token: 'token-of-the-test' });
    for (const list of ['meetingParticipants', 'webinarParticipants', 'sessionUsers'] as const)
      expect(() => client[list]('1', options as ListOptions)).toThrow(
        expect.objectContaining({ code: 'argument_invalid', argument }),
      );
  });

  it.each([null, 20, '20', []])('rejects %j in place of the options of all()', async (options) => {
    const list = createQssClient({ token: 'token-of-the-test' }).meetingParticipants('1');
    await expect(list.all(options as unknown as { limit: number })).rejects.toMatchObject({
      code: 'argument_invalid',
      message: 'Expected options to be an object, such as { limit: 20 }.',
    });
  });
});
