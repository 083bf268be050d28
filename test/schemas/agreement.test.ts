import { expect, it } from 'vitest';
import { agreeOnSchemas } from './agree.js';

it('agrees with guards and parser on 20,000 mutated bodies', () => {
  const { differences, exact, repaired, refused, wider } = agreeOnSchemas(20_000, 20_261_127);
  expect(differences).toEqual([]);
  expect(exact + repaired + refused).toBe(20_000);
  expect(Math.min(exact, repaired, refused)).toBeGreaterThan(1_000);
  expect(wider).toBeLessThan(20);
});
