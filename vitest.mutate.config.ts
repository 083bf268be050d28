import { defineConfig } from 'vitest/config';
import project from './vitest.config.js';

/** What `npm run mutate` runs against each change: the tests that scripts/mutate.ts names. */
export default defineConfig({
  ...project,
  test: {
    ...project.test,
    include: process.env.MUTATE_TESTS?.split(',') ?? [],
    typecheck: { enabled: false },
  },
});
