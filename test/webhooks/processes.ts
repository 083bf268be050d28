/** Programs of their own, bundled from source: to be killed, measured, or run elsewhere than in Node. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'zoom-qss-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Bundles a module with the library into one file. */
export async function bundle(entry: string, folder: string): Promise<string> {
  const outfile = join(folder, `${parse(entry).name}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    external: ['node:*', 'cloudflare:*'],
    alias: { 'zoom-qss/webhooks': fileURLToPath(new URL('../../src/webhooks/index.ts', import.meta.url)) },
    logLevel: 'error',
  });
  return outfile;
}

/** A program of this folder. */
export function programPath(name: string): string {
  return fileURLToPath(new URL(`programs/${name}`, import.meta.url));
}

/** Starts a program that sends its port once it listens. */
export async function start(
  file: string,
  env: Record<string, string> = {},
  execArgv: string[] = [],
): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(file, { env: { ...process.env, ...env }, execArgv });
  const [port] = await once(child, 'message');
  return { child, port };
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
  output(): string;
}

/** Runs a server program until it listens on the port it is given. */
export async function serve(
  command: string,
  args: readonly string[],
  port: number,
  env: Record<string, string> = {},
  cwd?: string,
): Promise<Serving> {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env, PORT: String(port) } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const url = `http://127.0.0.1:${port}/webhooks/zoom`;
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt++) {
    const listening = await fetch(url, { method: 'POST' }).then(
      () => true,
      () => false,
    );
    if (listening) return { child, url, output: () => output };
    await wait(50);
  }
  await kill(child);
  throw new Error(`${command} does not listen: ${output}`);
}

/** Ends a process that was started here, at once. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
