import type { IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createReceiver,
  type Delivery,
  type Receiver,
  toNodeHandler,
  type WebhookRequest,
} from 'zoom-qss/webhooks';
import { exchange, head, type Listening, listen, statusOf } from './sockets.js';
import { deferred, eventBody, SECRET, signedNow } from './zoom.js';

const onEvent = vi.fn<(event: unknown, delivery: Delivery) => unknown>();
const onRefused = vi.fn();
const unhandled = vi.fn();
let receiver: Receiver;
let server: Listening;
let marker = 0;

const freshBody = () => eventBody('meeting.participant_qos', ++marker);

beforeAll(async () => {
  process.on('unhandledRejection', unhandled);
  process.on('uncaughtException', unhandled);
  receiver = createReceiver({
    secrets: SECRET,
    path: '/webhooks/zoom',
    onEvent,
    onRefused,
    bodyTimeoutMs: 300,
    deadlineMs: 600,
  });
  server = await listen(toNodeHandler(receiver));
});

afterAll(async () => {
  await server.close();
  process.off('unhandledRejection', unhandled);
  process.off('uncaughtException', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

afterEach(() => {
  onEvent.mockReset();
  onRefused.mockReset();
});

function post(
  body: string | Uint8Array,
  headers: Record<string, string> = signedNow(body),
): Promise<Response> {
  // The types of fetch want bytes in memory that is not shared.
  return fetch(`${server.url}/webhooks/zoom`, { method: 'POST', headers, body: body as string });
}

function rawHead(
  body: string,
  headers: Record<string, string | number> = {},
  { target = '/webhooks/zoom', version = '1.1', method = 'POST' } = {},
): string {
  const length = Buffer.byteLength(body);
  return head(
    method,
    target,
    { host: 'localhost', connection: 'close', 'content-length': length, ...signedNow(body), ...headers },
    version,
  );
}

describe('toNodeHandler', () => {
  it('hands a genuine event to its handler and answers 200 with nothing', async () => {
    const response = await post(freshBody());
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(onEvent).toHaveBeenCalledOnce();
  });

  it('takes bodies that come with their heads, one after another on a connection', async () => {
    const requests = [freshBody(), freshBody(), freshBody()].map(
      (body) => rawHead(body, { connection: 'keep-alive' }) + body,
    );
    const refused = rawHead('other', { connection: 'keep-alive' }, { target: '/other' });
    const last = freshBody();
    const parts = [...requests.slice(0, 2), `${refused}other`, `${requests[2]}${rawHead(last)}${last}`];
    const statuses = (await exchange(server.port, parts)).match(/HTTP\/1\.1 \d+/g);
    expect(statuses?.map((line) => line.slice(9))).toEqual(['200', '200', '404', '200', '200']);
    expect(onEvent).toHaveBeenCalledTimes(4);
    const bodies = onEvent.mock.calls.map(([, delivery]) => Buffer.from(delivery.body).toString());
    expect(bodies.at(-1)).toBe(last);
  });

  it('waits for the rest of a body of which a part came with the head', async () => {
    const body = freshBody();
    const parts = [rawHead(body) + body.slice(0, 50), body.slice(50, 51), body.slice(51)];
    expect(statusOf(await exchange(server.port, parts))).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
  });

  it('shares a body with whoever listened to it before', async () => {
    const handle = toNodeHandler(receiver);
    let seen = 0;
    const count = (piece: Uint8Array) => {
      seen += piece.length;
    };
    const atOnce = await listen((request, response) => {
      request.on('data', count);
      handle(request, response);
    });
    const onceComplete = await listen(async (request, response) => {
      const length = Number(request.headers['content-length']);
      while (request.readableLength < length) await new Promise(setImmediate);
      request.on('data', count);
      handle(request, response);
    });
    for (const { port, close } of [atOnce, onceComplete]) {
      for (const cut of [0, 50]) {
        const body = freshBody();
        seen = 0;
        const parts = [rawHead(body) + body.slice(0, cut), body.slice(cut)];
        const whole = [parts.join('')];
        expect(statusOf(await exchange(port, cut === 0 ? whole : parts))).toBe(200);
        expect(seen).toBe(body.length);
      }
      await close();
    }
    expect(onEvent).toHaveBeenCalledTimes(4);
  });

  it('answers a refusal with its code', async () => {
    const response = await post(freshBody(), {});
    expect([response.status, await response.json()]).toEqual([401, { error: 'signature_missing' }]);
    const get = await fetch(`${server.url}/webhooks/zoom`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('reads targets as they come', async () => {
    const body = freshBody();
    const statusFor = async (target: string) =>
      statusOf(await exchange(server.port, [rawHead(body, {}, { target }), body]));
    expect(await statusFor('//')).toBe(404);
    expect(await statusFor('//webhooks/zoom')).toBe(404);
    expect(await statusFor('/%ff%zz')).toBe(404);
    expect(await statusFor('*')).toBe(404);
    expect(await statusFor('http://[bad/webhooks/zoom?a=b')).toBe(200);
    expect(await statusFor('/webhooks/zoom?challenge=1')).toBe(200);
  });

  it('finds headers under names in any case, and takes none for missing', async () => {
    const statusUnder = async (headersOf: (headers: IncomingHttpHeaders) => unknown) => {
      const served = await listen((request, response) => {
        const value = headersOf(request.headers);
        void toNodeHandler(receiver)(Object.defineProperty(request, 'headers', { value }), response);
      });
      const body = freshBody();
      const init = { method: 'POST', body, headers: signedNow(body) };
      const { status } = await fetch(`${served.url}/webhooks/zoom`, init);
      await served.close();
      return status;
    };
    const inCapitals = (headers: IncomingHttpHeaders) =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    expect(await statusUnder(inCapitals)).toBe(200);
    expect(await statusUnder(() => undefined)).toBe(401);
  });

  it('does without a sound Host, and speaks HTTP/1.0', async () => {
    for (const host of ['', 'a b', '[::1', 'x'.repeat(500), '@@@:99999']) {
      const body = freshBody();
      expect(statusOf(await exchange(server.port, [rawHead(body, { host }), body]))).toBe(200);
    }
    const body = freshBody();
    const parts = [rawHead(body, {}, { version: '1.0' }), body];
    expect(statusOf(await exchange(server.port, parts))).toBe(200);
  });

  it('joins chunks that split characters', async () => {
    const body = eventBody('meeting.participant_qos', ++marker).replace('"event_ts"', '"x":"é😀","event_ts"');
    const bytes = Buffer.from(body);
    const parts = [...bytes].map((byte) =>
      Buffer.concat([Buffer.from('1\r\n'), Buffer.from([byte]), Buffer.from('\r\n')]),
    );
    const headers = {
      host: 'localhost',
      connection: 'close',
      'transfer-encoding': 'chunked',
      ...signedNow(body),
    };
    const grouped = [
      Buffer.concat(parts.slice(0, 20)),
      Buffer.concat(parts.slice(20, 33)),
      Buffer.concat(parts.slice(33)),
    ];
    const response = await exchange(server.port, [
      head('POST', '/webhooks/zoom', headers),
      ...grouped,
      '0\r\n\r\n',
    ]);
    expect(statusOf(response)).toBe(200);
    expect(onEvent.mock.calls[0]?.[0]).toMatchObject({ x: 'é😀' });
  });

  it('reads a body in pieces of text, as after setEncoding', async () => {
    const served = await listen((request, response) => {
      request.setEncoding('utf8');
      void toNodeHandler(receiver)(request, response);
    });
    const body = freshBody().replace('"event_ts"', '"x":"é😀","event_ts"');
    const bytes = Buffer.from(body);
    const middle = bytes.indexOf('é') + 1;
    const parts = [rawHead(body), bytes.subarray(0, middle), bytes.subarray(middle)];
    expect(statusOf(await exchange(served.port, parts))).toBe(200);
    expect(onEvent.mock.calls[0]?.[0]).toMatchObject({ x: 'é😀' });
    await served.close();
  });

  it('goes through Expect: 100-continue', async () => {
    const body = freshBody();
    const response = await exchange(server.port, [rawHead(body, { expect: '100-continue' }), body]);
    expect(response).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  });

  it('answers 503 to a body that never ends, then closes the connection', async () => {
    const body = freshBody();
    const started = performance.now();
    const response = await exchange(server.port, [
      rawHead(body, { connection: 'keep-alive' }),
      body.slice(0, 50),
    ]);
    expect(statusOf(response)).toBe(503);
    expect(response).toContain('{"error":"body_timeout"}');
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(onRefused).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'body_timeout' }));
  });

  it('refuses a length that lies', async () => {
    const body = freshBody();
    const tooLong = await exchange(server.port, [
      rawHead(body, { 'content-length': body.length + 10 }),
      body,
    ]);
    expect(statusOf(tooLong)).toBe(503);
    const tooShort = await exchange(server.port, [rawHead(body, { 'content-length': 40 }), body]);
    // Node's parser takes what follows for another request, and may answer first.
    expect([400, 503]).toContain(statusOf(tooShort));
    const huge = await exchange(server.port, [rawHead(body, { 'content-length': 2 ** 40 }), body]);
    expect(statusOf(huge)).toBe(413);
    const absurd = await exchange(server.port, [rawHead(body, { 'content-length': 'many' }), body]);
    expect(statusOf(absurd)).toBe(400);
    expect(onEvent).not.toHaveBeenCalled();
  });

  it('lets a sender that breaks off midway go', async () => {
    const body = freshBody();
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(rawHead(body) + body.slice(0, 100));
    await vi.waitFor(async () => expect((await post(freshBody())).status).toBe(200));
    socket.resetAndDestroy();
    await vi.waitFor(() =>
      expect(onRefused).toHaveBeenCalledWith(expect.objectContaining({ code: 'body_incomplete' })),
    );
  });

  it('aborts the signal when the sender goes away while the handler runs', async () => {
    const aborted = deferred<boolean>();
    const started = deferred();
    onEvent.mockImplementation((_, { signal }) => {
      signal.addEventListener('abort', () => aborted.resolve(signal.aborted));
      started.resolve();
      return aborted.promise;
    });
    const body = freshBody();
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(rawHead(body) + body);
    await started.promise;
    socket.resetAndDestroy();
    expect(await aborted.promise).toBe(true);
  });

  it('does not abort the signal after an answer at the deadline', async () => {
    const gate = deferred();
    let delivery: Delivery | undefined;
    onEvent.mockImplementation((_, each) => {
      delivery = each;
      void each.signal;
      return gate.promise;
    });
    const body = freshBody();
    const response = await exchange(server.port, [rawHead(body), body]);
    expect(statusOf(response)).toBe(503);
    expect(delivery?.signal.aborted).toBe(false);
    gate.resolve();
    await vi.waitFor(async () => expect((await post(body)).status).toBe(200));
    expect(onEvent).toHaveBeenCalledOnce();
  });

  it('handles 200 requests at once, each once', async () => {
    const bodies = Array.from({ length: 200 }, freshBody);
    const statuses = await Promise.all(bodies.map(async (body) => (await post(body)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(onEvent).toHaveBeenCalledTimes(200);
  });

  it('serves one connection again after it has thrown a large body away', async () => {
    const large = 'x'.repeat(1_048_577);
    const body = freshBody();
    const first = rawHead(large, { connection: 'keep-alive' });
    const response = await exchange(server.port, [first, large, rawHead(body), body]);
    expect(response.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });
});

describe('what is left of a refused body', () => {
  const flood = async (piece: string) => {
    let socket: Socket | undefined;
    const served = await listen((request, response) => {
      socket = request.socket;
      void toNodeHandler(receiver)(request, response);
    });
    const started = performance.now();
    const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`;
    const data = Buffer.from(chunk.repeat(Math.ceil(100_000 / chunk.length)));
    const headers = { host: 'localhost', 'transfer-encoding': 'chunked' };
    const response = await exchange(served.port, [
      head('POST', '/other', headers),
      ...Array<Buffer>(500).fill(data),
    ]);
    const ms = performance.now() - started;
    await served.close();
    return { status: statusOf(response), bytesRead: socket?.bytesRead ?? Number.NaN, ms };
  };

  it('is read up to 2 MiB, then no further, and the connection cut after a second', async () => {
    const { status, bytesRead, ms } = await flood('x'.repeat(10_000));
    expect(status).toBe(404);
    expect(bytesRead).toBeGreaterThan(2 << 20);
    expect(bytesRead).toBeLessThan(3 << 20);
    expect(ms).toBeGreaterThan(900);
  });

  it('is read no further than some thousands of pieces, however small', async () => {
    const { status, bytesRead, ms } = await flood('x');
    expect(status).toBe(404);
    expect(bytesRead).toBeLessThan(200_000);
    expect(ms).toBeGreaterThan(900);
  });

  it('leaves the connection to the next request if its end has been read', async () => {
    const body = freshBody();
    const response = await exchange(server.port, [
      head('POST', '/other', { host: 'localhost', 'transfer-encoding': 'chunked' }),
      `${'1\r\nx\r\n'.repeat(5_000)}0\r\n\r\n`,
      rawHead(body),
      body,
    ]);
    expect(response.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 200']);
  });
});

describe('toNodeHandler with a receiver that acknowledges at once', () => {
  it('has answered before a handler that works without a pause begins', async () => {
    const order: string[] = [];
    const eager = createReceiver({
      secrets: SECRET,
      ack: 'immediate',
      onEvent: () => {
        order.push('handled');
      },
    });
    const served = await listen((request, response) => {
      const end = response.end.bind(response);
      response.end = ((text: string) => {
        order.push('answered');
        return end(text);
      }) as typeof response.end;
      void toNodeHandler(eager)(request, response);
    });
    const body = freshBody();
    const response = await fetch(served.url, { method: 'POST', body, headers: signedNow(body) });
    expect(response.status).toBe(200);
    await eager.close();
    expect(order).toEqual(['answered', 'handled']);
    await served.close();
  });

  it('keeps the signal and waitUntil of a request that is copied', async () => {
    const handle = vi.fn(async (request: WebhookRequest) => {
      const copy = { ...request };
      return { status: copy.signal && copy.waitUntil ? 200 : 500, headers: {}, body: '' };
    });
    const served = await listen(toNodeHandler({ ...receiver, handle }));
    expect((await fetch(served.url)).status).toBe(200);
    await served.close();
  });
});

describe('a body read before', () => {
  const call = async (extra: object): Promise<{ status: number; body: string }> => {
    const bodyless = await listen((request, response) => {
      request.resume();
      request.on('end', () => void toNodeHandler(receiver)(Object.assign(request, extra), response));
    });
    const body = 'anything';
    const response = await fetch(`${bodyless.url}/webhooks/zoom`, {
      method: 'POST',
      body,
      headers: signedNow(body),
    });
    await bodyless.close();
    return { status: response.status, body: await response.text() };
  };

  it('is taken from request.rawBody, or from a body kept as bytes or text', async () => {
    for (const kept of [
      { rawBody: Buffer.from(freshBody()) },
      { rawBody: freshBody() },
      { body: Buffer.from(freshBody()) },
    ]) {
      const raw = 'rawBody' in kept ? kept.rawBody : kept.body;
      const served = await listen((request, response) => {
        request.resume();
        request.on('end', () => void toNodeHandler(receiver)(Object.assign(request, kept), response));
      });
      const response = await fetch(`${served.url}/webhooks/zoom`, {
        method: 'POST',
        body: 'x',
        headers: signedNow(raw),
      });
      expect(response.status).toBe(200);
      await served.close();
    }
  });

  it('and parsed is a fault of the server, so that Zoom tries again', async () => {
    expect(await call({ body: { event: 'x' } })).toEqual({ status: 500, body: '{"error":"body_not_raw"}' });
    expect(await call({})).toEqual({ status: 500, body: '{"error":"body_not_raw"}' });
  });
});
