import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Row } from './harness.js';

/** What a consumer's bundle grows by, in bytes, when it takes all of an entry. */
export const rows: Row[] = [
  size('values', 'src/values/index.ts', 1_000),
  size('root', 'src/index.ts', 10_000),
];

function size(name: string, entry: string, limit: number): Row {
  return { name: `size: ${name}, minified and gzipped`, unit: 'B', limit, measure: () => gzippedSize(entry) };
}

async function gzippedSize(entry: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../${entry}`, import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles.reduce((total, { contents }) => total + gzipSync(contents, { level: 9 }).length, 0);
}
