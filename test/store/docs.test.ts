import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as duckdb from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { MODULES } from '../docs/modules.js';
import { promised, run, shown, snippetsOf } from '../docs/snippets.js';

it('the first snippet of docs/store.md runs on DuckDB', async () => {
  const [first] = snippetsOf('docs/store.md');
  const logged = await run(first?.code ?? '', { ...MODULES, '@duckdb/node-api': duckdb });
  expect(logged.map(shown)).toEqual(promised(first?.code ?? ''));
});

it('no page and no example logs an error whole: that of a driver quotes the row', () => {
  const files = ['README.md', 'docs', 'examples'].flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
      : [path],
  );
  const shown = files.filter((file) => /\.(?:md|ts)$/.test(file) && !file.includes('node_modules'));
  const whole = /console\.\w+\((?:[^()]*, )?error(?:\)|,| )/;
  expect(shown.length).toBeGreaterThan(40);
  expect(shown.filter((file) => whole.test(readFileSync(file, 'utf8')))).toEqual([]);
});
