/** Kills receivers at random moments of work, and looks whether they kept what they had answered. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { eventBody, SECRET, signedNow } from '../../webhooks/zoom.js';

/** The receivers by name, with the arguments that make each write to a file. */
export const RECEIVERS = {
  listen: {
    entry: 'src/cli/main.ts',
    args: (out: string) => ['listen', '--port', '0', '--out', out],
  },
  'a Node server with a file': {
    entry: 'test/cli/kill/file-server.ts',
    args: (out: string) => [out],
  },
};
export type ReceiverName = keyof typeof RECEIVERS;

export interface KillReport {
  readonly kills: number;
  /** Events that were answered 2xx. */
  readonly answered: number;
  /** Events that got no answer, or another one. Zoom would send them again. */
  readonly unanswered: number;
  /** Events that were answered 2xx and are not in the file. */
  readonly lost: number;
  /** Lines that cannot be read. */
  readonly torn: number;
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

const SENDERS = 6;
const SIGNALS = ['SIGKILL', 'SIGTERM'] as const;
/** A receiver is killed after at most so many answers, and a little later. */
const MOST_ANSWERS = 40;
const MOST_WAIT_MS = 15;
const source = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Kills a receiver while senders are at work, by SIGKILL and SIGTERM in turns, and starts it again on the same file. */
export async function killRepeatedly(name: ReceiverName, kills: number): Promise<KillReport> {
  const dir = mkdtempSync(join(tmpdir(), 'zoom-qss-kill-'));
  const out = join(dir, 'samples.ndjson');
  const program = join(dir, 'program.mjs');
  await bundle(RECEIVERS[name].entry, program);
  const start = () => startReceiver([program, ...RECEIVERS[name].args(out)]);

  const answered = new Set<number>();
  let sent = 0;
  let isOver = false;
  let serving = start();
  const send = async (): Promise<void> => {
    while (!isOver) {
      const { url } = await serving;
      sent += 1;
      const marker = sent;
      if (await isAnswered(url, eventBody('meeting.participant_qos', marker))) answered.add(marker);
    }
  };

  let current: Running | undefined;
  const kill = async (): Promise<void> => {
    for (let count = 0; count < kills; count += 1) {
      current = await serving;
      const { child } = current;
      const enough = answered.size + 1 + Math.floor(Math.random() * MOST_ANSWERS);
      while (answered.size < enough) {
        if (child.exitCode !== null) throw new Error(`${name} ended by itself.`);
        await wait(1);
      }
      // Only for variety: most often in the middle of requests.
      await wait(Math.random() * MOST_WAIT_MS);
      const exit = once(child, 'exit');
      child.kill(SIGNALS[count % SIGNALS.length]);
      serving = exit.then(start);
    }
    current = await serving;
    isOver = true;
  };

  try {
    await Promise.all([kill(), ...Array.from({ length: SENDERS }, send)]);
    const { markers, torn } = readBack(out);
    const lost = [...answered].filter((marker) => !markers.has(marker)).length;
    return { kills, answered: answered.size, unanswered: sent - answered.size, lost, torn };
  } finally {
    isOver = true;
    current?.child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}

async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [source(entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    alias: { 'zoom-qss': source('src/index.ts'), 'zoom-qss/webhooks': source('src/webhooks/index.ts') },
    logLevel: 'error',
  });
}

async function startReceiver(args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', ZOOM_WEBHOOK_SECRET_TOKEN: SECRET },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        output.push(line);
        const [, url] = /^Listening on (\S+),/.exec(line) ?? [];
        if (url !== undefined) resolve({ child, url });
      });
    child.on('exit', () => reject(new Error(`It ended before it listened: ${output.join('\n')}`)));
  });
}

function isAnswered(url: string, body: string): Promise<boolean> {
  return fetch(url, {
    method: 'POST',
    body,
    headers: signedNow(body),
    signal: AbortSignal.timeout(10_000),
  }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Which events are in a file of samples. */
function readBack(path: string): { markers: Set<number>; torn: number } {
  const markers = new Set<number>();
  let torn = 0;
  for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    try {
      markers.add(JSON.parse(line).eventAtMs);
    } catch {
      torn += 1;
    }
  }
  return { markers, torn };
}
