import { type ChildProcess, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LambdaEvent, LambdaResult } from 'zoom-qss/webhooks';
import { freePort, kill, type Serving, serve } from './processes.js';
import { writeSnippets } from './snippets.js';
import { challengeBody, eventBody, hmacHex, SECRET, signedNow } from './zoom.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const snippets = writeSnippets('frameworks.md');
const running: ChildProcess[] = [];

beforeAll(() => {
  process.env.ZOOM_WEBHOOK_SECRET_TOKEN = SECRET;
  snippets.write(
    'cloudflare.d.ts',
    "declare module 'cloudflare:workers' { const env: { [name: string]: string } }\n",
  );
  // The same page with the other Express, and with what an application may do to break it.
  const express = snippets.read('express.ts');
  snippets.write('express-4.mts', express.replace("'express'", "'express-4'"));
  snippets.write('express-parsed.mts', express.replace(/^(app\.post.*\n)(app\.use.*\n)/m, '$2$1'));
  snippets.write('express-mounted.mts', express.replace("app.post('/webhooks/zoom'", "app.use('/webhooks'"));
});

afterAll(async () => {
  delete process.env.ZOOM_WEBHOOK_SECRET_TOKEN;
  await Promise.all(running.map(kill));
  snippets.remove();
});

async function serveSnippet(name: string): Promise<Serving> {
  const args = ['--import', 'tsx', join(snippets.folder, name)];
  const env = { TSX_TSCONFIG_PATH: join(snippets.folder, 'tsconfig.json') };
  const serving = await serve(process.execPath, args, await freePort(), env);
  running.push(serving.child);
  return serving;
}

const post = (url: string, body: string, headers: Record<string, string> = signedNow(body)) =>
  fetch(url, { method: 'POST', body, headers });

describe('docs/frameworks.md', () => {
  it('compiles, every block of it', () => {
    expect(snippets.names.length).toBeGreaterThan(10);
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', snippets.folder], {
      stdio: 'pipe',
    });
  });

  it.concurrent.each([
    'node.ts',
    'express.ts',
    'express-4.mts',
    'express-mounted.mts',
    'fastify.ts',
    'koa.ts',
    'nest.ts',
    'hono.ts',
  ])('receives on loopback: %s', async (name) => {
    const { url, output } = await serveSnippet(name);
    const body = eventBody();
    const headers = signedNow(body);
    expect((await post(url, body, headers)).status).toBe(200);
    await vi.waitFor(() => expect(output()).toContain(headers['x-zm-request-id']));
    expect((await post(url, body)).status).toBe(200);
    expect(await (await post(url, challengeBody('token'))).json()).toEqual({
      plainToken: 'token',
      encryptedToken: hmacHex(SECRET, 'token'),
    });
    const refused = await post(url, `${body} `, headers);
    expect([refused.status, await refused.text()]).toEqual([503, '{"error":"signature_mismatch"}']);
    const large = await post(url, 'x'.repeat(1_048_577));
    expect(large.status).toBe(413);
    expect((await post(`${url}/other`, body)).status).toBe(404);
    const long = body.replace('"event_ts"', `"x":"${'y'.repeat(150_000)}","event_ts"`);
    expect((await post(url, long)).status).toBe(200);
    // Genuine, so that Zoom is to send it again, whatever a parser of the framework would say.
    const unreadable = await post(url, 'no JSON');
    expect([unreadable.status, await unreadable.text()]).toEqual([500, '{"error":"body_not_json"}']);
    const charset = { ...signedNow(body), 'content-type': 'application/json; charset=odd' };
    expect((await post(url, body, charset)).status).toBe(200);
  });

  it('says body_not_raw where a parser ran first', async () => {
    const { url } = await serveSnippet('express-parsed.mts');
    const response = await post(url, eventBody());
    expect([response.status, await response.text()]).toEqual([500, '{"error":"body_not_raw"}']);
  });

  it('receives in a route handler of Next.js', async () => {
    const { POST } = await import(join(snippets.folder, 'next.ts'));
    const body = eventBody();
    const request = new Request('https://example.com/webhooks/zoom', {
      method: 'POST',
      body,
      headers: signedNow(body),
    });
    expect((await POST(request)).status).toBe(200);
  });

  it('receives in a function of AWS Lambda', async () => {
    const lambda: { handler(event: LambdaEvent): Promise<LambdaResult> } = await import(
      join(snippets.folder, 'lambda.ts')
    );
    const body = eventBody();
    const event = { httpMethod: 'POST', path: '/webhooks/zoom', headers: signedNow(body), body };
    expect((await lambda.handler(event)).statusCode).toBe(200);
  });

  it('receives through the core', async () => {
    const { onRequest } = await import(join(snippets.folder, 'handle.ts'));
    const body = new TextEncoder().encode(eventBody());
    expect(await onRequest('POST', '/webhooks/zoom', new Headers(signedNow(body)), body)).toMatchObject([
      200,
      {},
      '',
    ]);
  });
});
