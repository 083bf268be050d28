/**
 * Compares the JSON Schemas, as ajv understands them, with guards and parser on mutated bodies; CI does the same with 20,000.
 *
 *     npm run agree:schemas -- --cases 1000000 --seed 1
 */
import { parseArgs } from 'node:util';
import { agreeOnSchemas } from '../test/schemas/agree.js';

const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } });
const cases = Number(values.cases ?? 20_000);
const seed = Number(values.seed ?? 1);
const { exact, repaired, refused, wider, differences } = agreeOnSchemas(cases, seed);
console.log(
  `${exact} exact, ${repaired} repaired, ${refused} refused, of which ${wider} by reading alone; seed ${seed}`,
);
for (const difference of differences) console.error(difference);
if (differences.length > 0) process.exitCode = 1;
else console.log('No difference.');
