/** The command line as a process of its own, bundled as it is for the package. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

export interface Program {
  readonly child: ChildProcess;
  /** Everything written to standard error and output so far. */
  readonly text: () => string;
  /** Resolves with what a pattern finds in it, as soon as it does; rejects if the process ends before. */
  readonly seen: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly exit: Promise<number | null>;
}

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
    const exit = once(child, 'close').then(([code]) => code as number | null);
    const seen = (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        look = () => {
          const found = pattern.exec(text);
          if (found) resolve(found);
        };
        look();
        exit.then(() => reject(new Error(`It ended without ${pattern}: ${text}`)));
      });
    return { child, text: () => text, seen, exit };
  };
}
