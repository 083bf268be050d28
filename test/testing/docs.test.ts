import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_RATES } from '../../src/testing/simulator/delivery.js';
import { MODULES } from '../docs/modules.js';
import { run, snippetsOf } from '../docs/snippets.js';

const guide = readFileSync(new URL('../../docs/testing.md', import.meta.url), 'utf8');

describe('the guide', () => {
  const recipe = snippetsOf('docs/testing.md').find(({ code }) => code.includes('toNodeHandler'))?.code ?? '';

  test('has an end-to-end test that passes', async () => {
    expect(recipe).toContain('deepEqual(handled');
    await run(recipe, MODULES);
  });

  test.each([
    ['the secrets differ', 'secrets: secret', "secrets: 'another secret'"],
    ['an event is not handled', 'handled.push(', 'if (handled.length < 3) handled.push('],
    ['an event is handled twice', 'handled.push(', 'handled.push("twice");handled.push('],
  ])('has an end-to-end test that fails if %s', async (_, code, broken) => {
    expect(recipe).toContain(code);
    await expect(run(recipe.replace(code, broken), MODULES)).rejects.toThrow(/URL validation|deep-equal/);
  });

  test('lists each fault with its rate', () => {
    for (const [kind, rate] of Object.entries(DEFAULT_RATES))
      expect(guide).toContain(`| \`${kind}\` | ${rate} |`);
  });
});
