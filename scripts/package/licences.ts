import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/** Writes the licences of every package that a build bundles into one file. */
export function bundledLicences(outfile: string): Plugin {
  return {
    name: 'bundled-licences',
    setup(build) {
      build.initialOptions.metafile = true;
      build.onEnd(({ metafile }) => {
        const folders = new Set(Object.keys(metafile?.inputs ?? {}).flatMap(packageFolder));
        mkdirSync(dirname(outfile), { recursive: true });
        writeFileSync(outfile, [...folders].sort().map(licenceOf).join('\n'));
      });
    },
  };
}

function packageFolder(path: string): string[] {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
}

/** The name of a package and its licence. */
function licenceOf(folder: string): string {
  const { name, version, license }: { name: string; version: string; license: string } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const text = licenceFile(folder) ?? licenceSection(folder);
  if (text === undefined) throw new Error(`The licence of ${name} was not found.`);
  return `${name} ${version} (${license})\n\n${text.trim()}\n\n${'-'.repeat(80)}\n`;
}

function licenceFile(folder: string): string | undefined {
  const file = readdirSync(folder).find((each) => /^licen[cs]e(?:\.|$)/i.test(each));
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8');
}

/** Some packages have their licence at the end of the README. */
function licenceSection(folder: string): string | undefined {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const heading = /^#+ *licen[cs]e *$/im.exec(readme);
  return heading === null ? undefined : readme.slice(heading.index + heading[0].length);
}
