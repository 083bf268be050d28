import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { challengeBody, eventBody, signedHeaders } from '../../../webhooks/zoom.js';
import { call, folder } from '../../console.js';

const SECRET = 'a-secret-of-the-test';
const seconds = () => String(Math.floor(Date.now() / 1000));

/** Zoom signs `sent`; the command gets `kept`. */
async function verify(
  sent: string | Uint8Array,
  kept: string | Uint8Array,
  {
    secret = SECRET,
    timestamp = seconds(),
    change = (text: string) => text,
    changeTime = (text: string) => text,
  } = {},
) {
  const body = join(folder(), 'body');
  writeFileSync(body, kept);
  const headers = signedHeaders(sent, { secret: SECRET, timestamp });
  const signature = headers['x-zm-signature'] ?? '';
  const args = ['--timestamp', changeTime(timestamp), '--signature', change(signature), body];
  const result = await call(['verify', ...args], { env: { ZOOM_WEBHOOK_SECRET_TOKEN: secret } });
  const output = result.stdout + result.stderr;
  expect(output).not.toContain(SECRET);
  expect(output).not.toContain(signature.slice(3));
  return result;
}

const BODY = eventBody();
const UNICODE = BODY.replace('{', '{"name":"Zoë <a/b> & 日本 😀",');
const parsed = JSON.parse(UNICODE);
const reversed = Object.fromEntries(Object.entries(JSON.parse(BODY)).reverse());
const pythonEscapes = (text: string) =>
  text.replace(/[\u007f-\uffff]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);

describe('verify', () => {
  it('says that a request is genuine', async () => {
    const { status, stdout } = await verify(BODY, BODY);
    expect(stdout).toBe('Genuine: signed with this secret, byte for byte, and recent.\n');
    expect(status).toBe(0);
  });

  it.each<[string, string | Uint8Array, string | Uint8Array, RegExp]>([
    [
      'was indented',
      BODY,
      JSON.stringify(JSON.parse(BODY), null, 2),
      /write the same JSON without white space\n/,
    ],
    ['had spaces', BODY.replace(/^\{"event":/, '{"event": '), BODY, /no likely cause fits/],
    ['was sent indented', JSON.stringify(parsed, null, 4), JSON.stringify(parsed), /indented by four spaces/],
    ['had been escaped', pythonEscapes(UNICODE), UNICODE, /non-ASCII characters escaped/],
    ['was escaped', UNICODE, pythonEscapes(UNICODE), /without white space\n/],
    ['had its slashes escaped', UNICODE.replaceAll('/', '\\/'), UNICODE, /slashes escaped/],
    ['had its keys put in order', BODY, JSON.stringify(reversed), /with event, \w+ and \w+ in this order/],
    ['got a line feed', BODY, `${BODY}\n`, /remove the line end after the body/],
    ['got white space', BODY, ` ${BODY} `, /remove the white space around the body/],
    ['got CR LF', `${BODY}\n\n`, `${BODY}\r\n\r\n`, /end lines with LF, not CR LF/],
    ['got a byte order mark', BODY, `\ufeff${BODY}`, /byte order mark/],
    ['became Base64', BODY, Buffer.from(BODY).toString('base64'), /decode the body from Base64/],
    ['became a string', BODY, JSON.stringify(BODY), /unpack the body from a string of JSON/],
    [
      'was read as Latin-1',
      UNICODE,
      Buffer.from(UNICODE).toString('latin1'),
      /encode the body as UTF-8 once/,
    ],
    ['was emptied', BODY, '', /The body is empty/],
    ['lost bytes', '{"a":"\u00e9"}', '{"a":"\ufffd"}', /U\+FFFD/],
    ['is another', BODY, eventBody('phone.call_qos'), /Another secret/],
  ])('says that the body %s', async (_, sent, kept, message) => {
    const { status, stdout } = await verify(sent, kept);
    expect(stdout).toMatch(message);
    expect(status).toBe(1);
  });

  it.each<[string, Parameters<typeof verify>[2], RegExp]>([
    ['another secret', { secret: 'another' }, /Another secret signed it/],
    ['a secret with a line feed', { secret: `${SECRET}\n` }, /white space around the secret/],
    ['a secret in quotation marks', { secret: `"${SECRET}"` }, /quotation marks around the secret/],
    ['a time in milliseconds', { changeTime: (time) => `${time}123` }, /seconds, not milliseconds/],
    [
      'a time as a date',
      { changeTime: (time) => new Date(Number(time) * 1000).toISOString() },
      /seconds, not as a date/,
    ],
    [
      'a request of yesterday',
      { timestamp: String(Number(seconds()) - 86_400) },
      /but not recent\.\n.*24 h ago.*timestamp_stale/,
    ],
    [
      'a request of tomorrow',
      { timestamp: String(Number(seconds()) + 86_400) },
      /ahead of this clock.*timestamp_future/,
    ],
    ['upper case', { change: (text) => `v0=${text.slice(3).toUpperCase()}` }, /upper-case letters/],
    ['no version', { change: (text) => text.slice(3) }, /has no v0= prefix/],
    ['another version', { change: (text) => text.replace('v0', 'sha256') }, /another prefix than v0=/],
    ['a broken signature', { change: (text) => text.slice(0, 40) }, /37 characters after its prefix, not 64/],
    [
      'a timestamp that is not a number',
      { changeTime: () => 'abc' },
      /The timestamp is malformed: .*ten digits/,
    ],
    ['quotation marks', { change: (text) => `"${text}"` }, /quotation marks around it/],
  ])('explains %s', async (_, options, message) => {
    const { status, stdout } = await verify(BODY, BODY, options);
    expect(stdout).toMatch(message);
    expect(status).toBe(1);
  });

  it('finds several fixes at once', async () => {
    const { stdout } = await verify(BODY, `${JSON.stringify(JSON.parse(BODY), null, 2)}\n`, {
      secret: ` ${SECRET}`,
      changeTime: (time) => `${time}000`,
    });
    expect(stdout.match(/^ {2}- /gm)).toHaveLength(3);
  });

  it('reads the secret from standard input, or else the body', async () => {
    const body = challengeBody();
    const { 'x-zm-signature': signature = '', 'x-zm-request-timestamp': timestamp = '' } = signedHeaders(
      body,
      {
        secret: SECRET,
        timestamp: seconds(),
      },
    );
    const file = join(folder(), 'body');
    writeFileSync(file, body);
    const args = ['verify', '--timestamp', timestamp, '--signature', signature];
    expect(await call([...args, file], { stdin: `${SECRET}\r\nmore` })).toMatchObject({ status: 0 });
    expect(
      await call([...args, '-'], { stdin: body, env: { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET } }),
    ).toMatchObject({ status: 0 });
    expect(await call([...args, '-'], { stdin: body })).toMatchObject({ status: 2 });
    expect(await call([...args, file])).toMatchObject({ status: 2, stdout: '' });
    expect(await call([...args, '--secret', SECRET, file])).toMatchObject({ status: 2 });
    expect(await call([...args])).toMatchObject({ status: 2 });
  });
});

describe('verify, given a hostile body', () => {
  it.each([
    ['line feeds', `${'\n'.repeat(1_000_000)}x`],
    ['white space', `${' '.repeat(1_000_000)}!`],
    ['nesting', '['.repeat(500_000) + ']'.repeat(500_000)],
  ])('takes no longer: %s', async (_, kept) => {
    const { status } = await verify(BODY, kept);
    expect(status).toBe(1);
  });
});
