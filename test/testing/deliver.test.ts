import { afterEach, describe, expect, test } from 'vitest';
import {
  ArgumentError,
  createSimulator,
  type DeliverOptions,
  deliver,
  EndpointError,
  makeEvent,
} from 'zoom-qss/testing';
import { answerChallenge, verify } from 'zoom-qss/webhooks';
import { type Answer, type Endpoint, SECRET, startEndpoint } from './endpoint.js';

const endpoints: Endpoint[] = [];
afterEach(async () => {
  for (const { close } of endpoints.splice(0)) await close();
});

async function endpoint(...given: Parameters<typeof startEndpoint>): Promise<Endpoint> {
  const started = await startEndpoint(...given);
  endpoints.push(started);
  return started;
}

const event = (event_ts = 1626230691572) => makeEvent('meeting.participant_qos', { event_ts });
const ok = (): Answer => ({ status: 200 });
/** Five minutes are 30 ms, twenty 120 ms, sixty 360 ms. */
const FAST = 10_000;

/** A clock that advances by a second at each call. */
function countingClock() {
  let nowMs = 1_700_000_000_000;
  return () => {
    nowMs += 1_000;
    return nowMs;
  };
}

describe('the URL validation', () => {
  const wrong = { status: 200, body: '{"plainToken":"x","encryptedToken":"y"}' };

  test.each([
    ['another token', 'answer', wrong, 'check that both have the same secret.'],
    ['what is not JSON', 'answer', { status: 200, body: '<html>' }, 'the same secret.'],
    ['null', 'answer', { status: 200, body: 'null' }, 'the same secret.'],
    ['a 403', 'status', { status: 403, body: '' }, '; its status was 403 instead of 200.'],
    ['a redirect', 'status', { status: 302, body: '' }, '; its status was 302 instead of 200.'],
  ])('sends no event to an endpoint that answers %s', async (_, fault, answer, said) => {
    const { url, received } = await endpoint(ok, async () => answer);
    const error = await deliver([event()], { url, secret: SECRET }).catch((reason) => reason);
    expect(error).toBeInstanceOf(EndpointError);
    expect(error).toMatchObject({ code: 'challenge_failed', fault, status: answer.status });
    expect(error.message).toContain(said);
    expect(received).toEqual([]);
  });

  test('sends no event to an endpoint with another secret', async () => {
    const { url, received } = await endpoint(ok);
    const error = await deliver([event()], { url, secret: 'another secret' }).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'challenge_failed', fault: 'answer' });
    expect(JSON.stringify(error) + error.message).not.toContain('another secret');
    expect(received).toEqual([]);
  });

  test('reports an endpoint that does not listen', async () => {
    const { url, close } = await startEndpoint(ok);
    await close();
    await expect(deliver([event()], { url, secret: SECRET })).rejects.toMatchObject({ fault: 'connection' });
  });
});

describe('an answer that never ends', () => {
  /** An endpoint that answers challenges as it should, and everything else with one byte after another. */
  const answerEndlessly = (isChallengeEndless: boolean) => {
    let bytes = 0;
    const send = async (request: Request) => {
      const { payload } = await request.json();
      if (payload.plainToken && !isChallengeEndless)
        return Response.json(await answerChallenge({ plainToken: payload.plainToken, secret: SECRET }));
      const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        bytes++;
        controller.enqueue(new Uint8Array(1));
      };
      return new Response(new ReadableStream({ pull }));
    };
    return { send, bytesRead: () => bytes };
  };

  test('counts as delivered once 64 kB of it are read, and no more is', async () => {
    const { send, bytesRead } = answerEndlessly(false);
    const report = await deliver([event()], { url: 'http://localhost', secret: SECRET, fetch: send });
    expect(report).toMatchObject({ delivered: 1, timeouts: 0, answers: { 200: 1 } });
    expect(bytesRead()).toBeLessThan(66_000);
  });

  test('fails the challenge', async () => {
    const { send } = answerEndlessly(true);
    const delivery = deliver([event()], { url: 'http://localhost', secret: SECRET, fetch: send });
    await expect(delivery).rejects.toMatchObject({ code: 'challenge_failed', fault: 'answer' });
  });
});

describe('a delivery', () => {
  test('has the body, headers and signature that Zoom sends', async () => {
    const { url, received } = await endpoint(ok);
    const now = () => 1_700_000_000_999;
    const report = await deliver([event()], { url, secret: SECRET, now });
    const [request] = received;
    expect(JSON.parse(request?.body ?? '')).toEqual(event());
    expect(request?.headers).toMatchObject({
      'content-type': expect.stringContaining('application/json'),
      'user-agent': 'Zoom Marketplace/1.0a',
      'x-zm-request-timestamp': '1700000000',
      'x-zm-request-id': expect.stringMatching(/^[\w-]{16,}$/),
    });
    const { headers = {}, body = '' } = request ?? {};
    await expect(verify({ headers, body, secrets: SECRET, now })).resolves.toBeDefined();
    expect(report).toMatchObject({
      sent: 1,
      delivered: 1,
      lost: 0,
      retries: 0,
      answers: { 200: 1 },
      stopped: false,
    });
  });

  test.each([
    ['a 500', { status: 500 }],
    ['a 503', { status: 503 }],
    ['a cut connection', {}],
  ] as [string, Answer][])(
    'is retried after %s with the same body and request id, and a new time and signature',
    async (_, answer) => {
      const { url, received } = await endpoint((_request, count) => (count < 3 ? answer : { status: 204 }));
      const report = await deliver([event()], { url, secret: SECRET, speed: FAST, now: countingClock() });
      const all = (name: string) => new Set(received.map(({ headers }) => headers[name]));
      expect(received).toHaveLength(3);
      expect(new Set(received.map(({ body }) => body)).size).toBe(1);
      expect(all('x-zm-request-id').size).toBe(1);
      expect(all('x-zm-request-timestamp').size).toBe(3);
      expect(all('x-zm-signature').size).toBe(3);
      expect(report).toMatchObject({ sent: 1, delivered: 1, lost: 0, retries: 2 });
      expect(report.connectionFailures).toBe(answer.status === undefined ? 2 : 0);
    },
  );

  test('is retried three times, after 5, 20 and 60 scaled minutes, and then lost', async () => {
    const { url, received } = await endpoint(() => ({ status: 502 }));
    const report = await deliver([event()], { url, secret: SECRET, speed: FAST });
    const waits = received.slice(1).map(({ atMs }, index) => atMs - (received[index]?.atMs ?? 0));
    expect(waits).toHaveLength(3);
    // A timer may be a millisecond early.
    for (const [index, least] of [30, 120, 360].entries()) expect(waits[index]).toBeGreaterThan(least - 2);
    expect(report).toMatchObject({ sent: 1, delivered: 0, lost: 1, retries: 3, answers: { 502: 4 } });
  });

  test.each([301, 307, 400, 401, 404, 413])(
    'is lost at once after %i, without following a redirect',
    async (status) => {
      const { url, received } = await endpoint(() => ({ status, headers: { location: '/elsewhere' } }));
      const report = await deliver([event()], { url, secret: SECRET, speed: FAST });
      expect(received).toHaveLength(1);
      expect(report).toMatchObject({ sent: 1, delivered: 0, lost: 1, retries: 0, answers: { [status]: 1 } });
    },
  );

  test('times out after 3 s and is retried', async () => {
    const { url, received } = await endpoint(async (_, count) => {
      if (count === 1) await new Promise(() => undefined);
      return { status: 200 };
    });
    const startMs = performance.now();
    const report = await deliver([event()], { url, secret: SECRET, speed: Number.POSITIVE_INFINITY });
    expect(performance.now() - startMs).toBeGreaterThan(2_990);
    expect(received).toHaveLength(2);
    expect(report).toMatchObject({ sent: 1, delivered: 1, timeouts: 1, retries: 1 });
  });
});

describe('many deliveries', () => {
  test('are sent at their scaled times', async () => {
    const { url, received } = await endpoint(ok);
    const startMs = 1_700_000_000_000;
    await deliver([event(startMs), event(startMs + 60_000), event(startMs + 120_000)], {
      url,
      secret: SECRET,
      speed: 600,
    });
    const [first = 0, second = 0, third = 0] = received.map(({ atMs }) => atMs);
    expect(second - first).toBeGreaterThan(60);
    expect(third - first).toBeGreaterThan(160);
  });

  test.each([1, 3, 40])('are at most %i at a time', async (concurrency) => {
    let running = 0;
    let most = 0;
    let open = () => {};
    const full = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { url } = await endpoint(async () => {
      running += 1;
      most = Math.max(most, running);
      // Leaves time for a request too many.
      if (running === concurrency) setTimeout(open, 20);
      await full;
      running -= 1;
      return { status: 200 };
    });
    const events = Array.from({ length: 60 }, (_, index) => event(index));
    const report = await deliver(events, {
      url,
      secret: SECRET,
      concurrency,
      speed: Number.POSITIVE_INFINITY,
    });
    expect(report.delivered).toBe(60);
    expect(most).toBe(concurrency);
  });

  test('are each counted once, whatever their outcome', async () => {
    const { url } = await endpoint((_, count) => ({ status: [200, 500, 404, 503, 204][count % 5] ?? 200 }));
    const simulator = createSimulator({ seed: 5, scenario: 'quiet-office', minutes: 5 });
    const report = await deliver(simulator, {
      url,
      secret: SECRET,
      speed: Number.POSITIVE_INFINITY,
      concurrency: 4,
    });
    expect(report.sent).toBe([...simulator].length);
    expect(report.delivered + report.lost).toBe(report.sent);
    const answers = Object.values(report.answers).reduce((sum, count) => sum + count, 0);
    expect(answers).toBe(report.sent + report.retries);
  });

  test('stop with the signal, waiting retries included', async () => {
    const stop = new AbortController();
    const { url, received } = await endpoint(() => {
      setTimeout(() => stop.abort(), 20);
      return { status: 500 };
    });
    const report = await deliver(createSimulator({ seed: 5 }), {
      url,
      secret: SECRET,
      signal: stop.signal,
      speed: 100,
      concurrency: 1,
    });
    expect(report.stopped).toBe(true);
    // The last may be given up before it arrives.
    expect([0, 1]).toContain(report.sent - received.length);
    expect(report.retries).toBe(0);
  });

  test('do not start with an aborted signal, nor does the URL validation', async () => {
    const { url, received } = await endpoint(ok, async () => {
      throw new Error('nobody should ask');
    });
    const report = await deliver([event()], { url, secret: SECRET, signal: AbortSignal.abort() });
    expect(report).toMatchObject({ sent: 0, stopped: true });
    expect(received).toEqual([]);
  });

  test('fail with the error of their iterable and leave nothing running', async () => {
    const { url, received } = await endpoint(() => ({ status: 500 }));
    const failure = new Error('the list ends here');
    const list = (async function* () {
      yield event();
      throw failure;
    })();
    await expect(deliver(list, { url, secret: SECRET, speed: FAST })).rejects.toBe(failure);
    const before = received.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(received).toHaveLength(before);
  });

  test('fail with the error of a request that cannot be signed', async () => {
    const { url } = await endpoint(ok);
    const broken = { atMs: 0, requestId: 'two lines\n', body: '{}', event: null, planted: [] };
    await expect(deliver([broken], { url, secret: SECRET })).rejects.toMatchObject({ argument: 'requestId' });
  });

  test('fail if the clock gives no time', async () => {
    const delivery = deliver([], { url: 'http://127.0.0.1:9/', secret: SECRET, now: () => Number.NaN });
    await expect(delivery).rejects.toMatchObject({
      message: 'Expected the result of now to be milliseconds since 1970.',
    });
  });

  test('fail with the error that the clock throws', async () => {
    const failure = new Error('no clock');
    const now = () => {
      throw failure;
    };
    await expect(deliver([], { url: 'http://127.0.0.1:9/', secret: SECRET, now })).rejects.toBe(failure);
  });

  test('report the slowest answer to a tenth of a millisecond', async () => {
    const { url } = await endpoint(ok);
    const { slowestMs } = await deliver([event(), event()], { url, secret: SECRET });
    expect(slowestMs).toBeGreaterThan(0);
    expect(String(slowestMs)).toMatch(/^\d+(\.\d)?$/);
  });
});

test.each([
  ['url', { url: 'no URL' }],
  ['url', { url: 'http://user:word@127.0.0.1:9/' }],
  ['secret', { secret: 5 }],
  ['speed', { speed: 0 }],
  ['speed', { speed: Number.NaN }],
  ['concurrency', { concurrency: 0 }],
  ['concurrency', { concurrency: 1.5 }],
  ['speed', { speed: '60' }],
  ['fetch', { fetch: 'receiver' }],
  ['now', { now: 5 }],
  ['signal', { signal: new AbortController() }],
] as [string, Partial<DeliverOptions>][])('rejects an unusable %s: %j', async (argument, options) => {
  const delivery = deliver([], { url: 'http://127.0.0.1:9/', secret: SECRET, ...options });
  await expect(delivery).rejects.toMatchObject({ code: 'argument_invalid', argument });
  await expect(deliver([], { url: '', secret: SECRET })).rejects.toBeInstanceOf(ArgumentError);
});

describe('arguments of untyped code', () => {
  const options = { url: 'http://127.0.0.1:9/', secret: SECRET };
  // Only a compiler would stop these.
  const anyDeliver = deliver as (events: unknown, options: unknown) => Promise<unknown>;

  test.each([null, undefined, 'options', 5])('rejects the options %j', async (given) => {
    await expect(anyDeliver([], given)).rejects.toMatchObject({ argument: 'options' });
  });

  test.each([null, undefined, 5, 'an event', makeEvent('session.alert')])(
    'rejects events that are not an iterable of them, before any request',
    async (events) => {
      await expect(anyDeliver(events, options)).rejects.toMatchObject({
        code: 'argument_invalid',
        message: 'Expected events to be an iterable of events: put a single event in an array.',
      });
    },
  );

  test.each([[null], ['a body'], [5], [[event()]], [{ event_ts: 1n }]])(
    'rejects %s as an event, and names its index',
    async (item) => {
      const { url } = await endpoint(ok);
      const delivery = anyDeliver([event(), item], { url, secret: SECRET });
      await expect(delivery).rejects.toMatchObject({ code: 'argument_invalid', argument: 'events[1]' });
    },
  );

  test('sends an event without a readable time at once', async () => {
    const { url, received } = await endpoint(ok);
    await anyDeliver([event(), { event: 'x', event_ts: 'soon' }], { url, secret: SECRET });
    expect(received).toHaveLength(2);
  });
});
