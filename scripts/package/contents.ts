import { homedir } from 'node:os';
import { posix } from 'node:path';
import ts from 'typescript';
import { type InstalledPackage, root } from './pack.js';

const ALLOWED = [
  /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|SECURITY\.md)$/,
  /^docs\/[a-z-]+\.(?:md|png)$/,
  /^dist\/(?:esm|cjs)\/(?:[a-z-]+\/)*[a-z-]+\.(?:js|d\.ts)$/,
  /^dist\/cjs\/package\.json$/,
  /^dist\/cli\/(?:main|[a-z]+-[A-Z0-9]{8})\.js$/,
];
const EXPECTED = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'docs/columns.md',
  'dist/cli/main.js',
];

/** The files are those a user needs, and every one of them is there in both formats. */
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

/** Nothing is installed with the package, nothing runs on installing, and it says which Node it is for. */
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

/** No file tells of the machine it was made on. */
export function checkLeaks({ files }: InstalledPackage): void {
  const registry = process.env.npm_config_registry;
  const traces: [RegExp, string][] = [
    [/sourceMappingURL/, 'a source map'],
    [/\bregistry\.[\w-]+\.\w/, 'a registry'],
    [/\/(?:home|Users)\/\w|\b[A-Z]:\\\\?Users/, 'a home folder'],
    ...[root, `${homedir()}/`, registry && new URL(registry).host]
      .filter((text): text is string => Boolean(text) && text !== '/')
      .map((text): [RegExp, string] => [new RegExp(text.replace(/\W/g, '\\$&')), 'this machine']),
  ];
  fail(
    '',
    [...files].flatMap(([path, text]) =>
      traces.filter(([trace]) => trace.test(text)).map(([, what]) => `${path} mentions ${what}`),
    ),
  );
}

/** The library imports its own files only, in code and in types; the command line Node's besides. */
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
