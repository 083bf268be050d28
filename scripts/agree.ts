/**
 * Compares what the library says of mutated bodies with ajv on the corrected documents; CI does the same with 20,000.
 *
 *     npm run agree -- --cases 1000000 --seed 1
 */
import { parseArgs } from 'node:util';
import { agree } from '../test/events/agree.js';

const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } });
const cases = Number(values.cases ?? 20_000);
const seed = Number(values.seed ?? 1);
const { read, repaired, refused, differences } = agree(cases, seed);
console.log(`${read} read as they are, ${repaired} read with repairs, ${refused} refused; seed ${seed}`);
for (const difference of differences) console.error(difference);
if (differences.length > 0) process.exitCode = 1;
else console.log('No difference.');
