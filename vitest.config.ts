import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^zoom-qss$/, replacement: source('index.ts') },
      { find: /^zoom-qss\/([a-z]+)$/, replacement: source('$1/index.ts') },
      { find: /^zoom-qss\/schemas\/([a-z]+\.json)$/, replacement: source('../schemas/$1') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // They install packages and start servers: `npm run test:examples`.
    exclude: [
      '**/node_modules/**',
      'test/examples/**',
      // `scripts/clickhouse.sh` installs ClickHouse for it.
      ...(process.env.CHDB ? [] : ['test/store/chdb.test.ts']),
    ],
    setupFiles: ['test/property-seed.ts'],
    typecheck: { enabled: true, include: ['test/types/**/*.test-d.ts'], ignoreSourceErrors: false },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
