import fc from 'fast-check';
import { type RestContext, type RestRow, restSamples, samplesFromRest } from 'zoom-qss';
import { createRestReader } from '../../src/cli/input/read-rest.js';
import type { Raw } from '../events/documented.js';
import { documentedPages } from '../rest/zoom.js';
import { mutated } from './bodies.js';
import { checkOutcome } from './outcomes.js';
import { checkRecords } from './samples.js';

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
export const readsRestRows = fc.property(
  context,
  fc.array(mutated(rows), { maxLength: 4 }),
  mutated(pages),
  (context, list, page) => {
    const toSamples = restSamples(context);
    // What no compiler would let through.
    const given = list.map((row): RestRow => JSON.parse(row));
    const results = given.map(toSamples);
    checkRecords(
      results.flatMap(({ samples }) => samples),
      results.flatMap(({ issues }) => issues),
    );
    for (const row of given) checkRecords(samplesFromRest(row, context).samples, []);
    const read = createRestReader(context);
    for (const value of [page, ...list]) checkOutcome(read(Buffer.from(value)));
  },
);
