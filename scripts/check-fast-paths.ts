/** Compares every fast path with a plain one a million times: `npm run check:fast-paths`. The tests do it a few thousand times. */
import fc from 'fast-check';
import { FAST_PATHS } from '../test/fast-paths.js';

for (const { name, property } of FAST_PATHS) {
  fc.assert(property, { numRuns: 1_000_000 });
  console.log(`a million times: ${name}`);
}
