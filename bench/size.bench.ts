import { gzippedSize } from './gzipped-size.js';
import type { Row } from './harness.js';

/** How many bytes a consumer's bundle grows when it uses everything in an entry point. */
export const rows: Row[] = [size('values', './values/index.ts', 1_000), size('root', './index.ts', 10_000)];

function size(name: string, entry: string, limit: number): Row {
  return {
    name: `size: ${name}, minified and gzipped`,
    unit: 'B',
    limit,
    measure: () => gzippedSize(`export * from '${entry}'`),
  };
}
