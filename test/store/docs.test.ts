import * as duckdb from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { MODULES } from '../docs/modules.js';
import { promised, run, shown, snippetsOf } from '../docs/snippets.js';

it('the first snippet of docs/store.md runs on DuckDB', async () => {
  const [first] = snippetsOf('docs/store.md');
  const logged = await run(first?.code ?? '', { ...MODULES, '@duckdb/node-api': duckdb });
  expect(logged.map(shown)).toEqual(promised(first?.code ?? ''));
});
