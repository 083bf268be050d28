import { writeFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import { bundledLicences } from './scripts/package/licences.js';

// One file per source file and format: a class exists once in each format, and whoever bundles drops what it does not use.
// The command line and the report, which is its own, are no part of the library.
const library = (format: 'esm' | 'cjs'): Options => ({
  entry: ['src/**/*.ts', '!src/{cli,report}/**'],
  format,
  outDir: `dist/${format}`,
  outExtension: () => ({ js: '.js' }),
  bundle: false,
  target: 'node20',
  // For CommonJS this makes the exported names visible to `import` too.
  platform: format === 'cjs' ? 'node' : 'neutral',
  removeNodeProtocol: false,
  clean: true,
  silent: true,
});

const esm = library('esm');

// Node and the compiler go by the nearest package.json, which is the package's own and says `module`. Bundlers do too.
const cjs: Options = {
  ...library('cjs'),
  onSuccess: async () =>
    writeFileSync('dist/cjs/package.json', '{ "type": "commonjs", "sideEffects": false }\n'),
};

const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

// The command line is bundled with what it alone needs, each command in a file that is loaded when it is called.
const commandLine: Options = {
  entry: { main: 'src/cli/main.ts', worker: 'src/cli/worker.ts' },
  format: 'esm',
  outDir: 'dist/cli',
  splitting: false,
  target: 'node20',
  platform: 'node',
  removeNodeProtocol: false,
  // Everything is bundled but what the driver of Postgres tries to load if it is there.
  noExternal: [/^(?!pg-native$)/],
  external: ['pg-native'],
  // A bundled CommonJS package calls `require` for Node's modules.
  banner: { js: REQUIRE },
  esbuildPlugins: [bundledLicences('dist/cli/LICENSES.txt')],
  clean: true,
  silent: true,
};

export default defineConfig([esm, cjs, commandLine]);
