import fc from 'fast-check';
import { type RestContext, type RestRow, restSamples, samplesFromRest } from 'zoom-qss';
import { createRestReader } from '../../src/cli/input/read-rest.js';
import type { Raw } from '../events/documented.js';
import { documentedPages } from '../rest/zoom.js';
import { mutated } from './bodies.js';
import { checkOutcome } from './outcomes.js';
import { checkRecords } from './samples.js';
import { target } from './target.js';
import { pick, variantsOf } from './variants.js';

const pages = Object.values(documentedPages()) as Raw[];
const rows = pages.flatMap((page): Raw[] => page.participants ?? page.users);

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
const context: fc.Arbitrary<RestContext> = fc.record(
  {
    source: fc.constantFrom('rest.meeting', 'rest.webinar', 'rest.session'),
    conference: fc.record({ uuid: text, id: text, name: text, startAtMs: fc.nat() }, { requiredKeys: [] }),
    accountId: fc.option(text),
  },
  { requiredKeys: ['source', 'conference'] },
);

/** Rows of any form give records without NaN, with ids of their own over a whole list. */
export const readsRestRows = target(
  fc.record({
    context,
    rows: fc.array(mutated(rows), { minLength: 1, maxLength: 4 }),
    page: mutated(pages),
  }),
  ({ context, rows, page }) => {
    const ofRow = rows.map(variantsOf);
    const ofPage = variantsOf(page);
    return (random) => ({
      context,
      list: Array.from({ length: Math.floor(random() * 4) }, () => pick(ofRow, random)(random)),
      page: random() < 0.25 ? ofPage(random) : undefined,
    });
  },
  ({ context, list, page }) => {
    const toSamples = restSamples(context);
    const given = list.flatMap(rowOf);
    const results = given.map(toSamples);
    checkRecords(
      results.flatMap(({ samples }) => samples),
      results.flatMap(({ issues }) => issues),
    );
    for (const row of given.slice(0, 1)) checkRecords(samplesFromRest(row, context).samples, []);
    const read = createRestReader(context);
    for (const value of page === undefined ? list : [page]) checkOutcome(read(Buffer.from(value)));
  },
);

/** The row in a JSON text, if it is one. */
function rowOf(text: string): RestRow[] {
  try {
    // What no compiler would let through.
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
