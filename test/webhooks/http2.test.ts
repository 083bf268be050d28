import { once } from 'node:events';
import { connect as connectHttp2, createServer, type Http2Server } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createReceiver, type Receiver, type RefusedRequest, toNodeHandler } from 'zoom-qss/webhooks';
import { deferred, eventBody, SECRET, signedNow } from './zoom.js';

const body = eventBody();
let refused: RefusedRequest[];
let receiver: Receiver;
let server: Http2Server;
let port: number;
/** Resolves once the server has the head of a request. */
let arrived: ReturnType<typeof deferred<void>>;

beforeEach(async () => {
  refused = [];
  arrived = deferred<void>();
  receiver = createReceiver({ secrets: SECRET, onRefused: (each) => refused.push(each) });
  const handler = toNodeHandler(receiver);
  server = createServer((request, response) => {
    request.once('data', () => arrived.resolve());
    void handler(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  ({ port } = server.address() as AddressInfo);
});

afterEach(() => {
  vi.useRealTimers();
  server.close();
});

async function post(headers: Record<string, string>) {
  const client = connectHttp2(`http://127.0.0.1:${port}`);
  const stream = client.request({ ':method': 'POST', ':path': '/', ...headers });
  stream.end(body);
  const [answer] = await once(stream, 'response');
  client.destroy();
  return answer;
}

const TYPE = { data: 0, headers: 1, reset: 3, settings: 4 };
const END_HEADERS = 4;
const END_STREAM = 1;

/** A frame of stream 1; settings belong to the connection, which is 0. */
function frame(type: number, flags: number, payload: Uint8Array): Uint8Array {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(type === TYPE.settings ? 0 : 1, 5);
  return Buffer.concat([head, payload]);
}

/** A header field as a literal without an index. */
function field(name: string, value: string): Uint8Array {
  const text = (each: string) => Buffer.concat([Buffer.from([each.length]), Buffer.from(each)]);
  return Buffer.concat([Buffer.from([0]), text(name), text(value)]);
}

/** A request whose body begins and does not end. Node's client would end it. */
function beginRequest() {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const { 'x-zm-signature': signature = '', 'x-zm-request-timestamp': timestamp = '' } = signedNow(body);
  const fields = {
    ':method': 'POST',
    ':scheme': 'http',
    ':path': '/',
    ':authority': 'localhost',
    'x-zm-signature': signature,
    'x-zm-request-timestamp': timestamp,
  };
  const headers = Buffer.concat(Object.entries(fields).map(([name, value]) => field(name, value)));
  socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  socket.write(frame(TYPE.settings, 0, Buffer.alloc(0)));
  socket.write(frame(TYPE.headers, END_HEADERS, headers));
  socket.write(frame(TYPE.data, 0, Buffer.from(body.slice(0, 100))));
  return socket;
}

it('hands over an event that comes by HTTP/2', async () => {
  expect((await post(signedNow(body)))[':status']).toBe(200);
  expect((await post({}))[':status']).toBe(401);
});

it('calls a body of HTTP/2 incomplete if its stream is reset, or its connection breaks off', async () => {
  const reset = beginRequest();
  await arrived.promise;
  reset.write(frame(TYPE.reset, 0, Buffer.from([0, 0, 0, 8])));
  await vi.waitFor(() => expect(refused).toHaveLength(1));
  reset.destroy();

  arrived = deferred<void>();
  const broken = beginRequest();
  await arrived.promise;
  broken.destroy();
  await vi.waitFor(() => expect(refused).toHaveLength(2));
  expect(refused.map(({ code }) => code)).toEqual(['body_incomplete', 'body_incomplete']);
});

it.each([{}, { 'content-length': String(body.length) }])(
  'calls a body of HTTP/2 incomplete if its sender ends it and cancels it then: %o',
  async (headers) => {
    const client = connectHttp2(`http://127.0.0.1:${port}`);
    const stream = client.request({ ':method': 'POST', ':path': '/', ...signedNow(body), ...headers });
    stream.on('error', () => {});
    stream.write(body.slice(0, 100));
    await arrived.promise;
    stream.close(8);
    await vi.waitFor(() => expect(refused).toHaveLength(1));
    expect(refused[0]?.code).toBe('body_incomplete');
    client.destroy();
  },
);

it('waits ten milliseconds after the end of a body of HTTP/2 for its sender to cancel it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const ended = deferred<void>();
  server.once('request', (request) => request.once('end', () => ended.resolve()));
  const socket = beginRequest();
  await arrived.promise;
  socket.write(frame(TYPE.data, END_STREAM, Buffer.alloc(0)));
  await ended.promise;
  await vi.advanceTimersByTimeAsync(9);
  socket.write(frame(TYPE.reset, 0, Buffer.from([0, 0, 0, 8])));
  while (refused.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(refused.map(({ code }) => code)).toEqual(['body_incomplete']);
  socket.destroy();
});

it('answers over HTTP/2 without a connection header while it closes', async () => {
  const warned = vi.fn();
  process.on('warning', warned);
  await receiver.close();
  const answer = await post(signedNow(body));
  expect([answer[':status'], answer.connection]).toEqual([503, undefined]);
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off('warning', warned);
  expect(warned).not.toHaveBeenCalled();
});
