import type { Awaitable } from '../awaitable.js';
import type { RawBody } from '../body.js';
import type { BodyBuffer } from '../body-buffer.js';
import { type HeadersLike, readHeader } from '../headers.js';
import type { Receiver } from '../receiver.js';
import { SIGNATURE_HEADER } from '../signature.js';

/** The part of Node's `IncomingMessage` that the handler uses, and what frameworks add to it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Set by Express, which removes the mount path from `url`. */
  readonly originalUrl?: string | undefined;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** Set by Nest with `rawBody: true`, and by some function hosts. */
  readonly rawBody?: unknown;
  readonly body?: unknown;
  readonly httpVersionMajor?: number | undefined;
  readonly socket?: { pause(): unknown } | undefined;
  readonly complete: boolean;
  readonly readableEnded: boolean;
  readonly destroyed: boolean;
  readonly readableDidRead: boolean;
  readonly readableFlowing?: boolean | null | undefined;
  readonly readableLength: number;
  on(event: string, listener: (value: Uint8Array) => void): unknown;
  read(): Uint8Array | string | null;
  _read?(size: number): void;
  resume(): unknown;
  destroy(): unknown;
}

/** The part of Node's `ServerResponse` that the handler uses. */
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

/** How much of a refused body is read and discarded, and for how long, before the connection is cut. */
const LINGER_BYTES = 2 << 20;
const LINGER_MS = 1_000;

/** How long after the end of such a body its stream may be cancelled. */
const CANCEL_MS = 10;

/** Discarding the smallest piece takes about as long as discarding this many bytes. */
const BYTES_PER_PIECE = 512;

/**
 * Wraps a receiver for `node:http`, Express, Koa and Nest. The promise never rejects.
 *
 * The body must be unread, or complete in `request.rawBody`. If a body parser ran first, the answer is `body_not_raw`.
 *
 * @example
 * http.createServer(toNodeHandler(receiver)).listen(3000);
 * app.post('/webhooks/zoom', toNodeHandler(receiver)); // Express, before express.json()
 */
export function toNodeHandler(
  receiver: Receiver,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return async (request, response) => {
    // Node calls its listeners once it has parsed the head. When they have returned, it parses what came with the head. If
    // somebody else listens to the body, it would be gone by then.
    if (!request.readableFlowing) await undefined;
    const isWhole = hasWholeBody(request);
    const answer = await receiver.handle({
      method: request.method ?? '',
      path: request.originalUrl ?? request.url ?? '',
      headers: headersOf(request),
      body: (buffer) => readBody(request, buffer, isWhole),
      signal: () => senderSignal(response),
      // A Node process keeps running after the answer.
      waitUntil: ignore,
    });
    if (response.headersSent || response.destroyed) return;
    response.statusCode = answer.status;
    // HTTP/2 has no such header.
    for (const name in answer.headers)
      if (name !== 'connection' || request.httpVersionMajor !== 2)
        response.setHeader(name, answer.headers[name] ?? '');
    // An injected request, as in Fastify's tests, ends without setting `complete`.
    if (isWhole || request.complete || request.readableEnded) response.end(answer.body);
    else endAfter(request, response, answer.body);
  };
}

/** Node writes header names in lower case, so a direct look-up is enough. Its substitutes may not. */
function headersOf({ headers }: NodeRequest): HeadersLike {
  const areInLowerCase = headers?.[SIGNATURE_HEADER] !== undefined;
  return {
    get: (name) => headers?.[name]?.toString() ?? (areInLowerCase ? undefined : readHeader(headers, name)),
  };
}

/** Whether all of the body has arrived, as with nearly every event: it is small enough to come with the head. */
function hasWholeBody(request: NodeRequest): boolean {
  const { httpVersionMajor, headers, readableFlowing, readableLength } = request;
  // HTTP/2 may still say that the sender broke it off. A stream that flows gives its pieces to all listeners.
  return (
    httpVersionMajor === 1 &&
    !readableFlowing &&
    readableLength > 0 &&
    headers?.['content-length'] === String(readableLength)
  );
}

function readBody(
  request: NodeRequest,
  buffer: BodyBuffer,
  isWhole: boolean,
): Awaitable<BodyBuffer | RawBody | undefined> {
  const kept = request.rawBody ?? request.body;
  // Node's only views here are Uint8Arrays.
  if (typeof kept === 'string' || ArrayBuffer.isView(kept)) return kept as RawBody;
  if (request.readableDidRead) return undefined;
  if (isWhole) {
    // Without a timer, a promise and listeners, the benchmark of the receiver takes 6 µs less an event.
    // There is something to read.
    buffer.add(request.read() ?? '');
    request.resume();
    return buffer;
  }
  return new Promise((resolve, reject) => {
    // Without a declared length, HTTP/2 lets a sender end a body that it breaks off, and cancel the stream right after.
    const mayBeCut = request.httpVersionMajor === 2 && !readHeader(request.headers, 'content-length');
    request.on('data', (piece) => buffer.add(piece));
    request.on('end', () => (mayBeCut ? setTimeout(resolve, CANCEL_MS, buffer) : resolve(buffer)));
    // Every request closes, usually after its end.
    request.on('close', () => (mayBeCut || !request.readableEnded) && reject());
    if (request.destroyed) reject();
  });
}

/**
 * Answers at once, but ends the answer only after discarding the rest of the request, within limits. Closing a connection
 * with unread bytes resets it, and the sender may then never see the answer.
 */
function endAfter(request: NodeRequest, response: NodeResponse, body: string): void {
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  // Without a listener, an error of a connection that is about to be cut would end the process.
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
 * Stops reading from the connection. Pausing the request instead would keep an object for every piece that Node has read
 * already. In HTTP/2 requests share the connection, so the rest is still discarded.
 */
function stopReading(request: NodeRequest): void {
  if (request.httpVersionMajor !== 1) return;
  // A flowing request would resume the socket. Node resumes it after the end of the request, for the next one.
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
