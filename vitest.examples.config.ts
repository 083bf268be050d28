import { defineConfig } from 'vitest/config';
import project from './vitest.config.js';

/** `npm run test:examples`: each example, installed from the packed package, one after the other. */
export default defineConfig({
  ...project,
  test: {
    ...project.test,
    include: ['test/examples/**/*.test.ts'],
    exclude: [],
    globalSetup: 'test/examples/pack.ts',
    fileParallelism: false,
    typecheck: { enabled: false },
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
