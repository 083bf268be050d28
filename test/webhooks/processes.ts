/** Programs of their own, bundled from source: to be killed, measured, or run elsewhere than in Node. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'zoom-qss-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Bundles a file of this folder with the library into one module. */
export async function bundle(name: string, folder: string, options: BuildOptions = {}): Promise<string> {
  const outfile = join(folder, name.replace(/\.ts$/, '.mjs'));
  await build({
    entryPoints: [fileURLToPath(new URL(`programs/${name}`, import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    external: ['node:*'],
    alias: { 'zoom-qss/webhooks': fileURLToPath(new URL('../../src/webhooks/index.ts', import.meta.url)) },
    logLevel: 'error',
    ...options,
  });
  return outfile;
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

/** Ends a process that was started here, at once. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
