import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createReceiver, toNodeHandler } from 'zoom-qss/webhooks';
import { STATUS } from '../../src/webhooks/answers.js';
import { writeSnippets } from './snippets.js';
import { listen } from './sockets.js';
import { challengeBody, eventBody, hmacHex, SECRET, signedHeaders, signedNow } from './zoom.js';

const snippets = writeSnippets('webhooks.md');

afterEach(() => {
  vi.unstubAllEnvs();
});

afterAll(() => {
  snippets.remove();
});

describe('docs/webhooks.md', () => {
  it('compiles, every block of it', () => {
    const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
    execFileSync(process.execPath, [tsc, '-p', snippets.folder], { stdio: 'pipe' });
    expect(snippets.names).toEqual([
      'server.ts',
      'handlers.ts',
      'redis-dedupe.ts',
      'dedupe-key.ts',
      'read-body.ts',
      'verify.ts',
      'send.ts',
    ]);
  });

  it('lists every code with its status, and no other', () => {
    const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
    const rows = [...page.matchAll(/^\| (\d{3}) \| `(\w+)` \|/gm)].map(([, status, code]) => [
      code,
      Number(status),
    ]);
    expect(Object.fromEntries(rows)).toEqual(STATUS);
    expect(rows).toHaveLength(Object.keys(STATUS).length);
  });

  it('verifies a request as it says', async () => {
    vi.stubEnv('ZOOM_WEBHOOK_SECRET_TOKEN', SECRET);
    const { POST } = await import(join(snippets.folder, 'verify.ts'));
    const send = (body: string, headers = signedNow(body)): Promise<Response> =>
      POST(new Request('https://example.com/', { method: 'POST', body, headers }));
    const body = eventBody();
    expect((await send(body)).status).toBe(200);
    expect((await send(`${body} `, signedNow(body))).status).toBe(503);
    expect((await send(body, {})).status).toBe(401);
    expect((await send(body, signedHeaders(body))).status).toBe(503);
    expect((await send('no JSON')).status).toBe(500);
    expect((await send('', signedNow(body))).status).toBe(400);
    expect(await (await send(challengeBody('token'))).json()).toEqual({
      plainToken: 'token',
      encryptedToken: hmacHex(SECRET, 'token'),
    });
  });

  it('sends an event that its receiver takes', async () => {
    vi.stubEnv('ZOOM_WEBHOOK_SECRET_TOKEN', SECRET);
    const onEvent = vi.fn();
    const server = await listen(toNodeHandler(createReceiver({ secrets: SECRET, onEvent })));
    const { send } = await import(join(snippets.folder, 'send.ts'));
    expect((await send(server.url, JSON.parse(eventBody()))).status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
    await server.close();
  });
});
