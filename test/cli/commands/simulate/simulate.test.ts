import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSimulator } from 'zoom-qss/testing';
import { createReceiver, toNodeHandler } from 'zoom-qss/webhooks';
import { call, folder } from '../../console.js';
import { program } from '../../program.js';

const SECRET = 'a-secret-of-the-test';
const start = program();
const ENV = { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET };
const CALL = ['--participants', '5', '--seed', '4'];
const FAST = ['--speed', '60000'];
const SHORT = ['--minutes', '3', ...CALL];
const SIMULATION = [...SHORT, ...FAST];

/** Starts an endpoint as a user would. */
async function endpoint(onEvent: () => void = () => {}) {
  const bodies: string[] = [];
  const receiver = createReceiver({
    secrets: SECRET,
    onEvent(event) {
      bodies.push(JSON.stringify(event));
      onEvent();
    },
  });
  return { url: await urlOf(createServer(toNodeHandler(receiver))), bodies };
}

/** Starts a server, and closes it after the test. */
async function urlOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const simulate = (url: string, ...more: string[]) =>
  call(['simulate', '--url', url, ...SIMULATION, ...more], { env: ENV });

describe('simulate', () => {
  it('delivers every event, and says so', async () => {
    const { url, bodies } = await endpoint();
    const { status, stdout, stderr } = await simulate(url);
    const deliveries = [...createSimulator({ seed: 4, minutes: 3, participants: 5 })];
    expect(bodies).toHaveLength(deliveries.length);
    expect(stdout).toMatch(new RegExp(`events sent +${deliveries.length} in `));
    expect(stdout).toMatch(new RegExp(`delivered +${deliveries.length}\n`));
    expect(stdout).toMatch(/lost +0\n/);
    expect(stdout).toMatch(new RegExp(`answers by status +200: ${deliveries.length}\n`));
    expect(stdout).toMatch(/timeouts \(3 s\) +0\n/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('writes the bodies to a file or to standard output, without a secret', async () => {
    const out = join(folder(), 'events.ndjson');
    const expected = [...createSimulator({ seed: 4, minutes: 3, participants: 5 })].map(({ body }) => body);
    const toFile = await call(['simulate', '--out', out, ...SHORT]);
    expect(toFile).toEqual({
      status: 0,
      stdout: '',
      stderr: `Wrote ${out}: ${expected.length} events.\n`,
    });
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toEqual(expected);
    const toStdout = await call(['simulate', '--out', '-', ...SHORT]);
    expect(toStdout).toEqual({ status: 0, stdout: readFileSync(out, 'utf8'), stderr: '' });
  });

  it('says which speed it reached if that is less than asked', async () => {
    const { url } = await endpoint();
    const { stdout } = await simulate(url, '--concurrency', '1');
    expect(stdout).toMatch(/Speed: [\d,]+\. The endpoint or this machine is too slow for 60,000\.\n$/);
  });

  it('dates events as --start says', async () => {
    const timesOf = async (...args: string[]) => {
      const { url, bodies } = await endpoint();
      expect((await simulate(url, ...args)).status).toBe(0);
      return bodies.map((body): number => JSON.parse(body).event_ts).sort();
    };
    const fromMs = Date.now();
    const times = await timesOf('--start', 'now');
    expect(times[0]).toBeGreaterThanOrEqual(fromMs);
    expect(times.at(-1)).toBeLessThanOrEqual(Date.now() + 4 * 60_000);
    const [first] = await timesOf('--start', '2025-03-01T12:00Z');
    expect(new Date(Number(first)).toISOString()).toMatch(/^2025-03-01T12:0/);
  });

  it('retries after an error of the endpoint', async () => {
    let calls = 0;
    const { url } = await endpoint(() => {
      calls += 1;
      if (calls === 2) throw new Error('not now');
    });
    const { status, stdout } = await simulate(url);
    expect(stdout).toMatch(/retries +1\n/);
    expect(stdout).toMatch(/500: 1 \(1 handler_failed\)\n/);
    expect(status).toBe(0);
  });

  it.each([
    ['the code of a receiver', '{"error":"overloaded"}', /200\. It answered overloaded\. Nothing was sent/],
    ['no other code', '{"error":"jane_doe"}', /200\. Check that the endpoint has the same secret\. Nothing/],
    [
      'no code in a long page',
      '{"error":"busy"}'.padEnd(100_000),
      /200\. Check that the endpoint has the same secret\. Nothing/,
    ],
    ['no other text', 'overloaded', /200\. Check that the endpoint has the same secret\. Nothing/],
  ])('names %s', async (_, text, message) => {
    const server = createServer((_, response) => response.writeHead(503).end(text));
    const { status, stderr } = await simulate(await urlOf(server));
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('jane');
    expect(status).toBe(1);
  });

  it('counts lost events', async () => {
    const { url } = await endpoint();
    const args = ['simulate', '--url', url, '--faults', '--minutes', '60', ...CALL, ...FAST];
    const { status, stdout } = await call(args, { env: ENV });
    // This endpoint answers unreadable bodies with 500, and gets each four times.
    expect(stdout).toMatch(/lost +[1-9]/);
    expect(status).toBe(1);
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    [
      'another secret',
      async () => (await endpoint()).url,
      /status was 503 instead of 200\. It answered signature_mismatch\. Check that the endpoint has the same secret\. Nothing was sent/,
    ],
    ['no connection', async () => 'http://127.0.0.1:1/', /there was no connection/],
  ])('sends nothing if there is %s', async (_, url, message) => {
    const { status, stdout, stderr } = await call(['simulate', '--url', await url(), ...SIMULATION], {
      stdin: 'another-secret\n',
    });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('another-secret');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  it('says what was sent when it is interrupted', async () => {
    let arrived = () => {};
    const first = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { url } = await endpoint(arrived);
    const { child, exit, text } = start(['simulate', '--url', url, '--speed', '1'], {
      ZOOM_WEBHOOK_SECRET_TOKEN: SECRET,
    });
    await first;
    child.kill('SIGINT');
    expect(await exit).toBe(1);
    expect(text()).toMatch(/events sent +\d+ in .*Interrupted\./s);
  });

  it.each([
    [[], /No endpoint: add --url url, or --out file/],
    [['--url', 'http://localhost/', '--out', 'x'], /give one of the two/],
    [['--out', '/no/such/folder/x'], /Cannot write .*ENOENT/],
    [['--out', 'x', '--speed', '5'], /are for --url/],
    [['--out', 'x', '--concurrency', '5'], /are for --url/],
    [['--out', 'x', '--allow-remote'], /are for --url/],
    [['--url', 'x'], /--url must be an http/],
    [['--url', 'http://localhost/', '--start', 'soon'], /--start must be now, or a time/],
    [['--url', 'http://localhost/', '--start', '2026-02-30'], /--start must be now, or a time/],
    [['--url', 'http://localhost/', '--start', '1960-01-01'], /start.* 1970/],
    [['--url', 'ftp://localhost/'], /--url must be an http/],
    [['--url', 'http://me:hunter2@localhost/'], /without user name/],
    [['--url', 'https://example.com/'], /add --allow-remote/],
    [['--url', 'http://127.0.0.1.example.com/'], /add --allow-remote/],
    [['--url', 'http://localhost.example.com/'], /add --allow-remote/],
    [['--url', 'http://[::2]/'], /add --allow-remote/],
    [['--url', 'http://localhost/', '--participants', '0'], /--participants must be/],
    [['--url', 'http://localhost/', '--concurrency', '0'], /--concurrency must be/],
    [['--url', 'http://localhost/', '--secret', SECRET], /Unknown option --secret\.\n/],
  ])('does not start with %j', async (args, message) => {
    const { status, stderr } = await call(['simulate', ...args], {
      env: { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET },
    });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('hunter2');
    expect(status).toBe(2);
  });
});
