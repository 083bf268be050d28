import { defineConfig, type Options } from 'tsup';

// One file per source file and format: a class exists once in each format, and whoever bundles drops what it does not use.
const library = (format: 'esm' | 'cjs'): Options => ({
  entry: ['src/**/*.ts', '!src/cli/**'],
  format,
  outDir: `dist/${format}`,
  outExtension: () => ({ js: '.js' }),
  bundle: false,
  target: 'node20',
  platform: 'neutral',
  clean: true,
  silent: true,
});

// The command line is one self-contained file: what it alone needs is bundled into it.
const commandLine: Options = {
  entry: { main: 'src/cli/main.ts' },
  format: 'esm',
  outDir: 'dist/cli',
  target: 'node20',
  platform: 'node',
  noExternal: [/.*/],
  clean: true,
  silent: true,
};

export default defineConfig([library('esm'), library('cjs'), commandLine]);
