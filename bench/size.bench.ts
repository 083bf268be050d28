import { gzippedSize } from './gzipped-size.js';
import type { Row } from './harness.js';

/** What a consumer that parses events ships anyway. */
const EVENTS = "export * from './events/index.ts'; export * from './errors.ts';";

const ROOT = "export * from './index.ts'";

/** What the descriptions of columns add to the rest of the root, which they share names and words with. */
async function columns(): Promise<number> {
  const withoutThem =
    "export * from './index.ts'; const SAMPLE_COLUMNS = 0, SNAPSHOT_COLUMNS = 0; export { SAMPLE_COLUMNS, SNAPSHOT_COLUMNS }";
  return (await gzippedSize(ROOT)) - (await gzippedSize(withoutThem));
}

/** How many bytes a consumer's bundle grows when it uses everything in an entry point. */
export const rows: Row[] = [
  size('values', 2_000, () => gzippedSize("export * from './values/index.ts'")),
  // Bundlers drop the descriptions of columns unless they are imported.
  size('root without described columns', 14_000, async () => (await gzippedSize(ROOT)) - (await columns())),
  size('described columns', 2_500, columns),
  size(
    'webhooks beyond events',
    8_000,
    async () =>
      (await gzippedSize(`export * from './webhooks/index.ts'; ${EVENTS}`)) - (await gzippedSize(EVENTS)),
  ),
  // The documents are files of their own, and code never imports them.
  size(
    'schemas beyond the root',
    3_000,
    async () =>
      (await gzippedSize(`export * from './schemas/index.ts'; ${ROOT}`)) - (await gzippedSize(ROOT)),
  ),
  size(
    'store beyond the root',
    13_000,
    async () => (await gzippedSize(`export * from './store/index.ts'; ${ROOT}`)) - (await gzippedSize(ROOT)),
  ),
  size(
    'otel beyond the root',
    2_000,
    async () => (await gzippedSize(`export * from './otel/index.ts'; ${ROOT}`)) - (await gzippedSize(ROOT)),
  ),
];

function size(name: string, limit: number, measure: () => Promise<number>): Row {
  return { name: `size: ${name}, minified and gzipped`, unit: 'B', limit, measure };
}
