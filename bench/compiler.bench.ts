import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Row } from './harness.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const TSC = join(root, 'node_modules/typescript/bin/tsc');

/** Type instantiations for a consumer that switches over all 14 events, minus those for an empty file. */
export const rows: Row[] = [
  {
    name: 'compiler: type instantiations of a switch over 14 events',
    unit: '',
    limit: 1_500,
    measure: () => inFolder((folder) => cost(folder, 'every-event.ts') - cost(folder, 'empty.ts')),
  },
];

/** Calls `work` with a temporary folder that has the library's declarations in node_modules. */
function inFolder(work: (folder: string) => number): number {
  const folder = mkdtempSync(join(tmpdir(), 'zoom-qss-compiler-'));
  try {
    const installed = join(folder, 'node_modules/zoom-qss');
    cpSync(join(root, 'package.json'), join(installed, 'package.json'));
    const declarations = join(installed, 'dist/esm');
    run(['-p', join(root, 'src/tsconfig.build.json'), '--outDir', declarations]);
    cpSync(join(root, 'test/package/consumers/every-event.ts'), join(folder, 'every-event.ts'));
    writeFileSync(join(folder, 'empty.ts'), 'export {};\n');
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function cost(folder: string, file: string): number {
  const compilerOptions = {
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2023', 'dom'],
    types: [],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
  const report = run(['-p', folder, '--extendedDiagnostics']);
  const instantiations = /^Instantiations: +(\d+)$/m.exec(report)?.[1];
  if (instantiations === undefined) throw new Error('The compiler reports no instantiations.');
  return Number(instantiations);
}

function run(args: string[]): string {
  return execFileSync(process.execPath, [TSC, ...args], { encoding: 'utf8' });
}
