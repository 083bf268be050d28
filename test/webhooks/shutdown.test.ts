/** The documented shutdowns, behind a proxy that keeps its connections. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort, kill, serve } from './processes.js';
import { writeSnippets } from './snippets.js';
import { eventBody, SECRET, signedNow } from './zoom.js';

const snippets = writeSnippets('frameworks.md');
const running: ChildProcess[] = [];
let marker = 0;

afterAll(async () => {
  await Promise.all(running.map(kill));
  snippets.remove();
});

interface Outcome {
  readonly status: number | undefined;
  readonly connection?: string | undefined;
}

function send(port: number, agent: Agent): Promise<Outcome> {
  const body = eventBody('meeting.participant_qos', ++marker);
  const headers = { ...signedNow(body), 'content-length': body.length };
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, path: '/webhooks/zoom', method: 'POST', agent, headers };
    const sent = request(options, (response) => {
      response.resume();
      const { statusCode: status, headers } = response;
      response.on('end', () => resolve({ status, connection: headers.connection }));
    });
    sent.on('error', () => resolve({ status: undefined }));
    sent.end(body);
  });
}

/** `health` is the status of `/health`, if the server has one. */
async function healthOf(port: number): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}/health?x=1`, { headers: { connection: 'close' } })).status;
}

const DRAIN_MS = 5_000;

describe('a server that is told to end', () => {
  it.concurrent.each(['node.ts', 'express.ts', 'fastify.ts', 'koa.ts', 'health.ts'])(
    'takes all events of a proxy while it drains, and ends within its grace: %s',
    async (name) => {
      const port = await freePort();
      const args = ['--import', 'tsx', join(snippets.folder, name)];
      const env = {
        TSX_TSCONFIG_PATH: join(snippets.folder, 'tsconfig.json'),
        ZOOM_WEBHOOK_SECRET_TOKEN: SECRET,
      };
      const { child } = await serve(process.execPath, args, port, env);
      running.push(child);

      const proxy = new Agent({ keepAlive: true, maxSockets: 4 });
      expect(await send(port, proxy)).toEqual({ status: 200, connection: 'keep-alive' });
      // A connection without a request, and one with half a request.
      const idle = connect(port, '127.0.0.1').on('error', () => {});
      const half = connect(port, '127.0.0.1').on('error', () => {});
      half.write('POST /webhooks/zoom HTTP/1.1\r\nhost: x\r\n');

      const exited = once(child, 'exit');
      const started = performance.now();
      child.kill('SIGTERM');
      await wait(200);
      if (name === 'health.ts') expect(await healthOf(port)).toBe(503);
      const outcomes: Outcome[] = [];
      while (performance.now() - started < DRAIN_MS - 1_000) {
        outcomes.push(await send(port, proxy));
        await wait(100);
      }
      expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(outcomes.map(({ connection }) => connection))).toEqual(new Set(['close']));
      // The proxy goes on: it gets a 503 or no connection.
      const afterwards = (async () => {
        while (child.exitCode === null && child.signalCode === null) {
          await send(port, proxy);
          await wait(20);
        }
      })();
      expect(await exited).toEqual([0, null]);
      // The drain, one second for the half request, and what a busy machine takes.
      expect(performance.now() - started).toBeLessThan(DRAIN_MS + 5_000);
      await afterwards;
      for (const socket of [idle, half]) socket.destroy();
      proxy.destroy();
    },
    40_000,
  );
});
