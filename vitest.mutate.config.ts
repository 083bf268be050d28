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

/** `MUTATE_TESTS=test/samples` runs the tests of another folder. */
const tests = process.env.MUTATE_TESTS?.split(',').map((folder) => `${folder}/**/*.test.ts`);

/** What `npm run mutate` runs against each mutant: fewer tests than `npm test`, so that it ends within minutes. */
export default defineConfig({
  ...project,
  test: {
    ...project.test,
    include: tests ?? CORE.map((name) => `test/webhooks/${name}.test.ts`),
    typecheck: { enabled: false },
  },
});
