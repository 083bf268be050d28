import { gzippedSize } from './gzipped-size.js';
import type { Row } from './harness.js';

/** What a consumer that parses events ships anyway. */
const EVENTS = "export * from './events/index.ts'; export * from './errors.ts';";

/** How many bytes a consumer's bundle grows when it uses everything in an entry point. */
export const rows: Row[] = [
  size('values', 2_000, () => gzippedSize("export * from './values/index.ts'")),
  size('root', 14_000, () => gzippedSize("export * from './index.ts'")),
  size(
    'webhooks beyond events',
    8_000,
    async () =>
      (await gzippedSize(`export * from './webhooks/index.ts'; ${EVENTS}`)) - (await gzippedSize(EVENTS)),
  ),
];

function size(name: string, limit: number, measure: () => Promise<number>): Row {
  return { name: `size: ${name}, minified and gzipped`, unit: 'B', limit, measure };
}
