/** Floods of unsigned bodies against a server of its own with a heap of 128 MB, while genuine events arrive. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle, kill, programPath, start, temporaryFolder } from './processes.js';
import { eventBody, SECRET, signedNow } from './zoom.js';

const FLOOD_MS = 10_000;
const CONNECTIONS = 30;
const EVENT_EVERY_MS = 250;

const folder = temporaryFolder();
const processes: ChildProcess[] = [];
let serverProgram = '';
let floodProgram = '';
let marker = 0;

beforeAll(async () => {
  serverProgram = await bundle(programPath('flooded-server.ts'), folder.path);
  floodProgram = await bundle(programPath('flood.ts'), folder.path);
});

afterAll(async () => {
  await Promise.all(processes.map(kill));
  folder.remove();
});

interface Outcome {
  readonly status: number | undefined;
  readonly ms: number;
}

/** Sends a genuine event on a connection of its own. */
function sendEvent(port: number): Promise<Outcome> {
  const body = eventBody('meeting.participant_qos', ++marker);
  const headers = { ...signedNow(body), 'content-length': Buffer.byteLength(body) };
  const started = performance.now();
  return new Promise((resolve) => {
    const end = (status?: number) => resolve({ status, ms: performance.now() - started });
    const sent = request(
      { host: '127.0.0.1', port, method: 'POST', agent: false, headers },
      ({ statusCode }) => end(statusCode),
    );
    sent.on('error', () => end());
    sent.end(body);
  });
}

/** Starts a flood; resolves with how often each status was answered, if the flood counts that. */
async function flood(kind: string, server: ChildProcess, port: number): Promise<Record<string, number>> {
  if (kind === 'receiver.fetch') {
    server.send({ connections: CONNECTIONS, ms: FLOOD_MS });
    return {};
  }
  const child = fork(floodProgram, [kind, String(port), String(CONNECTIONS), String(FLOOD_MS)]);
  processes.push(child);
  const [answers] = await once(child, 'message');
  return answers;
}

it.each(['one-byte chunks', 'one-byte writes', '64 kB chunks', 'receiver.fetch'])(
  'memory stays bounded and genuine events are answered in a flood of %s',
  // A machine that does something else at the same time may be late once.
  { retry: 1, timeout: 40_000 },
  async (kind) => {
    const { child, port } = await start(serverProgram, { SECRET }, [
      '--expose-gc',
      '--max-old-space-size=128',
    ]);
    processes.push(child);
    for (let i = 0; i < 50; i++) await sendEvent(port);
    child.send('begin');
    await once(child, 'message');

    const flooding = flood(kind, child, port);
    const sending: Promise<Outcome>[] = [];
    const end = performance.now() + FLOOD_MS;
    while (performance.now() < end) {
      sending.push(sendEvent(port));
      await wait(EVENT_EVERY_MS);
    }
    const outcomes = await Promise.all(sending);
    const floodAnswers = await flooding;
    expect([child.exitCode, child.signalCode]).toEqual([null, null]);
    child.send('end');
    const [{ beyondIdle, rss, answers }] = await once(child, 'message');
    await kill(child);

    const slowestMs = Math.max(...outcomes.map(({ ms }) => ms));
    const mb = (bytes: number) => Math.round(bytes / 1e6);
    console.log(
      `${kind}: ${mb(beyondIdle)} MB beyond idle, RSS ${mb(rss)} MB, slowest event ${Math.round(slowestMs)} ms.`,
    );
    expect(outcomes.filter(({ status }) => status !== 200)).toEqual([]);
    expect(slowestMs).toBeLessThan(3_000);
    expect(beyondIdle).toBeLessThan(64_000_000);
    expect(rss).toBeLessThan(160_000_000);
    // The flood was one: more than one body for each connection was refused.
    const refusals = Object.entries<number>({ ...floodAnswers, ...answers });
    expect(refusals.map(([status]) => status).filter((status) => !['413', '503'].includes(status))).toEqual(
      [],
    );
    expect(refusals.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(CONNECTIONS);
  },
);
