/**
 * Property tests run with one seed, so that the same code gives the same result twice. `PROPERTY_SEED=7 npm test`
 * tries other cases.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
