import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { pages } from './snippets.js';

const root = new URL('../../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');

type Listener = (failure: { stage: string; error: unknown }) => void;

/** What a page's `onError` logs for an error, as one line. */
function logged(line: string, error: unknown): string {
  const [, codeOf = ''] = /^(function codeOf.*?^})/ms.exec(textOf('examples/duckdb/server.ts')) ?? [];
  const words: unknown[] = [];
  const console = { error: (...all: unknown[]) => words.push(...all) };
  const { outputText } = ts.transpileModule(`${codeOf}\nreturn ${line};`, {});
  (new Function('console', outputText)(console) as Listener)({ stage: 'handler', error });
  return words.join(' ');
}

const lines = pages().flatMap((page) =>
  [...textOf(page).matchAll(/onError: (\(\{ stage, error \}\) => .*),$/gm)].map(
    ([, line = '']) => [page, line] as const,
  ),
);

async function duckdbError(): Promise<unknown> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return connection.run("SELECT CAST('anna@example.com' AS integer)").catch((error: unknown) => error);
}

it('shows an onError on every page with a receiver of its own', () => {
  expect([...new Set(lines.map(([page]) => page))]).toEqual([
    'README.md',
    'docs/frameworks.md',
    'docs/otel.md',
    'docs/scale.md',
    'docs/store.md',
    'docs/webhooks.md',
  ]);
});

it.each(lines)('%s logs the name and the code of an error, and nothing of its text', (_page, line) => {
  const timeout = new DOMException('The handler takes too long.', 'TimeoutError');
  expect(logged(line, timeout)).toBe('handler TimeoutError 23');
  const conflict = Object.assign(new Error('Key (name)=(Anna) exists.'), { name: 'error', code: '23505' });
  expect(logged(line, conflict)).toBe('handler error 23505');
  expect(logged(line, 'Anna')).toMatch(/^handler *$/);
});

it('logs the kind of a DuckDB error, which has no code', async () => {
  const line = lines.find(([, text]) => text.includes('codeOf'))?.[1] ?? '';
  expect(logged(line, await duckdbError())).toBe('handler Error Conversion Error');
});
