import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/package/pack.js';
import { run } from '../../scripts/package/run.js';
import { freePort, kill, serve } from '../webhooks/processes.js';

export const SECRET = 'secret of the examples';

/** An example as its reader has it: copied out of the repository, and installed with the packed package. */
export interface Example {
  readonly home: string;
  /** Starts the service as `npm start` does, until it answers. */
  start(env?: Record<string, string>): Promise<Service>;
  remove(): Promise<void>;
}

export interface Service {
  /** The address of the webhook. */
  readonly url: string;
  /** What it has printed, without the refusals of the requests by which this waits for it. */
  lines(): string[];
  /** Ends it as a platform does, and resolves with its exit status. */
  stop(): Promise<number | null>;
}

/**
 * Copies an example into a temporary folder, where it finds only the packages that it names, installs these, and compiles
 * it.
 */
export async function installExample(name: string, tarball: string): Promise<Example> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), `zoom-qss-${name}-`)));
  cpSync(join(root, 'examples', name), home, {
    recursive: true,
    filter: (path) => !/[/\\](?:node_modules|dist)$/.test(path),
  });
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--no-save', '--no-package-lock'];
  await run('npm', ['install', ...quietly, tarball], home);
  const { scripts } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  await run('npm', ['run', '--silent', 'prestart'], home);
  const started: ChildProcess[] = [];
  return {
    home,
    async start(env = {}) {
      // Without npm between, which would hide the exit status of a program that ends on a signal.
      const [, program] = String(scripts.start).split(' ');
      const variables = { ZOOM_WEBHOOK_SECRET_TOKEN: SECRET, ...env };
      const service = await serve(process.execPath, [String(program)], await freePort(), variables, home);
      started.push(service.child);
      const lines = () =>
        service
          .output()
          .split('\n')
          .filter((line) => line !== '' && !line.startsWith('refused '));
      return { url: service.url, lines, stop: () => end(service.child) };
    },
    async remove() {
      await Promise.all(started.map(kill));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function end(child: ChildProcess): Promise<number | null> {
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  await ended;
  return child.exitCode;
}
