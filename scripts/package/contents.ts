import { posix } from 'node:path';
import ts from 'typescript';
import { brokenLinks, isPage } from '../pages/links.js';
import { leaksIn } from './leaks.js';
import type { InstalledPackage } from './pack.js';

const ALLOWED = [
  /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|CONTRIBUTING\.md|SECURITY\.md|llms\.txt|specs\/SOURCES\.md)$/,
  /^docs\/[a-z-]+\.(?:md|png)$/,
  /^dist\/(?:esm|cjs)\/(?:[a-z-]+\/)*[a-z-]+\.(?:js|d\.ts)$/,
  /^dist\/cjs\/package\.json$/,
  /^dist\/cli\/LICENSES\.txt$/,
  /^dist\/cli\/(?:main|worker|[a-z]+-[A-Z0-9]{8})\.js$/,
];
const EXPECTED = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'llms.txt',
  'dist/cli/main.js',
  'dist/cli/worker.js',
  'dist/cli/LICENSES.txt',
];

/** The package holds the files a user needs, each module in both formats, and no others. */
export function checkFileList({ files, manifest }: InstalledPackage): string {
  const paths = [...files.keys()];
  const targets = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target),
  );
  const twins = paths
    .filter((path) => /^dist\/(?:esm|cjs)\/.*\.(?:js|ts)$/.test(path))
    .flatMap((path) => {
      const stem = path.replace(/\.(?:js|d\.ts)$/, '');
      const other = stem.replace(
        /^dist\/(esm|cjs)/,
        (_, format) => `dist/${format === 'esm' ? 'cjs' : 'esm'}`,
      );
      return [`${stem}.js`, `${stem}.d.ts`, `${other}.js`];
    });
  const wanted = [...EXPECTED, ...twins, ...targets.map((target) => target.replace(/^\.\//, ''))];
  fail(
    'should not be in the package',
    paths.filter((path) => !ALLOWED.some((pattern) => pattern.test(path))),
  );
  fail('is missing', new Set(wanted.filter((path) => !files.has(path))));
  const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return `${paths.length} files, ${Math.round(bytes / 1000)} kB`;
}

/** The package has no dependencies, runs nothing on installation, and declares its lowest Node version. */
export function checkManifest({ manifest }: InstalledPackage): string {
  const dependencies = ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies'];
  fail(
    'should not be in package.json',
    dependencies.filter((field) => field in manifest),
  );
  const hooks = ['preinstall', 'install', 'postinstall', 'prepare'];
  fail(
    'should not be a script',
    hooks.filter((hook) => manifest.scripts?.[hook] !== undefined),
  );
  const node = manifest.engines?.node;
  if (node !== '>=20.19') throw new Error(`engines.node is ${node}, not >=20.19`);
  return `Node ${node}`;
}

/** No file names a path or registry of the machine it was built on. */
export function checkLeaks({ files }: InstalledPackage): void {
  fail(
    '',
    [...files].flatMap(([path, text]) => {
      const leaks = /sourceMappingURL/.test(text) ? ['a source map', ...leaksIn(text)] : leaksIn(text);
      return leaks.map((what) => `${path} mentions ${what}`);
    }),
  );
}

/** Every relative link of a page resolves to a file of the package, and its anchor to a heading. */
export function checkLinks({ files }: InstalledPackage): string {
  fail('is a broken link', brokenLinks(files));
  return `${[...files.keys()].filter(isPage).length} pages`;
}

/** Code and types import only files of the package; the command line may also import Node's modules. */
export function checkImports({ files }: InstalledPackage): void {
  const wrong: string[] = [];
  for (const [path, text] of files) {
    if (!/\.(?:js|ts)$/.test(path)) continue;
    for (const specifier of specifiers(text)) {
      if (path.startsWith('dist/cli/') && specifier.startsWith('node:')) continue;
      const target = posix.join(posix.dirname(path), specifier);
      const own = path.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target;
      if (!specifier.startsWith('.') || !files.has(own)) wrong.push(`${path} imports ${specifier}`);
    }
  }
  fail('', wrong);
}

function specifiers(text: string): string[] {
  const { importedFiles, referencedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
  return [...importedFiles, ...referencedFiles, ...typeReferenceDirectives].map(({ fileName }) => fileName);
}

function fail(fault: string, items: Iterable<string>): void {
  const lines = [...items].map((item) => `${item} ${fault}`.trim());
  if (lines.length > 0) throw new Error(lines.join('\n'));
}
