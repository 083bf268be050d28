/**
 * Changes the source one place at a time, and runs the tests on each change: a change that no test notices is something
 * that nothing tests. Fails below the share that an area must reach. Prints what survived.
 *
 *     npm run mutate                                       # the core of the receiver: every change must be noticed
 *     npm run mutate -- webhooks                           # the rest of src/webhooks: 90 %
 *     npm run mutate -- shapes                             # src/shapes: 90 %
 *     npm run mutate -- --files src/samples/identity.ts --tests 'test/samples/*.test.ts'
 */
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

interface Area {
  readonly files: readonly string[];
  /** Fewer tests than `npm test`, so that it ends within minutes. */
  readonly tests: readonly string[];
  /** How many of a hundred changes a test must notice. */
  readonly least: number;
}

/** The files that decide what is genuine, and what has been handled. */
const CORE = [
  'answers',
  'authenticate',
  'bytes',
  'challenge',
  'dedupe',
  'hashing',
  'ranges',
  'secrets',
  'settings',
  'signature',
  'verify',
];
const coreFiles = CORE.map((name) => `src/webhooks/${name}.ts`);
const webhooksTests = (...names: string[]) => names.map((name) => `test/webhooks/${name}.test.ts`);
/** They start no server and no process. */
const coreTests = [
  'test/options.test.ts',
  ...webhooksTests(
    'verify',
    'receiver',
    'settings',
    'secrets',
    'dedupe',
    'dedupe-key',
    'hashing',
    'on-body',
    'answered',
  ),
];

const AREAS: Readonly<Record<string, Area>> = {
  core: { files: coreFiles, tests: coreTests, least: 100 },
  webhooks: {
    files: ['src/webhooks/**/*.ts', ...coreFiles.map((file) => `!${file}`)],
    tests: [
      ...coreTests,
      ...webhooksTests(
        'body-buffer',
        'drain',
        'slots',
        'fetch',
        'lambda',
        'fastify',
        'node',
        'http2',
        'cloud-event',
      ),
    ],
    least: 90,
  },
  shapes: { files: ['src/shapes/*.ts'], tests: ['test/shapes/*.test.ts'], least: 90 },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string', multiple: true }, tests: { type: 'string', multiple: true } },
});
const { files, tests, least } = areaOf(positionals[0] ?? 'core');
// Read by vitest.mutate.config.ts.
process.env.MUTATE_TESTS = tests.join(',');
await new Stryker({
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutate.config.ts', related: false },
  mutate: [...files],
  coverageAnalysis: 'perTest',
  concurrency: 4,
  timeoutMS: 15_000,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  thresholds: { high: 100, low: least, break: least },
  ignorePatterns: ['bench', 'dist', 'coverage', 'test/runtimes', 'test/tools'],
}).runMutationTest();

function areaOf(name: string): Area {
  if (values.files && values.tests) return { files: values.files, tests: values.tests, least: 0 };
  const area = AREAS[name];
  if (area === undefined || values.files || values.tests)
    throw new Error(`Name one of ${Object.keys(AREAS).join(', ')}, or --files and their --tests.`);
  return area;
}
