import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle, kill, programPath, temporaryFolder } from './processes.js';
import { eventBody, SECRET, signedNow } from './zoom.js';

/** What a minute of Zoom's lasts here. */
const MINUTE_MS = 50;
const RETRY_AFTER_MINUTES = [5, 20, 60];
const KILLS = 20;
const EVENTS = 400;

const folder = temporaryFolder();
const journal = join(folder.path, 'journal');
const processes: ChildProcess[] = [];
let program = '';

beforeAll(async () => {
  writeFileSync(journal, '');
  program = await bundle(programPath('chaos-server.ts'), folder.path);
});

afterAll(async () => {
  await Promise.all(processes.map(kill));
  folder.remove();
});

/** A process that is loaded and waits to be told its port. */
async function standBy(): Promise<ChildProcess> {
  const env = { ...process.env, JOURNAL: journal, SECRET, MINUTE_MS: String(MINUTE_MS) };
  const child = fork(program, { env });
  processes.push(child);
  await once(child, 'message');
  return child;
}

async function takePort(child: ChildProcess, port: number): Promise<number> {
  child.send(port);
  const [taken] = await once(child, 'message');
  return taken;
}

/** Sends an event as Zoom does: again after a 5xx or no answer, signed again each time; never after a 4xx. */
async function deliver(url: string, body: string): Promise<boolean> {
  for (const minutes of [0, ...RETRY_AFTER_MINUTES]) {
    await wait(minutes * MINUTE_MS);
    const status = await fetch(url, {
      method: 'POST',
      body,
      headers: signedNow(body),
      signal: AbortSignal.timeout(3_000),
    }).then(
      (response) => response.status,
      () => 0,
    );
    if (status >= 200 && status < 300) return true;
    if (status >= 300 && status < 500) return false;
  }
  return false;
}

it('loses nothing, and doubles only what was killed midway, over 20 kills', async () => {
  let serving = await standBy();
  const port = await takePort(serving, 0);
  const url = `http://127.0.0.1:${port}/`;
  let over = false;

  const killing = (async () => {
    for (let kills = 0; kills < KILLS; kills++) {
      const next = await standBy();
      await wait(50 + Math.random() * 150);
      await kill(serving);
      await takePort(next, port);
      serving = next;
    }
    over = true;
  })();

  const bodies = Array.from({ length: EVENTS }, (_, i) => eventBody('meeting.participant_qos', i));
  const sending: Promise<boolean>[] = [];
  // Load for as long as there are kills; then the rest at once.
  for (const [i, body] of bodies.entries()) {
    sending.push(deliver(url, body));
    // Some events come twice at once.
    if (i % 10 === 0) sending.push(deliver(url, body));
    if (!over) await wait(12);
  }
  await killing;
  const acknowledged = await Promise.all(sending);
  expect(acknowledged.filter((each) => !each)).toHaveLength(0);

  const records = readFileSync(journal, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  let midway = 0;
  for (const body of bodies) {
    const key = createHash('sha256').update(body).digest('hex');
    const own = records.filter(([, each]) => each === key);
    const starts = own.filter(([what]) => what === 'start');
    const pids = starts.map(([, , pid]) => pid);
    expect(own.filter(([what]) => what === 'sink').length).toBeGreaterThanOrEqual(1);
    expect(own.filter(([what]) => what === 'done')).toHaveLength(1);
    // Nothing starts after it is done, no process starts it twice, and all but the last start died with their process.
    expect(own.at(-1)?.[0]).toBe('done');
    expect(new Set(pids).size).toBe(pids.length);
    midway += starts.length - 1;
  }
  console.log(`${EVENTS} events, ${KILLS} kills, ${midway} handlers killed midway and called again.`);
  expect(midway).toBeGreaterThan(0);
}, 60_000);
