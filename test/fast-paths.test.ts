import fc from 'fast-check';
import { describe, it } from 'vitest';
import { FAST_PATHS } from './fast-paths.js';

describe('fast paths agree with plain ones', () => {
  it.each(FAST_PATHS)('$name', ({ property }) => {
    fc.assert(property, { numRuns: 3_000 });
  });
});
