import { mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.js';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The part of package.json that the checks read. */
export interface Manifest {
  name: string;
  exports: Record<string, string | Record<string, string>>;
  bin: Record<string, string>;
  engines?: { node?: string };
  scripts?: Record<string, string>;
  [field: string]: unknown;
}

/** The package as a user gets it: packed, then installed in an otherwise empty folder. */
export interface InstalledPackage {
  readonly tarball: string;
  /** The user's folder. */
  readonly home: string;
  readonly manifest: Manifest;
  /** The text of each file by its path within the package. */
  readonly files: ReadonlyMap<string, string>;
  /** The entry points: `zoom-qss`, `zoom-qss/rest`, …, without JSON files. */
  readonly entries: readonly string[];
}

/** Packs the built package into a folder. Resolves with the path of the tarball. */
export async function pack(folder: string): Promise<string> {
  const packed = await run(
    'npm',
    ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder],
    root,
  );
  return join(folder, packed.trim());
}

/** Packs the built package and installs it in a temporary folder, offline. */
export async function packAndInstall(): Promise<InstalledPackage> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'zoom-qss-package-')));
  const tarball = await pack(home);
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--no-package-lock', tarball], home);

  const folder = join(home, 'node_modules', 'zoom-qss');
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1).replaceAll(sep, '/'), readFileSync(path, 'utf8')]),
  );
  const manifest = JSON.parse(files.get('package.json') ?? '{}') as Manifest;
  const entries = Object.keys(manifest.exports)
    .filter((subpath) => !subpath.endsWith('.json'))
    .map((subpath) => manifest.name + subpath.slice(1));
  return { tarball, home, manifest, files, entries };
}
