import type { StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bounded } from '../../../bounded.js';
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
    expect(readFileSync(join(dir, 'samples.rejects.ndjson'), 'utf8')).toBe(
      '{"event":"PAYLOAD \\u001b[2J","event_ts":1,"payload":{}}\nnot json: PAYLOAD\n',
    );
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

  it('answers GET /healthz, which it neither logs nor counts', async () => {
    const { url, child, exit, text } = await listen();
    for (const path of ['healthz', 'healthz?x=1']) expect((await fetch(new URL(path, url))).status).toBe(200);
    expect((await fetch(new URL('other', url))).status).toBe(405);
    child.kill('SIGTERM');
    await exit;
    expect(text()).toContain('1 refused');
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

  it('takes events signed with either of two secrets', async () => {
    const out = join(folder(), 'out.ndjson');
    const listener = start(['listen', '--port', '0', '--out', out], {}, `new-secret\n${SECRET}\n`);
    const [, url = ''] = await listener.seen(/Listening on (\S+),/);
    const statusOf = async (body: string, secret: string) =>
      (await fetch(url, { method: 'POST', body, headers: signedNow(body, secret) })).status;
    expect(await statusOf(eventBody('meeting.participant_qos', 1), 'new-secret')).toBe(200);
    expect(await statusOf(eventBody('meeting.participant_qos', 2), SECRET)).toBe(200);
    expect(await statusOf(eventBody('meeting.participant_qos', 3), 'neither')).toBe(503);
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

  it.runIf(existsSync('/dev/full'))('answers 500 to what the disk refused, and tells it once', async () => {
    const { send, child, exit, text } = await listen('--rejects', '/dev/full');
    for (const body of ['not json', 'nor this', 'nor that']) expect((await send(body)).status).toBe(500);
    expect((await send(eventBody())).status).toBe(200);
    const told = /failed to store an event \(ENOSPC\); Zoom will retry/g;
    expect(text().match(told)).toHaveLength(1);
    child.kill('SIGTERM');
    expect(await exit).toBe(1);
    expect(text()).toContain('failed to store an event (ENOSPC); Zoom will retry, 2 more');
    expect(text()).toContain('0 rejected, 3 failed.');
  });

  it('keeps whole, as received, what its samples do not hold', async () => {
    const report = join(folder(), 'report.html');
    const { send, dir, child, exit } = await listen('--report', report);
    const unknown = '{"event":"meeting.future" , "event_ts":12345678901234567890,"payload":{"new":[1.0]}}';
    const documented = eventBody('meeting.participant_qos');
    const blank = documented.replace(/"account_id":"[^"]*"/, '"account_id":null');
    const dropped = documented.replace(/"account_id":"[^"]*"/, '"account_id":{"of a new":"form"}');
    const many = documented.replace(/"qos":\[/, `"qos":[${'7,'.repeat(150)}`);
    for (const body of [unknown, blank, dropped, many, 'not json'])
      expect((await send(body)).status).toBe(200);
    expect(linesOf(join(dir, 'samples.rejects.ndjson'))).toEqual([unknown, dropped, many, 'not json']);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    // The page counts what could not be read, and not what was kept besides.
    expect(readFileSync(report, 'utf8')).toContain('"unreadable":1');
  });

  it('keeps whole an event with an unknown object or list, and not for an unknown text', async () => {
    const { send, dir } = await listen();
    const withNew = (value: unknown) => {
      const event = JSON.parse(eventBody('meeting.participant_qos'));
      event.payload.object.participant.qos[0].details.depth_map = value;
      return JSON.stringify(event);
    };
    const bodies = ['a text', { near: 1 }, [1, 2]].map(withNew);
    for (const body of bodies) expect((await send(body)).status).toBe(200);
    expect(linesOf(join(dir, 'samples.rejects.ndjson'))).toEqual(bodies.slice(1));
    expect(linesOf(join(dir, 'samples.issues.ndjson'))).toHaveLength(3);
  });

  it('keeps whole an event that lacks more values than repairs list', async () => {
    const { send, dir } = await listen();
    const event = JSON.parse(eventBody('meeting.participant_qos'));
    const { qos } = event.payload.object.participant;
    const items = (details: object) => Array.from({ length: 120 }, () => ({ ...qos[0], ...details }));
    event.payload.object.participant.qos = items({ details: { ...qos[0].details, bitrate: 1 } });
    expect((await send(JSON.stringify(event))).status).toBe(200);
    expect(existsSync(join(dir, 'samples.rejects.ndjson'))).toBe(false);
    event.payload.object.participant.qos = items({ type: null });
    const body = JSON.stringify(event);
    expect((await send(body)).status).toBe(200);
    expect(linesOf(join(dir, 'samples.rejects.ndjson'))).toEqual([body]);
  });

  it('goes on in a new file when its own was renamed or removed, before it answers', async () => {
    const { send, out } = await listen();
    await send(eventBody('meeting.participant_qos', 1));
    renameSync(out, `${out}.1`);
    await send(eventBody('meeting.participant_qos', 2));
    rmSync(out);
    await send(eventBody('meeting.participant_qos', 3));
    const times = (path: string) => new Set(linesOf(path).map((line) => JSON.parse(line).eventAtMs));
    expect([times(`${out}.1`), times(out)]).toEqual([new Set([1]), new Set([3])]);
  });

  it.skipIf(process.platform === 'win32')('opens a renamed file again on SIGHUP', async () => {
    const { child, out, seen } = await listen();
    renameSync(out, `${out}.1`);
    child.kill('SIGHUP');
    await seen(/reopened its files/);
    expect(readFileSync(out, 'utf8')).toBe('');
  });

  it('refuses a file that another listener has, until that one is killed', async () => {
    const { out, child, exit } = await listen();
    const again = () => start(['listen', '--port', '0', '--out', out], { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET });
    const second = again();
    expect(await second.exit).toBe(2);
    expect(second.text()).toContain(`Another listener writes to ${out} (process ${child.pid}):`);
    // Nor may it take the name of a file that was moved away.
    renameSync(out, `${out}.1`);
    expect(await again().exit).toBe(2);
    expect(existsSync(out)).toBe(false);
    child.kill('SIGKILL');
    await exit;
    await again().seen(/Listening on/);
  });

  it('writes to standard output, and stops when its reader has gone', async () => {
    const dir = folder();
    const listener = start(
      ['listen', '--port', '0', '--out', '-'],
      { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET },
      '',
      {
        cwd: dir,
      },
    );
    const [, url = ''] = await listener.seen(/Listening on (\S+), writing to standard output/);
    const send = async (body: string) =>
      (await fetch(url, { method: 'POST', body, headers: signedNow(body, SECRET) })).status;
    expect(await send(eventBody())).toBe(200);
    await listener.seen(/^\{"kind":"sample".*\}$/m);
    expect(await send('not json')).toBe(200);
    expect(readFileSync(join(dir, 'rejects.ndjson'), 'utf8')).toBe('not json\n');
    listener.child.stdout?.destroy();
    expect(await send(eventBody('meeting.participant_qos', 2))).toBe(500);
    expect(await listener.exit).toBe(1);
    expect(listener.text()).toContain('The reader of standard output has gone.');
  });

  it('writes to standard output that is a file, on a new line', async () => {
    const dir = folder();
    const out = join(dir, 'out');
    writeFileSync(out, '{"half');
    const fd = openSync(out, 'a');
    onTestFinished(() => closeSync(fd));
    const stdio: StdioOptions = ['pipe', fd, 'pipe'];
    const env = { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET };
    const listener = start(['listen', '--port', '0', '--out', '-'], env, '', { cwd: dir, stdio });
    const [, url = ''] = await listener.seen(/Listening on (\S+),/);
    const body = eventBody();
    expect((await fetch(url, { method: 'POST', body, headers: signedNow(body, SECRET) })).status).toBe(200);
    const [half, first = ''] = linesOf(out);
    expect(half).toBe('{"half');
    expect(JSON.parse(first)).toMatchObject({ kind: 'sample' });
    const second = start(['listen', '--port', '0', '--out', out], env);
    expect(await second.exit).toBe(2);
    expect(second.text()).toContain(`Another listener writes to ${out} (process ${listener.child.pid})`);
    listener.child.kill('SIGTERM');
    expect(await listener.exit).toBe(0);
  });

  it('ends while the reader of its standard output is stuck', async () => {
    const env = { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET };
    const { child, seen, text } = start(['listen', '--port', '0', '--out', '-'], env, '', { cwd: folder() });
    const [, url = ''] = await seen(/Listening on (\S+),/);
    child.stdout?.pause();
    const send = async (marker: number) => {
      const event = JSON.parse(eventBody('meeting.participant_qos', marker));
      const { participant } = event.payload.object;
      participant.qos = Array.from({ length: 500 }, () => participant.qos[0]);
      const body = JSON.stringify(event);
      return (await fetch(url, { method: 'POST', body, headers: signedNow(body, SECRET) })).status;
    };
    const exit = bounded(once(child, 'exit'), () => 'It did not end');
    exit.catch(() => {});
    const statuses = await Promise.all([1, 2, 3, 4].map(send));
    expect(statuses).toContain(503);
    child.kill('SIGTERM');
    expect(await exit).toEqual([1, null]);
    expect(text()).toContain('received');
  });

  it('finishes what waits for the disk when it is stopped, and answers probes and events 503 meanwhile', async () => {
    const dir = folder();
    const [preload, ready] = [join(dir, 'disk.cjs'), join(dir, 'ready')];
    // A disk that is busy until a file exists.
    writeFileSync(
      preload,
      `const fs = require('node:fs');
       const real = fs.fdatasync;
       fs.fdatasync = (file, done) => {
         fs.writeSync(2, 'the disk is busy\\n');
         const timer = setInterval(() => {
           if (!fs.existsSync(${JSON.stringify(ready)})) return;
           clearInterval(timer);
           real(file, done);
         }, 5);
       };
       require('node:module').syncBuiltinESMExports();`,
    );
    const listener = start(['listen', '--port', '0', '--fsync', '--out', join(dir, 'samples.ndjson')], {
      ZOOM_WEBHOOK_SECRET_TOKEN: SECRET,
      NODE_OPTIONS: `--require=${preload}`,
    });
    const [, url = ''] = await listener.seen(/Listening on (\S+),/);
    const body = eventBody();
    const answer = fetch(url, { method: 'POST', body, headers: signedNow(body, SECRET) });
    await listener.seen(/the disk is busy/);
    listener.child.kill('SIGTERM');
    const statusOf = async (init?: RequestInit) => (await fetch(new URL('healthz', url), init)).status;
    while ((await statusOf()) === 200);
    expect(await statusOf()).toBe(503);
    expect(await statusOf({ method: 'HEAD' })).toBe(503);
    const late = eventBody('webinar.participant_qos');
    expect((await fetch(url, { method: 'POST', body: late, headers: signedNow(late, SECRET) })).status).toBe(
      503,
    );
    writeFileSync(ready, '');
    expect((await answer).status).toBe(200);
    expect(await listener.exit).toBe(0);
  });

  it('waits for the disk with --fsync, and answers 500 if that fails', async () => {
    const preload = join(folder(), 'disk.cjs');
    // A disk that fails the first time.
    writeFileSync(
      preload,
      `const fs = require('node:fs');
       const real = fs.fdatasync;
       let calls = 0;
       fs.fdatasync = (file, done) =>
         ++calls === 1 ? done(Object.assign(new Error(), { code: 'EIO', syscall: 'fdatasync' })) : real(file, done);
       require('node:module').syncBuiltinESMExports();`,
    );
    const statusesOf = async (...args: string[]) => {
      const out = join(folder(), 'samples.ndjson');
      const listener = start(['listen', '--port', '0', '--out', out, ...args], {
        ZOOM_WEBHOOK_SECRET_TOKEN: SECRET,
        NODE_OPTIONS: `--require=${preload}`,
      });
      const [, url = ''] = await listener.seen(/Listening on (\S+),/);
      const statuses: number[] = [];
      for (const marker of [1, 1, 2]) {
        const body = eventBody('meeting.participant_qos', marker);
        const response = await fetch(url, { method: 'POST', body, headers: signedNow(body, SECRET) });
        statuses.push(response.status);
      }
      return statuses;
    };
    expect(await statusesOf('--fsync')).toEqual([500, 200, 200]);
    expect(await statusesOf()).toEqual([200, 200, 200]);
  });

  it('waits for the folder of a new file too with --fsync', async () => {
    const dir = folder();
    const [preload, out] = [join(dir, 'disk.cjs'), join(dir, 'samples.ndjson')];
    writeFileSync(
      preload,
      `const fs = require('node:fs');
       const real = fs.fsyncSync;
       fs.fsyncSync = (file) => {
         if (fs.fstatSync(file).isDirectory()) fs.writeSync(2, 'the disk has the folder\\n');
         return real(file);
       };
       require('node:module').syncBuiltinESMExports();`,
    );
    const { seen, text } = start(['listen', '--port', '0', '--fsync', '--out', out], {
      ZOOM_WEBHOOK_SECRET_TOKEN: SECRET,
      NODE_OPTIONS: `--require=${preload}`,
    });
    await seen(/Listening on/);
    expect(text()).toMatch(/^the disk has the folder$/m);
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
    [
      ['--out', 'x', '--rejects', 'no/such/folder/r.ndjson'],
      { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET },
      /Cannot write no\/such\/folder\/r\.ndjson \(ENOENT\)/,
    ],
    [
      ['--out', '-', '--report', 'x.html'],
      { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET },
      /--report reads back what is in --out/,
    ],
    [['--out', '-', '--fsync'], { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET }, /--fsync waits for a file/],
    [
      ['--out', 'x', '--issues', '-'],
      { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET },
      /Only --out can be standard output/,
    ],
  ])('does not start with %j', async (args, env, message) => {
    const { status, stderr } = await call(['listen', ...args], { env });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain(SECRET);
    expect(status).toBe(2);
  });

  it.each<[string, (dir: string) => void]>([
    ['a hard link', (dir) => linkSync(join(dir, 'a'), join(dir, 'b'))],
    ['a link', (dir) => symlinkSync('a', join(dir, 'b'))],
    [
      'a link to a file that does not exist yet',
      (dir) => {
        rmSync(join(dir, 'a'));
        symlinkSync('a', join(dir, 'b'));
      },
    ],
  ])('does not start if two of its files are one, by %s', async (_, link) => {
    const dir = folder();
    writeFileSync(join(dir, 'a'), '');
    link(dir);
    const args = ['listen', '--out', join(dir, 'a'), '--issues', join(dir, 'b')];
    const { status, stderr } = await call(args, { env: { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET } });
    expect(stderr).toContain('Two outputs name the same file');
    expect(status).toBe(2);
  });

  it('says that a port is in use, and leaves no file', async () => {
    const { url } = await listen();
    const out = join(folder(), 'x');
    const second = start(['listen', '--port', new URL(url).port, '--out', out], {
      ZOOM_WEBHOOK_SECRET_TOKEN: SECRET,
    });
    expect(await second.exit).toBe(2);
    expect(second.text()).toContain('EADDRINUSE');
    expect(existsSync(out)).toBe(false);
  });

  it('leaves no file if another listener has one of its files', async () => {
    const first = await listen();
    const [out, rejects] = [join(first.dir, 'other'), join(first.dir, 'samples.rejects.ndjson')];
    const args = ['listen', '--port', '0', '--out', out, '--rejects', rejects];
    const { status, stderr } = await call(args, { env: { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET } });
    expect(stderr).toContain(`Another listener writes to ${rejects} (process ${first.child.pid})`);
    expect(status).toBe(2);
    expect(existsSync(out)).toBe(false);
  });

  it('logs which listener has its file', async () => {
    const { send, seen, out } = await listen();
    const other = await listen();
    renameSync(other.out, out);
    expect((await send(eventBody())).status).toBe(500);
    await seen(/failed to store an event \(file_in_use\); Zoom will retry/);
    await seen(new RegExp(`Another listener writes to .*\\(process ${other.child.pid}\\): stop it`));
    expect((await other.send(eventBody())).status).toBe(200);
    expect((await send(eventBody())).status).toBe(200);
  });

  it.skipIf(process.platform === 'win32')('warns of a file that other users can read', async () => {
    const out = join(folder(), 'samples.ndjson');
    writeFileSync(out, '');
    chmodSync(out, 0o644);
    const { seen } = start(['listen', '--port', '0', '--out', out], { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET });
    await seen(/Warning: other users can read .*samples\.ndjson \(mode 0644\)\. It holds personal data\./);
  });
});
