import { describe, expect, it } from 'vitest';
import { readTime } from '../../src/cli/time.js';

describe('readTime', () => {
  it.each([
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    ['2026-01-31T09:00Z', '2026-01-31T09:00:00.000Z'],
    ['2026-01-31T23:30:15.5-01:00', '2026-02-01T00:30:15.500Z'],
  ])('reads %s', (text, expected) => {
    expect(new Date(readTime(text) ?? Number.NaN).toISOString()).toBe(expected);
  });

  it.each([
    '',
    'monday',
    '2026-1-31',
    '2026-02-30',
    '2026-02-29',
    '2026-02-29T09:00Z',
    '2026-04-31T23:00-05:00',
    '2026-13-01',
    '2026-00-10',
    '2026-01-31T09:00',
    '2026-01-31T25:00Z',
    '2026-01-31 09:00Z',
  ])('reads no time in %j', (text) => {
    expect(readTime(text)).toBe(undefined);
  });
});
