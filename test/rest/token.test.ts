import { afterEach, describe, expect, it } from 'vitest';
import { ArgumentError, type Fetch, type GetToken, RestTransportError, ZoomApiError } from 'zoom-qss/rest';
import {
  APP,
  clientOf,
  failure,
  grant,
  json,
  type Play,
  page,
  playZoom,
  reset,
  text,
  type Zoom,
} from './zoom.js';

const refused = json({ code: 124, message: 'Invalid access token.' }, 401);

describe('tokens', () => {
  const open: Pick<Zoom, 'close'>[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((zoom) => zoom.close()));
  });

  /** A server whose token endpoint plays one script and whose API plays another. */
  const play = async (grants: Play[], pages: Play[]) => {
    const zoom = await playZoom((response, seen) => {
      const isToken = seen.path === '/oauth/token';
      const script = isToken ? grants : pages;
      const count = zoom.seen.filter(({ path }) => (path === '/oauth/token') === isToken).length;
      script[Math.min(count, script.length) - 1]?.(response, seen);
    });
    open.push(zoom);
    return {
      zoom,
      grants: () => zoom.seen.filter(({ path }) => path === '/oauth/token'),
      pages: () => zoom.seen.filter(({ path }) => path !== '/oauth/token'),
    };
  };

  it('are requested with the credentials in a header and the account in the body', async () => {
    const { zoom, grants, pages } = await play([grant('token-1')], [page(1, 1)]);
    await clientOf(zoom, APP).client.meetingParticipants('123').all();
    expect(grants()[0]).toMatchObject({
      method: 'POST',
      url: '/oauth/token',
      body: 'grant_type=account_credentials&account_id=account-1',
      headers: {
        authorization: `Basic ${Buffer.from('client-1:secret-of-the-app').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(pages()[0]?.headers.authorization).toBe('Bearer token-1');
  });

  it('are cached until shortly before they expire', async () => {
    const { zoom, grants } = await play([grant('token-1'), grant('token-2')], [page(1, 1)]);
    let nowMs = 0;
    const { client } = clientOf(zoom, { ...APP, now: () => nowMs });
    const read = async (atMs: number) => {
      nowMs = atMs;
      await client.meetingParticipants('123').all();
      return grants().length;
    };
    expect(await read(0)).toBe(1);
    expect(await read(3_539_999)).toBe(1);
    expect(await read(3_540_000)).toBe(2);
  });

  it('are requested once for all concurrent callers', async () => {
    const { zoom, grants, pages } = await play([grant('token-1')], [page(1, 1)]);
    const { client } = clientOf(zoom, APP);
    await Promise.all(Array.from({ length: 20 }, () => client.meetingParticipants('123').all()));
    expect(grants()).toHaveLength(1);
    expect(pages()).toHaveLength(20);
  });

  it('are renewed once on a 401, for all callers together', async () => {
    const answer: Play = (response, seen) => {
      const play = seen.headers.authorization === 'Bearer token-2' ? page(1, 1) : refused;
      play(response, seen);
    };
    const { zoom, grants } = await play([grant('token-1'), grant('token-2')], [answer]);
    const { client } = clientOf(zoom, APP);
    const lists = await Promise.all(Array.from({ length: 5 }, () => client.meetingParticipants('123').all()));
    expect(lists.flat()).toHaveLength(5);
    expect(grants()).toHaveLength(2);
  });

  it('are an error if Zoom rejects the renewed one too', async () => {
    const { zoom, grants, pages } = await play([grant('token-1'), grant('token-2')], [refused]);
    const error = await failure(clientOf(zoom, APP).client.meetingParticipants('123').all());
    expect(error).toMatchObject({ name: 'ZoomApiError', code: 'unauthorized', status: 401, zoomCode: 124 });
    expect(grants()).toHaveLength(2);
    expect(pages()).toHaveLength(2);
  });

  it('are not renewed on a 403', async () => {
    const { zoom, grants } = await play([grant('token-1')], [json({ code: 1 }, 403)]);
    expect(await failure(clientOf(zoom, APP).client.meetingParticipants('1').all())).toBeInstanceOf(
      ZoomApiError,
    );
    expect(grants()).toHaveLength(1);
  });

  it('are renewed without more than three attempts in all', async () => {
    const busy = json({}, 503);
    const { zoom, pages } = await play([grant('token-1'), grant('token-2')], [busy, busy, refused, busy]);
    const error = await failure(clientOf(zoom, APP).client.meetingParticipants('123').all());
    expect(error).toMatchObject({ code: 'server_error' });
    expect(pages()).toHaveLength(4);
  });

  it('are not renewed after a 5xx that also names the token', async () => {
    const failing = json({ code: 124, message: 'Invalid access token.' }, 503);
    const { zoom, grants, pages } = await play([grant('token-1')], [failing]);
    const error = await failure(clientOf(zoom, APP).client.meetingParticipants('123').all());
    expect(error).toMatchObject({ code: 'server_error' });
    expect(pages()).toHaveLength(3);
    expect(grants()).toHaveLength(1);
  });

  it('are renewed only once after a 401 with code 429', async () => {
    const { zoom, pages } = await play([grant('token-1'), grant('token-2')], [json({ code: 429 }, 401)]);
    const error = await failure(clientOf(zoom, APP).client.meetingParticipants('123').all());
    expect(error).toMatchObject({ code: 'rate_limited', status: 401 });
    expect(pages()).toHaveLength(4);
  });

  it('are requested again after a failed request', async () => {
    const { zoom } = await play([json({ reason: 'No.' }, 400), grant('token-1')], [page(1, 1)]);
    const { client } = clientOf(zoom, APP);
    await failure(client.meetingParticipants('123').all());
    expect(await client.meetingParticipants('123').all()).toHaveLength(1);
  });

  it.each([
    [
      'refused credentials',
      json({ reason: 'Invalid client_id or client_secret', error: 'invalid_client' }, 401),
      'unauthorized',
    ],
    [
      'an account that is refused',
      json({ reason: 'Bad Request', error: 'invalid_request' }, 400),
      'unauthorized',
    ],
    ['an empty 500', text('', 500), 'server_error'],
    ['a 429', json({ reason: 'Slow down' }, 429), 'rate_limited'],
  ])('fail with a typed error on %s', async (_, answer, code) => {
    const { zoom, pages } = await play([answer], [page(1, 1)]);
    const error = await failure(clientOf(zoom, APP).client.meetingParticipants('123').all());
    expect(error).toBeInstanceOf(ZoomApiError);
    expect(error).toMatchObject({ code });
    expect(pages()).toHaveLength(0);
  });

  it.each([
    ['HTML', text('<html></html>'), 'response_malformed', 1],
    ['no token', json({ expires_in: 3600 }), 'response_malformed', 1],
    [
      'a token no header can carry',
      json({ access_token: 'a\nb', expires_in: 3600 }),
      'response_malformed',
      1,
    ],
    ['no end', json({ access_token: 'token-1' }), 'response_malformed', 1],
    ['a redirect', text('', 307, { location: 'https://example.com/' }), 'redirected', 1],
    ['a reset', reset, 'network', 3],
  ])('fail with a typed error on %s', async (_, answer, code, attempts) => {
    const { zoom, grants } = await play([answer], [page(1, 1)]);
    const error = await failure(clientOf(zoom, APP).client.meetingParticipants('123').all());
    expect(error).toBeInstanceOf(RestTransportError);
    expect(error).toMatchObject({ code });
    expect(grants()).toHaveLength(attempts);
  });

  it('send the credentials only to the token URL', async () => {
    const calls: { url: string; authorization: string | undefined }[] = [];
    const answers: unknown[] = [{ access_token: 'token-1', expires_in: 60 }, { participants: [] }];
    const fetch: Fetch = async (url, { headers }) => {
      calls.push({ url, authorization: headers.authorization?.split(' ')[0] });
      return Response.json(answers.shift());
    };
    const { client } = clientOf({ origin: 'http://127.0.0.1:9' }, { ...APP, fetch });
    await client.meetingParticipants('1').all();
    expect(calls).toEqual([
      { url: 'http://127.0.0.1:9/oauth/token', authorization: 'Basic' },
      {
        url: 'http://127.0.0.1:9/v2/metrics/meetings/1/participants/qos_summary?page_size=10',
        authorization: 'Bearer',
      },
    ]);
  });

  describe('with callers that give up', () => {
    it('still reach the callers that wait', async () => {
      let arrived = () => {};
      const asked = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      let answer = () => {};
      const slow: Play = (response, seen) => {
        answer = () => grant('token-1')(response, seen);
        arrived();
      };
      const { zoom, grants } = await play([slow], [page(1, 1)]);
      const { client } = clientOf(zoom, APP);
      const controller = new AbortController();
      const gone = failure(client.meetingParticipants('1', { signal: controller.signal }).all());
      const stays = client.meetingParticipants('2').all();
      await asked;
      controller.abort();
      expect(await gone).toMatchObject({ code: 'aborted' });
      answer();
      expect(await stays).toHaveLength(1);
      expect(grants()).toHaveLength(1);
    });

    it('abort the request when the last caller gives up, and a later caller sends another', async () => {
      const controller = new AbortController();
      let closed: Promise<void> | undefined;
      const silent: Play = (response) => {
        closed = new Promise((resolve) => response.on('close', resolve));
        controller.abort();
      };
      const { zoom, grants } = await play([silent, grant('token-2')], [page(1, 1)]);
      const { client } = clientOf(zoom, APP);
      const gone = failure(client.meetingParticipants('1', { signal: controller.signal }).all());
      expect(await gone).toMatchObject({ code: 'aborted' });
      expect(await client.meetingParticipants('2').all()).toHaveLength(1);
      await closed;
      expect(grants()).toHaveLength(2);
    });
  });

  it('never come from an aborted request, whenever the next caller comes', async () => {
    const nextCaller = async (moment: number) => {
      const controller = new AbortController();
      let grants = 0;
      const fetch: Fetch = async (url) => {
        if (!url.endsWith('/oauth/token')) return Response.json({ participants: [] });
        grants++;
        return grants === 1
          ? new Promise(() => {})
          : Response.json({ access_token: 'token-2', expires_in: 3600 });
      };
      const { client } = clientOf({ origin: 'http://127.0.0.1:9' }, { ...APP, fetch, timeoutMs: 100 });
      const gone = failure(client.meetingParticipants('1', { signal: controller.signal }).all());
      await new Promise((resolve) => setImmediate(resolve));
      controller.abort();
      for (let tick = 0; tick < moment; tick++) await null;
      const next = client.meetingParticipants('2').all();
      expect(await gone).toMatchObject({ code: 'aborted' });
      return next.then(
        () => 'answered',
        ({ code }: { code: string }) => code,
      );
    };
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, moment) => nextCaller(moment)));
    // Whoever comes before the first has left waits for the same request, to its deadline.
    expect(new Set(outcomes)).toEqual(new Set(['timeout', 'answered']));
  });

  describe('of the caller', () => {
    it('are used unchanged, and a rejected one is an error', async () => {
      const { zoom, pages } = await play([], [refused]);
      const { client } = clientOf(zoom, { token: 'given-token' });
      expect(await failure(client.meetingParticipants('1').all())).toMatchObject({ code: 'unauthorized' });
      expect(pages().map(({ headers }) => headers.authorization)).toEqual(['Bearer given-token']);
    });

    it('come from getToken, which learns that the last was rejected', async () => {
      const { zoom, pages } = await play([], [refused, page(1, 1)]);
      const asked: boolean[] = [];
      const getToken = async ({ renew }: { renew: boolean }) => {
        asked.push(renew);
        return renew ? 'second-token' : 'first-token';
      };
      await clientOf(zoom, { getToken }).client.meetingParticipants('1').all();
      expect(asked).toEqual([false, true]);
      expect(pages().map(({ headers }) => headers.authorization)).toEqual([
        'Bearer first-token',
        'Bearer second-token',
      ]);
    });

    it('do not delay a caller that gives up', async () => {
      const controller = new AbortController();
      const getToken = () => {
        controller.abort();
        return new Promise<string>(() => {});
      };
      const { client } = clientOf({ origin: 'http://127.0.0.1:9' }, { getToken });
      const list = client.meetingParticipants('1', { signal: controller.signal });
      expect(await failure(list.all())).toMatchObject({ code: 'aborted' });
    });

    it.each([false, true])(
      'have the deadline of a request, and getToken learns of it (renew: %s)',
      async (late) => {
        const { zoom, pages } = await play([], [refused]);
        const reasons: unknown[] = [];
        const getToken: GetToken = ({ renew, signal }) => {
          if (renew !== late) return 'first-token';
          signal.addEventListener('abort', () => reasons.push(signal.reason));
          return new Promise(() => {});
        };
        const { client, waits } = clientOf(zoom, { getToken, timeoutMs: 150 });
        const error = await failure(client.meetingParticipants('1').all());
        expect(error).toMatchObject({
          name: 'RestTransportError',
          code: 'timeout',
          message: 'getToken returned no token within 150 ms.',
        });
        expect(reasons).toEqual([error]);
        expect(pages()).toHaveLength(late ? 1 : 0);
        expect(waits).toEqual([]);
      },
    );

    it('fail with the caller’s own error', async () => {
      const own = new TypeError('the vault is closed');
      const getToken = () => Promise.reject(own);
      const { client } = clientOf({ origin: 'http://127.0.0.1:9' }, { getToken });
      expect(await failure(client.meetingParticipants('1').all())).toBe(own);
    });

    it.each(['', 'two words', 'a\nb', undefined])(
      'are rejected if no header can carry them: %j',
      async (token) => {
        const { client } = clientOf({ origin: 'http://127.0.0.1:9' }, { getToken: () => token as string });
        expect(await failure(client.meetingParticipants('1').all())).toBeInstanceOf(ArgumentError);
      },
    );
  });
});
