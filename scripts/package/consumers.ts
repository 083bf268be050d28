import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InstalledPackage, root } from './pack.js';
import { runNode } from './run.js';

/** The compilers that users may have, with the path of each program. */
export const COMPILERS = {
  'TypeScript 5.9': 'node_modules/typescript/bin/tsc',
  'TypeScript 6': 'node_modules/typescript-6/bin/tsc',
  'TypeScript 7': 'node_modules/typescript-7/bin/tsc',
} as const;

const NODE = { lib: ['es2023'], typeRoots: [join(root, 'node_modules/@types')], types: ['node'] };
const BROWSER = { lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'], types: [] };

/** Consumers that use Node's modules, and `main.ts`, which runs all consumers. */
const NODE_ONLY = ['*/node.ts', '*/main.ts'];

/** The ways in which users resolve modules; with a bundler, Node's types are absent. */
export const RESOLUTIONS = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext', ...NODE, exactOptionalPropertyTypes: true },
  node16: { module: 'node16', moduleResolution: 'node16', ...NODE },
  bundler: { module: 'preserve', moduleResolution: 'bundler', ...BROWSER },
} as const;

/** Copies the consumers into the user's folder, once as ESM and once as CommonJS. */
export function placeConsumers({ home }: InstalledPackage): void {
  for (const [folder, type] of [
    ['esm', 'module'],
    ['cjs', 'commonjs'],
  ] as const) {
    cpSync(join(root, 'test/package/consumers'), join(home, folder), { recursive: true });
    writeFileSync(join(home, folder, 'package.json'), JSON.stringify({ type }));
  }
  for (const [name, options] of Object.entries(RESOLUTIONS)) {
    const compilerOptions = { target: 'es2022', strict: true, skipLibCheck: false, ...options };
    const config = { compilerOptions, include: ['esm', 'cjs'], exclude: name === 'bundler' ? NODE_ONLY : [] };
    writeFileSync(join(home, `tsconfig.${name}.json`), JSON.stringify(config));
  }
}

/** Compiles the consumers of both formats, with the declarations they import. */
export async function checkTypes(
  { home }: InstalledPackage,
  compiler: keyof typeof COMPILERS,
  resolution: keyof typeof RESOLUTIONS,
): Promise<void> {
  const tsc = join(root, COMPILERS[compiler]);
  await runNode([tsc, '-p', `tsconfig.${resolution}.json`, '--noEmit', '--pretty', 'false'], home);
}

/** Compiles the consumers to JavaScript. */
export async function compileConsumers({ home }: InstalledPackage): Promise<void> {
  await runNode([join(root, COMPILERS['TypeScript 5.9']), '-p', 'tsconfig.nodenext.json'], home);
}

/** Runs the compiled consumers of both formats; they check themselves. */
export async function checkConsumers({ home }: InstalledPackage, node?: string): Promise<void> {
  await runNode([join('esm', 'main.js')], home, node);
  await runNode([join('cjs', 'main.js')], home, node);
}
