import { type ChildProcess, fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { build } from 'esbuild';
import { gzippedSize } from './gzipped-size.js';
import { type Effort, median, type Row } from './harness.js';
import { qosSummary } from './payloads.js';

const SECRET = 'bench-secret-token-001';
const CONNECTIONS = 50;
const EVENTS_PER_CONNECTION = 200;
const EVENTS_PER_ROUND = CONNECTIONS * EVENTS_PER_CONNECTION;
// A server runs for days, with its code optimised. Here V8 needs some 30,000 events to get there.
const WARM_UP_PAIRS = 4;

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

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
}

async function start(kind: 'bare' | 'receiver'): Promise<Server> {
  const child = await run('webhooks-server.ts', [kind, SECRET]);
  const [port] = await once(child, 'message');
  return { child, port };
}

async function usage({ child }: Server): Promise<{ handled: number; ms: number; cpu: number }> {
  child.send('usage');
  const [answer] = await once(child, 'message');
  return answer;
}

/** Events per millisecond, and microseconds of the server's processor time per event. */
async function load(server: Server, marker: number): Promise<{ rate: number; cpu: number }> {
  // Each connection has its own events, made in advance, so that the sender uses little processor time.
  const events = Array.from({ length: EVENTS_PER_ROUND }, (_, i) => signedEvent(marker + i));
  let clients = 0;
  const before = await usage(server);
  const result = await autocannon({
    url: `http://127.0.0.1:${server.port}/`,
    method: 'POST',
    connections: CONNECTIONS,
    amount: EVENTS_PER_ROUND,
    // A request without an answer is an error and ends the round.
    timeout: 5,
    bailout: 1,
    setupClient: (client) => {
      const first = EVENTS_PER_CONNECTION * clients++;
      client.setRequests(
        events.slice(first, first + EVENTS_PER_CONNECTION).map((each) => ({ ...each, method: 'POST' })),
      );
    },
  });
  const after = await usage(server);
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers other than 2xx, ${result.errors} errors.`);
  const handled = after.handled - before.handled;
  return { rate: handled / after.ms, cpu: (after.cpu - before.cpu) / handled };
}

/** Time and processor time per event of the receiver, as multiples of the bare server's. */
async function loopback(pairs: number): Promise<{ rate: number; cpu: number }> {
  const [bare, receiver] = [await start('bare'), await start('receiver')];
  const rates: number[] = [];
  const cpus: number[] = [];
  for (let pair = 0; pair < WARM_UP_PAIRS + pairs; pair++) {
    const peer = await load(bare, 2 * pair * EVENTS_PER_ROUND);
    const own = await load(receiver, (2 * pair + 1) * EVENTS_PER_ROUND);
    if (pair < WARM_UP_PAIRS) continue;
    rates.push(peer.rate / own.rate);
    cpus.push(own.cpu / peer.cpu);
  }
  for (const { child } of [bare, receiver]) child.kill();
  return { rate: median(rates), cpu: median(cpus) };
}

let measured: Promise<{ rate: number; cpu: number }> | undefined;

/** Results differ by a few per cent between pairs of servers. */
export const processes = 3;

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
      measured = loopback(Math.min(rounds, 7));
      return (await measured).rate;
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
