/** The code blocks of a page, ` ```ts file=name.ts `, as files that can be compiled and run. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Snippets {
  readonly folder: string;
  readonly names: readonly string[];
  read(name: string): string;
  write(name: string, code: string): string;
  remove(): void;
}

/** Writes a page's blocks into a new folder of this one, so that packages are found as from anywhere in the project. */
export function writeSnippets(page: string): Snippets {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  // TypeScript and Vitest pass over folders whose name begins with a dot.
  const folder = mkdtempSync(fileURLToPath(new URL('.snippets-', import.meta.url)));
  const blocks = new Map<string, string>();
  for (const [, name = '', code = ''] of text.matchAll(/^```ts file=(\S+)\n(.*?)^```$/gms))
    blocks.set(name, code);
  const write = (name: string, code: string) => {
    const file = join(folder, name);
    writeFileSync(file, code);
    return file;
  };
  for (const [name, code] of blocks) write(name, code);
  write(
    'tsconfig.json',
    JSON.stringify({
      extends: '../../../tsconfig.json',
      compilerOptions: { experimentalDecorators: true },
      include: ['*.ts'],
      exclude: [],
    }),
  );
  return {
    folder,
    names: [...blocks.keys()],
    read: (name) => blocks.get(name) ?? '',
    write,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
