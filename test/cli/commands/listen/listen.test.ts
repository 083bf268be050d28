import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VIDEO_SDK_EXAMPLES } from '../../../events/documented.js';
import { challengeBody, eventBody, signedNow } from '../../../webhooks/zoom.js';
import { call, folder } from '../../console.js';
import { program } from '../../program.js';

const SECRET = 'a-secret-of-the-test';
const start = program();

/** Starts a receiver. `send` sends to it as Zoom does. */
async function listen(...args: string[]) {
  const dir = folder();
  const out = join(dir, 'samples.ndjson');
  const listener = start(['listen', '--port', '0', '--out', out, ...args], {
    ZOOM_WEBHOOK_SECRET_TOKEN: SECRET,
  });
  const [, url = ''] = await listener.seen(/Listening on (\S+),/);
  const send = async (body: string, secret = SECRET) => {
    const response = await fetch(url, { method: 'POST', body, headers: signedNow(body, secret) });
    return { status: response.status, text: await response.text() };
  };
  return { ...listener, dir, out, url, send };
}

const linesOf = (path: string) => readFileSync(path, 'utf8').trim().split('\n');

describe('listen', () => {
  it('receives on loopback, writes before it answers, and logs no payload text', async () => {
    const { url, send, out, dir, child, exit, text } = await listen();
    expect(new URL(url).hostname).toBe('127.0.0.1');

    const challenge = await send(challengeBody('a-token'));
    expect(JSON.parse(challenge.text)).toMatchObject({ plainToken: 'a-token' });
    expect((await send(eventBody('meeting.participant_qos'))).status).toBe(200);
    const before = linesOf(out);
    expect(before.length).toBeGreaterThan(0);
    for (const line of before) expect(JSON.parse(line)).toMatchObject({ kind: 'sample' });
    expect((await send(eventBody('meeting.participant_qos'))).status).toBe(200);
    expect(linesOf(out)).toEqual(before);
    expect((await send(eventBody('meeting.participant_data'))).status).toBe(200);
    expect(JSON.parse(linesOf(out).at(-1) ?? '')).toMatchObject({ kind: 'snapshot' });
    expect((await send('{"event":"PAYLOAD \\u001b[2J","event_ts":1,"payload":{}}')).status).toBe(200);
    expect((await send('not json: PAYLOAD')).status).toBe(200);
    expect((await send(eventBody(), 'another secret')).status).toBe(503);
    expect(readFileSync(join(dir, 'samples.rejects.ndjson'), 'utf8')).toBe('not json: PAYLOAD\n');
    expect(existsSync(join(dir, 'samples.issues.ndjson'))).toBe(false);
    expect(statSync(out).mode & 0o777).toBe(0o600);

    child.kill('SIGTERM');
    await exit;
    const log = text();
    for (const line of [
      'answered a URL validation',
      'received meeting.participant_qos',
      'received meeting.participant_data',
      'dropped a duplicate',
      'an event with an unknown name',
      'rejected a body (body_not_json)',
      'refused a request (signature_mismatch)',
      '3 events received',
      '1 duplicate, 1 refused, 1 rejected',
    ])
      expect(log).toContain(line);
    expect(log).not.toMatch(/PAYLOAD|a-secret|\p{Cc}(?<!\n)|@/u);
  });

  it('lists what an event lacked with an id that leads to its samples', async () => {
    const { send, dir, out, child, exit } = await listen();
    await send(eventBody('meeting.participant_qos').replace(/"account_id":"[^"]*",?/, ''));
    const started = JSON.stringify(VIDEO_SDK_EXAMPLES.get('session.started'));
    await send(started.replace(/"account_id":"[^"]*",?/, ''));
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    const [sample = ''] = linesOf(out);
    const issues = linesOf(join(dir, 'samples.issues.ndjson')).map((line) => JSON.parse(line));
    expect(issues).toMatchObject([
      { input: 'meeting.participant_qos', code: 'field_missing', path: ['payload', 'account_id'] },
      {
        input: 'session.started',
        code: 'field_missing',
        recordId: expect.stringMatching(/^session\.started\|\d+$/),
      },
    ]);
    expect(JSON.parse(sample).id.startsWith(issues[0].recordId)).toBe(true);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('makes its report on %s', async (signal) => {
    const report = join(folder(), 'report.html');
    const { send, child, exit, text } = await listen('--report', report);
    await send(eventBody('webinar.participant_qos'));
    await send('not json');
    child.kill(signal);
    expect(await exit).toBe(0);
    expect(text()).toMatch(/Wrote .*report\.html: [1-9]\d* samples?\./);
    const html = readFileSync(report, 'utf8');
    expect(html).toContain('<!doctype html>');
    expect(html).toContain('"issues":[],"unreadable":1');
  });

  it('writes no report without records', async () => {
    const report = join(folder(), 'report.html');
    const { child, exit, text } = await listen('--report', report);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(text()).toContain('report.html was not written');
    expect(existsSync(report)).toBe(false);
  });

  it('appends to its file, on a new line', async () => {
    const dir = folder();
    const out = join(dir, 'old.ndjson');
    writeFileSync(out, '{"kind":"sample"}\n{"cut');
    const listener = start(['listen', '--port', '0', '--out', out], {}, `${SECRET}\n`);
    const [, url = ''] = await listener.seen(/Listening on (\S+),/);
    const body = eventBody();
    await fetch(url, { method: 'POST', body, headers: signedNow(body, SECRET) });
    const [first, second, third] = linesOf(out);
    expect([first, second]).toEqual(['{"kind":"sample"}', '{"cut']);
    expect(JSON.parse(third ?? '')).toMatchObject({ kind: 'sample' });
  });

  it('answers 500 if it could not write, so that Zoom retries', async () => {
    const { send, child, exit, text } = await listen('--rejects', join(folder(), 'no', 'such', 'folder'));
    expect((await send('not json')).status).toBe(500);
    expect((await send(eventBody())).status).toBe(200);
    child.kill('SIGTERM');
    expect(await exit).toBe(1);
    expect(text()).toContain('failed to store an event (ENOENT); Zoom will retry');
  });

  it('stops even if a client keeps its connection open', async () => {
    const { url, child, exit, send } = await listen();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n');
    await send(eventBody());
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    socket.destroy();
  });

  it.each<[string[], Record<string, string>, RegExp]>([
    [[], { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET }, /No output: add --out file/],
    [['--out', 'x'], {}, /No secret: set ZOOM_WEBHOOK_SECRET_TOKEN/],
    [['--out', 'x'], { ZOOM_WEBHOOK_SECRET_TOKEN: `${SECRET} ` }, /The secret has white space around it/],
    [['--out', 'x', '--secret', SECRET], {}, /Unknown option --secret\.\n/],
    [
      ['--out', 'x', '--report', 'no/such/folder/r.html'],
      { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET },
      /Cannot write no\/such\/folder\/r\.html/,
    ],
    [
      ['--out', 'x', '--port', '70000'],
      { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET },
      /--port must be a whole number from 0 to 65535/,
    ],
    [
      ['--out', 'x', '--report', 'x'],
      { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET },
      /Two outputs name the same file, x\./,
    ],
  ])('does not start with %j', async (args, env, message) => {
    const { status, stderr } = await call(['listen', ...args], { env });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain(SECRET);
    expect(status).toBe(2);
  });

  it('says that a port is in use', async () => {
    const { url } = await listen();
    const second = start(['listen', '--port', new URL(url).port, '--out', join(folder(), 'x')], {
      ZOOM_WEBHOOK_SECRET_TOKEN: SECRET,
    });
    expect(await second.exit).toBe(2);
    expect(second.text()).toContain('EADDRINUSE');
  });
});
