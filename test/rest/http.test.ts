import { getEventListeners, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type Fetch, RestTransportError } from 'zoom-qss/rest';
import { bounded } from '../bounded.js';
import {
  APP,
  clientOf,
  failure,
  json,
  type Play,
  page,
  playRaw,
  playZoom,
  reset,
  text,
  type Zoom,
} from './zoom.js';

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const BODY = '{"participants":[],"next_page_token":""}';
const never = () => new Promise<never>(() => {});

describe('a request', () => {
  const open: Pick<Zoom, 'close'>[] = [];
  const keep = <T extends Pick<Zoom, 'close'>>(zoom: T) => {
    open.push(zoom);
    return zoom;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((zoom) => zoom.close()));
  });

  const failureOf = async (zoom: { origin: string }, options = {}) => {
    const { client, waits } = clientOf(zoom, options);
    const error = await failure(client.meetingParticipants('123').all());
    expect(error).toBeInstanceOf(RestTransportError);
    return { error: error as RestTransportError, waits };
  };

  it('is a GET with a bearer token', async () => {
    const zoom = keep(await playZoom(page(1, 1)));
    await clientOf(zoom).client.meetingParticipants('123').all();
    expect(zoom.seen[0]).toMatchObject({
      method: 'GET',
      headers: { accept: 'application/json', authorization: 'Bearer a-token-of-the-test' },
    });
  });

  it.each([
    ['a connection reset before the headers', reset],
    [
      'a connection reset in the body',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': 1000 }).write('{"participants":[');
        setTimeout(() => response.destroy(), 20);
      },
    ],
  ])('is tried three times after %s', async (_, play) => {
    const zoom = keep(await playZoom(play));
    const { error, waits } = await failureOf(zoom);
    expect(error.code).toBe('network');
    expect(error.reason).toMatch(/^(ECONNRESET|UND_ERR_SOCKET)$/);
    expect(zoom.seen).toHaveLength(3);
    expect(waits).toHaveLength(2);
  });

  it('succeeds on the third attempt', async () => {
    const zoom = keep(await playZoom(reset, reset, page(1, 2)));
    expect(await clientOf(zoom).client.meetingParticipants('123').all()).toHaveLength(2);
  });

  it('reports the system’s reason, but no address, if nothing listens', async () => {
    const { origin, close } = await playZoom(page(1, 1));
    await close();
    const { error } = await failureOf({ origin });
    expect(error).toMatchObject({ code: 'network', reason: 'ECONNREFUSED' });
    expect(`${error.message}${JSON.stringify(error)}${error.cause}`).not.toContain('127.0.0.1');
  });

  it.each([
    ['fewer bytes than announced', `${HEAD}content-length: 500\r\n\r\n${BODY}`],
    ['chunks without an end', `${HEAD}transfer-encoding: chunked\r\n\r\n5\r\n{"par\r\n`],
    ['an unreadable length', `${HEAD}content-length: many\r\n\r\n${BODY}`],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ])('fails as network on %s', async (_, bytes) => {
    const zoom = keep(await playRaw((socket) => socket.end(bytes)));
    expect((await failureOf(zoom)).error.code).toBe('network');
  });

  it('is malformed if the announced length cuts the body short', async () => {
    const zoom = keep(await playRaw((socket) => socket.end(`${HEAD}content-length: 20\r\n\r\n${BODY}`)));
    expect((await failureOf(zoom)).error.code).toBe('response_malformed');
  });

  it.each([
    ['headers that never come', () => {}],
    [
      'a body that never comes',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      },
    ],
    [
      'a body that drips',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('ends at its deadline, once, on %s', async (_, play) => {
    const zoom = keep(await playZoom(play));
    const { error } = await failureOf(zoom, { timeoutMs: 150 });
    expect(error).toMatchObject({ code: 'timeout', message: 'No complete answer within 150 ms.' });
    expect(zoom.seen).toHaveLength(1);
  });

  it.each([
    ['that is late', 200, 'timeout'],
    ['that redirects', 302, 'redirected'],
  ])('closes the connection of an answer %s', async (_, status, code) => {
    let closed: Promise<unknown> | undefined;
    const endless: Play = (response) => {
      closed = once(response, 'close');
      response.writeHead(status, { location: '/elsewhere' }).write('{');
    };
    const zoom = keep(await playZoom(endless));
    const { error } = await failureOf(zoom, { timeoutMs: 200 });
    expect(error.code).toBe(code);
    await closed;
  });

  it('ends at its deadline even if fetch ignores its signal', async () => {
    const fetch: Fetch = () => new Promise(() => {});
    const { error } = await failureOf({ origin: 'http://127.0.0.1:9' }, { fetch, timeoutMs: 30 });
    expect(error.code).toBe('timeout');
  });

  it('asks fetch not to follow redirects, and rejects a redirected response', async () => {
    const redirects: unknown[] = [];
    const fetch: Fetch = async (_, { redirect }) => {
      redirects.push(redirect);
      const { status, headers } = new Response();
      return { status, headers, redirected: true, text: async () => '{"participants":[]}' };
    };
    const { error } = await failureOf({ origin: 'http://127.0.0.1:9' }, { fetch });
    expect(error.code).toBe('redirected');
    expect(redirects).toEqual(['manual']);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect (%d)', async (status) => {
    const elsewhere = keep(await playZoom(page(1, 1)));
    const zoom = keep(await playZoom(text('', status, { location: `${elsewhere.origin}/v2/elsewhere` })));
    const { error } = await failureOf(zoom);
    expect(error.code).toBe('redirected');
    expect(zoom.seen).toHaveLength(1);
    expect(elsewhere.seen).toHaveLength(0);
  });

  it.each([
    ['HTML', '<!doctype html><title>Sign in</title>', 'string'],
    ['truncated JSON', '{"participants":[{"id":"p1"', 'string'],
    ['nothing', '', 'missing'],
    ['a bare string', '"ok"', 'string'],
    ['null', 'null', 'null'],
    ['an array', '[]', 'array'],
    ['a number', '1', 'number'],
  ])('is malformed if it is answered with %s', async (_, body, received) => {
    const zoom = keep(await playZoom(text(body)));
    const { error } = await failureOf(zoom);
    expect(error).toMatchObject({
      code: 'response_malformed',
      issues: [{ path: [], expected: 'object', received }],
    });
    expect(zoom.seen).toHaveLength(1);
    if (body.length > 10) expect(error.message).not.toContain(body.slice(0, 10));
  });

  it.each([
    ['in a string', '{"participants":[{"id":"p1 }'],
    ['after an escaped quote', '{"participants":[{"id":"p\\"'],
    ['between items', '{"participants":[{"id":"p1"},'],
    ['before the last brace', '{"participants":[{"id":"{["}]'],
  ])('says that JSON is truncated if it ends %s', async (_, body) => {
    const { error } = await failureOf(keep(await playZoom(text(body))));
    expect(error.message).toBe(
      'Malformed response: expected object at the root, received string. The JSON is truncated: its end is missing.',
    );
  });

  it.each(['{"participants":[oops]}', '{"id":"\\\\"}}', '{"id":"\\"{"} oops', 'plain text', '"ok', '[1,'])(
    'does not say so of %s',
    async (body) => {
      const { error } = await failureOf(keep(await playZoom(text(body))));
      expect(error.message).toMatch(/received (string|array)\.$/);
    },
  );

  it('says nothing of a reason that the system does not give', async () => {
    const fetch: Fetch = () => Promise.reject(new Error('text of the platform'));
    const { error } = await failureOf({ origin: 'http://127.0.0.1:9' }, { fetch });
    expect(error).toMatchObject({
      message: 'The connection failed. Check the network and the base URL.',
      reason: undefined,
    });
  });

  describe('with a large response', () => {
    const padded = (bytes: number) => BODY + ' '.repeat(bytes - BODY.length);

    it('accepts 16 MiB', async () => {
      const zoom = keep(await playZoom(text(padded(16 * 2 ** 20))));
      expect(await clientOf(zoom).client.meetingParticipants('123').all()).toEqual([]);
    });

    it('reads no more than that, counted after decompression', async () => {
      const packed = gzipSync(padded(16 * 2 ** 20 + 1));
      const zoom = keep(
        await playZoom((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed)),
      );
      const { error } = await failureOf(zoom);
      expect(error).toMatchObject({
        code: 'response_malformed',
        message: 'The answer is too large: more than 16 MiB.',
        issues: [],
      });
      expect(zoom.seen).toHaveLength(1);
    });

    it('closes the connection of an endless response', async () => {
      let closed: Promise<unknown> | undefined;
      const endless: Play = (response) => {
        closed = once(response, 'close');
        response.writeHead(200);
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(2 ** 20, ' ')));
        };
        response.on('drain', more);
        more();
      };
      const { error } = await failureOf(keep(await playZoom(endless)));
      expect(error.message).toMatch(/too large/);
      await closed;
    });
  });

  it('decodes characters that are split between chunks', async () => {
    const bytes = Buffer.from('\ufeff{"participants":[{"user_name":"Zoë 🎥"}]}');
    const fetch: Fetch = async () =>
      new Response(
        new ReadableStream({
          start(controller) {
            for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
            controller.close();
          },
        }),
      );
    const { client } = clientOf({ origin: 'http://127.0.0.1:9' }, { fetch });
    expect(await client.meetingParticipants('123').all()).toEqual([{ user_name: 'Zoë 🎥' }]);
  });

  it('reads the text of a response whose body is no stream', async () => {
    const { status, headers } = new Response();
    const fetch: Fetch = async () => ({ status, headers, body: {}, text: async () => BODY });
    const { client } = clientOf({ origin: 'http://127.0.0.1:9' }, { fetch });
    expect(await client.meetingParticipants('123').all()).toEqual([]);
  });

  it.each([
    ['HTML', '<html>Not found</html>', 'string'],
    ['nothing', '', 'missing'],
    ['JSON without a code', '{"message":"Not found"}', 'object'],
  ])('is malformed if a 404 has %s, which is no answer of Zoom’s', async (_, body, received) => {
    const zoom = keep(await playZoom(text(body, 404)));
    const { error } = await failureOf(zoom);
    expect(error).toMatchObject({
      code: 'response_malformed',
      issues: [{ path: [], expected: 'HTTP 404 with a code', received }],
    });
    expect(error.message).toMatch(/Check baseUrl and tokenUrl/);
  });

  it.each([
    [{ status: 'maintenance' }, 'missing'],
    [{ page_size: 30, next_page_token: '' }, 'missing'],
    [{ users: [{ id: 'u1', qos: [] }] }, 'missing'],
    [{ participants: null }, 'null'],
  ])('is malformed if a response has no list: %j', async (answer, received) => {
    const zoom = keep(await playZoom(json(answer)));
    expect((await failureOf(zoom)).error.issues).toEqual([
      { path: ['participants'], expected: 'ParticipantQosSummary[]', received },
    ]);
  });

  it.each([
    ['list', { participants: 'p1' }, ['participants']],
    ['token', { participants: [{ id: 'p1' }], next_page_token: {} }, ['next_page_token']],
  ])('is malformed with its path if the %s of a page cannot be read', async (_, page, path) => {
    const zoom = keep(await playZoom(json(page)));
    const { error } = await failureOf(zoom);
    expect(error.code).toBe('response_malformed');
    expect(error.issues).toMatchObject([{ path }]);
  });

  describe('with a signal', () => {
    it.each([
      ['a token', { token: 'token-1' }],
      ['an app', APP],
      ['getToken', { getToken: () => expect.unreachable() }],
    ])('sends nothing and asks for no token if the signal has gone off, with %s', async (_, credentials) => {
      let sent = 0;
      const fetch: Fetch = async () => {
        sent++;
        return Response.json({});
      };
      const { client } = clientOf({ origin: 'http://127.0.0.1:9' }, { ...credentials, fetch });
      const list = client.meetingParticipants('123', { signal: AbortSignal.abort() });
      expect(await failure(list.all())).toMatchObject({ name: 'RestTransportError', code: 'aborted' });
      expect(sent).toBe(0);
    });

    it('aborts with the caller’s own reason, whatever it waited for', async () => {
      const silent: Fetch = () => new Promise(() => {});
      const busy: Fetch = async () => new Response('', { status: 503 });
      const waits = [
        { token: 'token-1', fetch: silent },
        { ...APP, fetch: silent },
        { token: 'token-1', fetch: busy, sleep: () => new Promise<void>(() => {}) },
      ];
      for (const options of waits) {
        const reason = new Error('the request of the user ended');
        const controller = new AbortController();
        const { client } = clientOf({ origin: 'http://127.0.0.1:9' }, options);
        const failed = failure(client.meetingParticipants('1', { signal: controller.signal }).all());
        await new Promise((resolve) => setImmediate(resolve));
        controller.abort(reason);
        const error = (await failed) as RestTransportError;
        expect(error).toMatchObject({ code: 'aborted' });
        expect(error.cause).toBe(reason);
      }
    });

    it('shows a deadline of the caller by its reason', async () => {
      const zoom = keep(await playZoom(() => {}));
      const list = clientOf(zoom).client.meetingParticipants('123', { signal: AbortSignal.timeout(30) });
      const error = (await failure(list.all())) as RestTransportError;
      expect(error.code).toBe('aborted');
      expect(error.cause).toMatchObject({ name: 'TimeoutError' });
    });

    it('gives no other error a cause', async () => {
      const { error } = await failureOf(keep(await playZoom(reset)));
      expect('cause' in error).toBe(false);
    });

    it('aborts in the middle of a body', async () => {
      const controller = new AbortController();
      const zoom = keep(
        await playZoom((response) => {
          response.writeHead(200).write('{');
          controller.abort(new Error('an abort reason'));
        }),
      );
      const list = clientOf(zoom).client.meetingParticipants('123', { signal: controller.signal });
      expect(await failure(list.all())).toMatchObject({ code: 'aborted' });
    });

    it('aborts a wait between attempts', async () => {
      const controller = new AbortController();
      const zoom = keep(await playZoom(json({}, 503)));
      const sleep = () => {
        controller.abort();
        return new Promise<void>(() => {});
      };
      const list = clientOf(zoom, { sleep }).client.meetingParticipants('123', { signal: controller.signal });
      expect(await failure(list.all())).toMatchObject({ code: 'aborted' });
      expect(zoom.seen).toHaveLength(1);
    });

    it.each([
      ['an answer', { token: 'token-1' }],
      ['a token', APP],
      ['getToken', { getToken: () => new Promise<string>(() => {}) }],
      ['a turn', { token: 'token-1', requestsPerSecond: 0.001 }],
      ['a retry', { token: 'token-1', fetch: async () => new Response('', { status: 503 }), sleep: never }],
    ])(
      'has one listener for 20 lists that wait for %s, so that Node warns of no leak',
      async (_, options) => {
        const controller = new AbortController();
        const { signal } = controller;
        const { client } = clientOf({ origin: 'http://127.0.0.1:9' }, { fetch: never, ...options });
        const lists = Array.from({ length: 20 }, () => client.meetingParticipants('1', { signal }).all());
        const settled = Promise.allSettled(lists);
        await new Promise((resolve) => setTimeout(resolve, 5));
        expect(getEventListeners(signal, 'abort')).toHaveLength(1);
        controller.abort();
        const outcomes = await bounded(settled, () => 'Some of the lists did not end');
        expect(outcomes).toHaveLength(20);
        for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'aborted' } });
        expect(getEventListeners(signal, 'abort')).toHaveLength(0);
      },
    );

    it('leaves no listener behind', async () => {
      const { signal } = new AbortController();
      const zoom = keep(await playZoom(reset, json({}, 503), page(1, 1, 'next'), page(2, 1), json({}, 400)));
      const { client } = clientOf(zoom, { requestsPerSecond: 1000 });
      const list = client.meetingParticipants('123', { signal });
      expect(await list.all()).toHaveLength(2);
      await failure(list.all());
      expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    });
  });
});
