import { type ChildProcess, fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { head } from '../test/webhooks/sockets.js';
import { gzippedSize } from './gzipped-size.js';
import { type Effort, type Row, ratioInTurns } from './harness.js';
import { qosSummary } from './payloads.js';
import { createSender, type Sender } from './webhooks-sender.js';

const SECRET = 'bench-secret-token-001';
const CONNECTIONS = 50;
// A tenth of a second. In rounds of a second other load on the machine changed single ratios by a third.
const EVENTS_PER_ROUND = 1_000;
// A server runs for days, with its code optimised. Here V8 needs some 30,000 events to get there.
const WARM_UP_PAIRS = 40;
const PAIRS_PER_ROUND_OF_EFFORT = 10;

interface Signed {
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** A unique, signed event of about 2.2 kB, with the headers that Zoom sends. */
function signedEvent(marker: number): Signed {
  const body = JSON.stringify({ ...qosSummary(6), event_ts: marker });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', SECRET).update(`v0:${timestamp}:`).update(body).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Zoom Marketplace/1.0a',
      'x-zm-request-id': `request-${marker}`,
      'x-zm-trackingid': `v=2.0;clid=us01;rid=WEB_${marker}`,
      'x-zm-request-timestamp': timestamp,
      'x-zm-signature': `v0=${digest}`,
    },
  };
}

/** Time of `verify` as a multiple of `createHmac` and `timingSafeEqual`. */
async function verification({ rounds }: Effort): Promise<number> {
  const child = await run('webhooks-verify.ts', [SECRET]);
  child.send({ ...signedEvent(0), rounds });
  const [ratio] = await once(child, 'message');
  child.kill();
  return ratio;
}

/** Bundles a program of this folder and runs it in a new Node process. */
async function run(name: string, args: string[]): Promise<ChildProcess> {
  const outfile = join(mkdtempSync(join(tmpdir(), 'zoom-qss-bench-')), 'program.mjs');
  const entry = fileURLToPath(new URL(name, import.meta.url));
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
  });
  const child = fork(outfile, args, { execArgv: [] });
  child.on('exit', () => rmSync(dirname(outfile), { recursive: true, force: true }));
  return child;
}

/** The same as a request. */
function requestOf({ body, headers }: Signed): Buffer {
  const fields = { host: '127.0.0.1', ...headers, 'content-length': Buffer.byteLength(body) };
  return Buffer.from(head('POST', '/', fields) + body);
}

interface Server {
  readonly child: ChildProcess;
  readonly sender: Sender;
}

async function start(kind: 'bare' | 'receiver'): Promise<Server> {
  const child = await run('webhooks-server.ts', [kind, SECRET]);
  const [port] = await once(child, 'message');
  return { child, sender: await createSender(port, CONNECTIONS) };
}

async function usage({ child }: Server): Promise<{ handled: number; ms: number; cpu: number }> {
  child.send('usage');
  const [answer] = await once(child, 'message');
  return answer;
}

/** Sends a round of events. Returns the milliseconds that an event took. */
async function load(server: Server, marker: number): Promise<number> {
  const requests = Array.from({ length: EVENTS_PER_ROUND }, (_, i) => requestOf(signedEvent(marker + i)));
  const before = await usage(server);
  await server.sender.send(requests);
  const after = await usage(server);
  if (after.handled - before.handled !== requests.length) throw new Error('Not every event was handled.');
  return after.ms / requests.length;
}

interface Loopback {
  /** The median of neighbouring rounds' ratios. */
  readonly time: number;
  /** Of all rounds together, with what was collected between them. */
  readonly cpu: number;
}

/** Time and processor time per event of the receiver, as multiples of the bare server's. */
async function loopback(pairs: number): Promise<Loopback> {
  const [bare, receiver] = [await start('bare'), await start('receiver')];
  let marker = 0;
  const next = (server: Server) => load(server, EVENTS_PER_ROUND * marker++);
  for (let pair = 0; pair < WARM_UP_PAIRS; pair++) for (const server of [bare, receiver]) await next(server);
  const before = { bare: await usage(bare), receiver: await usage(receiver) };
  const time = await ratioInTurns(
    () => next(receiver),
    () => next(bare),
    pairs,
  );
  const after = { bare: await usage(bare), receiver: await usage(receiver) };
  for (const { child } of [bare, receiver]) child.kill();
  const cpu = (after.receiver.cpu - before.receiver.cpu) / (after.bare.cpu - before.bare.cpu);
  return { time, cpu };
}

let measured: Promise<Loopback> | undefined;

/** Results differ by a few per cent between pairs of servers. */
export const processes = 5;

export const rows: Row[] = [
  {
    name: 'webhooks: verify, against createHmac and timingSafeEqual',
    limit: 1.2,
    measure: verification,
  },
  {
    name: 'webhooks: time per event on loopback, against a bare server',
    // That is, at least seven tenths of its events per second.
    limit: 1 / 0.7,
    measure: async ({ rounds }) => {
      measured = loopback(rounds * PAIRS_PER_ROUND_OF_EFFORT);
      return (await measured).time;
    },
  },
  {
    name: 'webhooks: processor time per event, against a bare server',
    measure: async () => (await measured)?.cpu ?? Number.NaN,
  },
  {
    name: 'size: verify alone, minified and gzipped',
    unit: 'B',
    limit: 1_500,
    measure: () => gzippedSize("export { verify } from './webhooks/index.ts'"),
  },
];
