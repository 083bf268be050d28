import type { RawBody } from '../body.js';
import type { BodyBuffer } from '../body-buffer.js';
import { type HeadersLike, readHeader } from '../headers.js';
import type { Receiver } from '../receiver.js';

/** The part of Node's `IncomingMessage` that is used, with what frameworks add to it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Set by Express, which takes the path of a mount out of `url`. */
  readonly originalUrl?: string | undefined;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** Set by Nest under `rawBody: true`, and by hosts of functions. */
  readonly rawBody?: unknown;
  readonly body?: unknown;
  readonly httpVersionMajor?: number | undefined;
  readonly socket?: { pause(): unknown } | undefined;
  readonly complete: boolean;
  readonly readableEnded: boolean;
  readonly destroyed: boolean;
  readonly readableDidRead: boolean;
  on(event: string, listener: (value: Uint8Array) => void): unknown;
  _read?(size: number): void;
  resume(): unknown;
  destroy(): unknown;
}

/** The part of Node's `ServerResponse` that is used. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  readonly destroyed: boolean;
  readonly writableFinished: boolean;
  setHeader(name: string, value: string): unknown;
  on(event: string, listener: () => void): unknown;
  write(body: string): unknown;
  end(body: string): unknown;
}

/** How much of a refused body is thrown away, and how long it may take, before the connection is cut. */
const LINGER_BYTES = 2 << 20;
const LINGER_MS = 1_000;

/** Discarding a piece of one byte takes as long as discarding so many. */
const BYTES_PER_PIECE = 512;

/**
 * Wraps a receiver for `node:http`, Express, Koa and Nest. The promise never rejects.
 *
 * The body must be unread, or kept whole in `request.rawBody`. A body that a parser has turned into an object is answered
 * with `body_not_raw`.
 *
 * @example
 * http.createServer(toNodeHandler(receiver)).listen(3000);
 * app.post('/webhooks/zoom', toNodeHandler(receiver)); // Express, before express.json()
 */
export function toNodeHandler(
  receiver: Receiver,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return async (request, response) => {
    const answer = await receiver.handle({
      method: request.method ?? '',
      path: request.originalUrl ?? request.url ?? '',
      headers: headersOf(request),
      body: (buffer) => readBody(request, buffer),
      signal: () => senderSignal(response),
      // The process goes on.
      waitUntil: ignore,
    });
    if (response.headersSent || response.destroyed) return;
    response.statusCode = answer.status;
    for (const name in answer.headers) response.setHeader(name, answer.headers[name] ?? '');
    // What is injected, as by Fastify, ends without being said to be complete.
    if (request.complete || request.readableEnded) response.end(answer.body);
    else endAfter(request, response, answer.body);
  };
}

/** Node writes every name in lower case, so that few have to be looked for; what stands in for Node may not. */
function headersOf({ headers }: NodeRequest): HeadersLike {
  return { get: (name) => headers?.[name]?.toString() ?? readHeader(headers, name) };
}

function readBody(request: NodeRequest, buffer: BodyBuffer): Promise<BodyBuffer | RawBody | undefined> {
  return new Promise((resolve, reject) => {
    const kept = request.rawBody ?? request.body;
    // Node's own views of bytes are all Uint8Arrays.
    if (typeof kept === 'string' || ArrayBuffer.isView(kept)) return resolve(kept as RawBody);
    if (request.readableDidRead) return resolve(undefined);
    // Every request closes, most of them after their end.
    const breakOff = () => {
      if (!request.readableEnded) reject(new Error('The sender went away.'));
    };
    request.on('data', buffer.add);
    request.on('end', () => resolve(buffer));
    request.on('close', breakOff);
    if (request.destroyed) breakOff();
  });
}

/**
 * Answers at once, but ends the answer only after the rest of the request has come and been thrown away, within limits:
 * a connection closed with bytes unread is reset, and its sender may then never see the answer.
 */
function endAfter(request: NodeRequest, response: NodeResponse, body: string): void {
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  // What goes wrong with a connection that is to be cut concerns nobody, and must not end the process.
  request.on('error', ignore);
  response.on('error', ignore);
  const end = () => {
    clearTimeout(timer);
    response.end('');
  };
  request.on('end', end);
  request.on('close', end);
  let left = LINGER_BYTES;
  request.on('data', (piece) => {
    left -= Math.max(piece.length, BYTES_PER_PIECE);
    if (left < 0) stopReading(request);
  });
  // Every answer is ASCII.
  response.setHeader('content-length', String(body.length));
  response.write(body);
  request.resume();
}

/**
 * Stops reading from the connection. Pausing the request instead would keep every piece that is still parsed as an object.
 * HTTP/2 shares the connection among requests, so there the rest goes on being discarded.
 */
function stopReading(request: NodeRequest): void {
  if (request.httpVersionMajor !== 1) return;
  // A request that flows would ask for more, and so resume the socket. Its end resumes it for the next request.
  request._read = ignore;
  request.socket?.pause();
}

function senderSignal(response: NodeResponse): AbortSignal {
  const controller = new AbortController();
  const look = () => {
    if (!response.writableFinished) controller.abort();
  };
  if (response.destroyed) look();
  else response.on('close', look);
  return controller.signal;
}

function ignore(): void {}
