/** The command line as a process of its own, bundled as it is for the package. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { bounded } from '../bounded.js';

export interface Program {
  readonly child: ChildProcess;
  /** Everything written to standard error and output so far. */
  readonly text: () => string;
  /** Resolves with what a pattern finds in it, as soon as it does; rejects if the process ends before, or writes it not in time. */
  readonly seen: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Rejects if it runs too long. */
  readonly exit: Promise<number | null>;
}

/** How long a program may run, from its start. The limit of a test is a minute. */
const EXIT_MS = 45_000;

/** Bundles the program once for a test file; gives a function that starts it. */
export function program() {
  let dir = '';
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'zoom-qss-program-'));
    await build({
      entryPoints: ['src/cli/main.ts', 'src/cli/worker.ts'],
      outdir: dir,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: ['pg-native'],
      banner: {
        js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
      },
    });
    writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  return (
    args: readonly string[],
    env: Record<string, string> = {},
    stdin = '',
    options: { readonly cwd?: string; readonly stdio?: StdioOptions } = {},
  ): Program => {
    const child = spawn(process.execPath, [join(dir, 'main.js'), ...args], {
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: 'pipe',
      ...options,
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(stdin);
    let text = '';
    let look = () => {};
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        look();
      });
    const ended = once(child, 'close').then(([code]) => code as number | null);
    const exit = bounded(ended, () => `${args[0]} did not end (it wrote: ${text})`, EXIT_MS);
    // Tests that do not wait for its end kill it.
    exit.catch(() => {});
    const seen = (pattern: RegExp) => {
      const found = new Promise<RegExpExecArray>((resolve, reject) => {
        look = () => {
          const found = pattern.exec(text);
          if (found) resolve(found);
        };
        look();
        ended.then(() => reject(new Error(`It ended without ${pattern}: ${text}`)));
      });
      return bounded(found, () => `${args[0]} did not write ${pattern} (but: ${text})`);
    };
    return { child, text: () => text, seen, exit };
  };
}
