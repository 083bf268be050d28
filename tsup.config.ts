import { writeFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

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

// The command line is bundled with what it alone needs, each command in a file that is loaded when it is called.
const commandLine: Options = {
  entry: { main: 'src/cli/main.ts' },
  format: 'esm',
  outDir: 'dist/cli',
  splitting: false,
  target: 'node20',
  platform: 'node',
  removeNodeProtocol: false,
  noExternal: [/.*/],
  clean: true,
  silent: true,
};

export default defineConfig([esm, cjs, commandLine]);
