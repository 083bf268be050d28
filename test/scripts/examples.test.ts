import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/package/pack.js';
import { examplesOn, withExamples } from '../../scripts/pages/examples.js';

const folder = join(root, 'examples');
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const sourcesOf = (name: string) =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, name, file));

describe('the examples', () => {
  it('have less than 60 lines each, the one for several machines aside', () => {
    expect(names.length).toBeGreaterThan(7);
    const lengths = names
      .filter((name) => name !== 'nats-postgres')
      .map(
        (name) =>
          sourcesOf(name)
            .map((path) => readFileSync(path, 'utf8'))
            .join('')
            .split('\n').length - 1,
      );
    expect(Math.max(...lengths)).toBeLessThan(60);
  });

  it('name exact versions, the version of this package, and no address of a registry', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const name of names) {
      const { dependencies, devDependencies } = JSON.parse(
        readFileSync(join(folder, name, 'package.json'), 'utf8'),
      );
      expect(dependencies['zoom-qss']).toBe(version);
      for (const wanted of Object.values({ ...dependencies, ...devDependencies }))
        expect(wanted).toMatch(/^\d+\.\d+\.\d+(?:-r\.\d+)?$/);
    }
  });

  it('are each shown on a page, and named in their list and in its README', () => {
    const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
    const shown = pages.flatMap((page) => examplesOn(readFileSync(join(root, 'docs', page), 'utf8')));
    const list = readFileSync(join(folder, 'README.md'), 'utf8');
    for (const name of names) {
      expect(list).toContain(`](${name}/README.md)`);
      if (name !== 'otel') expect(shown.some((path) => path.startsWith(`examples/${name}/`))).toBe(true);
    }
  });
});

describe('withExamples', () => {
  const page = 'A\n\n<!-- from examples/one.ts -->\n```ts file=one.ts\nold\n```\n\n```ts\nown\n```\n';

  it('puts the text of the file into the block below its remark, and leaves other blocks alone', () => {
    const text = withExamples(page, new Map([['examples/one.ts', 'new\n']]));
    expect(text).toBe(page.replace('old', 'new'));
  });

  it('throws if the file is missing', () => {
    expect(() => withExamples(page, new Map())).toThrow('examples/one.ts is missing.');
  });
});
