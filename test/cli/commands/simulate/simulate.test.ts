import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSimulator } from 'zoom-qss/testing';
import { createReceiver, toNodeHandler } from 'zoom-qss/webhooks';
import { call } from '../../console.js';
import { program } from '../../program.js';

const SECRET = 'a-secret-of-the-test';
const start = program();
const STORY = ['--minutes', '3', '--participants', '5', '--speed', '60000', '--seed', '4'];

/** An endpoint of somebody's own. */
async function endpoint(onEvent: () => void = () => {}) {
  const bodies: string[] = [];
  const receiver = createReceiver({
    secrets: SECRET,
    onEvent(event) {
      bodies.push(JSON.stringify(event));
      onEvent();
    },
  });
  const server = createServer(toNodeHandler(receiver));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, bodies };
}

const simulate = (url: string, ...more: string[]) =>
  call(['simulate', '--url', url, ...STORY, ...more], { env: { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET } });

describe('simulate', () => {
  it('delivers the whole story, and says so', async () => {
    const { url, bodies } = await endpoint();
    const { status, stdout, stderr } = await simulate(url);
    const story = [...createSimulator({ seed: 4, minutes: 3, participants: 5 })];
    expect(bodies).toHaveLength(story.length);
    expect(stdout).toMatch(new RegExp(`events sent +${story.length} in `));
    expect(stdout).toMatch(new RegExp(`delivered +${story.length}\n`));
    expect(stdout).toMatch(/lost +0\n/);
    expect(stdout).toMatch(new RegExp(`answers by status +200: ${story.length}\n`));
    expect(stdout).toMatch(/none within 3 s +0\n/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('sends again what an endpoint fails on', async () => {
    let calls = 0;
    const { url } = await endpoint(() => {
      calls += 1;
      if (calls === 2) throw new Error('not now');
    });
    const { status, stdout } = await simulate(url);
    expect(stdout).toMatch(/sent again +1\n/);
    expect(stdout).toMatch(/500: 1/);
    expect(status).toBe(0);
  });

  it('says what is lost', async () => {
    const { url } = await endpoint();
    const { status, stdout } = await simulate(url, '--faults', '--minutes', '60');
    // This endpoint keeps unreadable bodies back with a 500, and gets them four times.
    expect(stdout).toMatch(/lost +[1-9]/);
    expect(status).toBe(1);
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    [
      'another secret',
      async () => (await endpoint()).url,
      /not a 200.*\(HTTP 401\) Check that both have the same secret\. Nothing was sent/,
    ],
    ['no connection', async () => 'http://127.0.0.1:1/', /there was no connection/],
  ])('sends nothing where there is %s', async (_, url, message) => {
    const { status, stdout, stderr } = await call(['simulate', '--url', await url(), ...STORY], {
      stdin: 'another-secret\n',
    });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('another-secret');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  it('tells what was done when it is interrupted', async () => {
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
    expect(text()).toMatch(/events sent +\d+ in .*It was interrupted/s);
  });

  it.each([
    [[], /Say where to send/],
    [['--url', 'x'], /--url takes an http/],
    [['--url', 'ftp://localhost/'], /--url takes an http/],
    [['--url', 'http://me:pass@localhost/'], /without user name/],
    [['--url', 'https://example.com/'], /add --allow-remote/],
    [['--url', 'http://127.0.0.1.example.com/'], /add --allow-remote/],
    [['--url', 'http://localhost.example.com/'], /add --allow-remote/],
    [['--url', 'http://[::2]/'], /add --allow-remote/],
    [['--url', 'http://localhost/', '--participants', '0'], /--participants takes/],
    [['--url', 'http://localhost/', '--concurrency', '0'], /--concurrency takes/],
    [['--url', 'http://localhost/', '--secret', SECRET], /There is no option --secret\.\n/],
  ])('does not begin with %j', async (args, message) => {
    const { status, stderr } = await call(['simulate', ...args], {
      env: { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET },
    });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('pass');
    expect(status).toBe(2);
  });
});
