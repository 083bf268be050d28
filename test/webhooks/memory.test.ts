import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle, kill, programPath, start, temporaryFolder } from './processes.js';
import { exchange, head, statusOf } from './sockets.js';

const folder = temporaryFolder();
let server: Awaited<ReturnType<typeof start>>;

beforeAll(async () => {
  server = await start(await bundle(programPath('measured-server.ts'), folder.path), {}, ['--expose-gc']);
});

afterAll(async () => {
  await kill(server.child);
  folder.remove();
});

async function peak(question: 'reset' | 'read'): Promise<number> {
  server.child.send(question);
  const [bytes] = await once(server.child, 'message');
  return bytes;
}

const piece = randomBytes(1_000_000);
const chunk = Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);
const headers = { host: 'localhost', connection: 'close' };

it.each([
  ['declared', { 'content-length': 100 * piece.length }, Array<Buffer>(100).fill(piece)],
  [
    'chunked',
    { 'transfer-encoding': 'chunked' },
    [...Array<Buffer>(100).fill(chunk), Buffer.from('0\r\n\r\n')],
  ],
])('live memory grows by less than 5 MB under 100 MB of unsigned body, %s', async (_, framing, parts) => {
  const flood = () => exchange(server.port, [head('POST', '/', { ...headers, ...framing }), ...parts]);
  await flood();
  const before = await peak('reset');
  expect(statusOf(await flood())).toBe(413);
  expect((await peak('read')) - before).toBeLessThan(5_000_000);
});
