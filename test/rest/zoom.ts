import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import { createQssClient, type QssClientSettings, type QssCredentials } from 'zoom-qss/rest';
import { bounded } from '../bounded.js';

/** A request that the server received. */
export interface Seen {
  method: string;
  url: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Answers one request. */
export type Play = (response: ServerResponse, seen: Seen) => void;

export interface Zoom {
  origin: string;
  seen: Seen[];
  close(): Promise<void>;
}

/** A loopback server that answers with the entries of its script in order, then repeats the last one. */
export async function playZoom(...script: Play[]): Promise<Zoom> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const url = new URL(request.url ?? '', 'http://loopback');
    const entry = {
      method: request.method ?? '',
      url: request.url ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body,
    };
    seen.push(entry);
    const play = script[Math.min(seen.length, script.length) - 1];
    play?.(response, entry);
  });
  return { seen, ...(await listen(server, () => server.closeAllConnections())) };
}

/** A loopback server that answers each connection with raw bytes. */
export async function playRaw(answer: (socket: Socket) => void): Promise<Omit<Zoom, 'seen'>> {
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => answer(socket));
  });
  return listen(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

async function listen(server: Server, drop: () => void): Promise<Omit<Zoom, 'seen'>> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      drop();
      server.close(() => resolve());
    });
  return { origin: `http://127.0.0.1:${port}`, close };
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Play =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

export const text =
  (body: string, status = 200, headers: Record<string, string> = {}): Play =>
  (response) =>
    response.writeHead(status, headers).end(body);

export const reset: Play = (response) => response.destroy();

/** A page of `count` participants, numbered from `first`, with the token of the next page. */
export const page = (first: number, count: number, next_page_token = '') =>
  json({
    next_page_token,
    page_size: 30,
    participants: Array.from({ length: count }, (_, index) => ({ id: `p${first + index}`, qos: [] })),
  });

export const grant = (access_token: string, expires_in = 3600) =>
  json({ access_token, token_type: 'bearer', expires_in });

export const TOKEN = 'a-token-of-the-test';
export const MEETING = '/v2/metrics/meetings/123/participants/qos_summary';

/** A client for a loopback server. It never waits; `waits` collects the waits that it asked for. */
export function clientOf(
  { origin }: { origin: string },
  options: Partial<QssClientSettings> & Partial<QssCredentials> = {},
) {
  const waits: number[] = [];
  const hasCredentials = 'clientSecret' in options || 'token' in options || 'getToken' in options;
  const settings = {
    ...(hasCredentials ? {} : { token: TOKEN }),
    baseUrl: `${origin}/v2`,
    tokenUrl: `${origin}/oauth/token`,
    allowInsecureBaseUrl: true,
    sleep: async (ms: number) => {
      waits.push(ms);
    },
    ...options,
  };
  return { client: createQssClient(settings as Parameters<typeof createQssClient>[0]), waits };
}

export const APP = { accountId: 'account-1', clientId: 'client-1', clientSecret: 'secret-of-the-app' };

/** The reason with which a promise rejects; one of its own if it goes on for ever. */
export async function failure(work: Promise<unknown>): Promise<unknown> {
  return bounded(work, () => 'The request did not end').then(
    () => {
      throw new Error('Expected a failure.');
    },
    (error: unknown) => error,
  );
}

interface Operation {
  get: {
    responses: { 200: { content: { 'application/json': { examples: { documented: { value: unknown } } } } } };
  };
}

/** The documented response of each list, by path. */
export function documentedPages(): Record<string, unknown> {
  const file = new URL('../../specs/qss-rest.json', import.meta.url);
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, Operation> };
  return Object.fromEntries(
    Object.entries(paths).map(([path, { get }]) => [
      path,
      get.responses[200].content['application/json'].examples.documented.value,
    ]),
  );
}
