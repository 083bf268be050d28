import { describe, expect, it } from 'vitest';
import { rankOf } from '../../src/store/rank.js';

describe('rankOf', () => {
  it('prefers more cells that are not null, then the newer version, then the hash', () => {
    const [less, more] = [
      ['id', 1, null],
      ['id', 1, 2],
    ];
    expect(rankOf(more, 3, 1)).toBeGreaterThan(rankOf(less, 3, 63));
    expect(rankOf(more, 3, 2)).toBeGreaterThan(rankOf(more, 3, 1));
    expect(rankOf(['id', 1, 3], 3, 1)).not.toBe(rankOf(more, 3, 1));
    expect(rankOf(more, 3, 1)).toBe(rankOf(more, 3, 1));
  });

  it('is a safe integer for the widest row', () => {
    expect(
      rankOf(
        Array.from({ length: 127 }, () => 1),
        127,
        63,
      ),
    ).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
  });

  it('tells cells that run together apart', () => {
    expect(rankOf(['ab', 'c'], 2, 1)).not.toBe(rankOf(['a', 'bc'], 2, 1));
  });
});
