import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isMissing } from '../missing.js';
import { bundle, freePort, kill, type Serving, serve, temporaryFolder } from './processes.js';
import { type Snippets, writeSnippets } from './snippets.js';
import { challengeBody, eventBody, hmacHex, SECRET, signedNow } from './zoom.js';

let folder: ReturnType<typeof temporaryFolder>;
let snippets: Snippets;
const env = { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET };

// Not before: where no runtime is installed nothing would be cleaned up.
beforeAll(() => {
  folder = temporaryFolder();
  snippets = writeSnippets('frameworks.md');
});

afterAll(() => {
  snippets.remove();
  folder.remove();
});

const binaries = fileURLToPath(new URL('../runtimes/node_modules/.bin/', import.meta.url));

async function serveByBun(command: string): Promise<Serving> {
  const entry = "import server from './server.ts';\nexport default { ...server, hostname: '127.0.0.1' };\n";
  const file = await bundle(snippets.write('bun-server.ts', entry), folder.path);
  return serve(command, [file], await freePort(), env);
}

async function serveByDeno(command: string): Promise<Serving> {
  const file = await bundle(join(snippets.folder, 'server.ts'), folder.path);
  const port = await freePort();
  const args = ['serve', '--allow-env', '--no-lock', '--host', '127.0.0.1', '--port', String(port), file];
  return serve(command, args, port, env);
}

async function serveByWorkerd(command: string): Promise<Serving> {
  await bundle(join(snippets.folder, 'worker.ts'), folder.path);
  const port = await freePort();
  const config = join(folder.path, 'config.capnp');
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.mjs")],
  compatibilityDate = "2025-06-01",
  bindings = [(name = "ZOOM_WEBHOOK_SECRET_TOKEN", text = "${SECRET}")]
);
`,
  );
  return serve(command, ['serve', config], port);
}

const runtimes = [
  { name: 'bun', start: serveByBun },
  { name: 'deno', start: serveByDeno },
  { name: 'workerd', start: serveByWorkerd },
];

for (const { name, start } of runtimes) {
  const command = join(binaries, name);

  describe.skipIf(isMissing(name, existsSync(command)))(`receiver.fetch in ${name}`, () => {
    let serving: Serving;
    const post = (body: string, headers: Record<string, string> = signedNow(body)) =>
      fetch(serving.url, { method: 'POST', body, headers });

    beforeAll(async () => {
      serving = await start(command);
    });

    afterAll(() => kill(serving.child));

    it('receives events, and answers challenges and refusals', async () => {
      const body = eventBody().replace('"event_ts"', '"x":"é😀","event_ts"');
      expect((await post(body)).status).toBe(200);
      await vi.waitFor(() =>
        expect(serving.output()).toMatch(/meeting\.participant_qos|4444AAAiAAAAAiAiAiiAii==/),
      );
      expect(await (await post(challengeBody('token'))).json()).toEqual({
        plainToken: 'token',
        encryptedToken: hmacHex(SECRET, 'token'),
      });
      const refused = await post(`${body} `, signedNow(body));
      expect([refused.status, await refused.text()]).toEqual([503, '{"error":"signature_mismatch"}']);
      expect((await post('x'.repeat(1_048_577))).status).toBe(413);
      expect((await fetch(serving.url)).status).toBe(405);
    });
  });
}
