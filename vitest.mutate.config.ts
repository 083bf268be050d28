import { defineConfig } from 'vitest/config';
import project from './vitest.config.js';

/** The tests of the core of the receiver that start no server or process. */
const CORE = [
  'verify',
  'receiver',
  'settings',
  'secrets',
  'dedupe',
  'dedupe-key',
  'hashing',
  'on-body',
  'answered',
];

/** `MUTATE_TESTS='test/samples/*.test.ts'` runs others, for other files. */
const tests = process.env.MUTATE_TESTS?.split(',');

/** What `npm run mutate` runs against each mutant: fewer tests than `npm test`, so that it ends within minutes. */
export default defineConfig({
  ...project,
  test: {
    ...project.test,
    include: tests ?? CORE.map((name) => `test/webhooks/${name}.test.ts`),
    typecheck: { enabled: false },
  },
});
