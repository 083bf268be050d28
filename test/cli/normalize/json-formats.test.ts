import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDataEvent, isDataSummaryEvent, isQosEvent, isQosSummaryEvent, parseEvent } from 'zoom-qss';
import { jsonFormatter, ndjsonFormatter } from '../../../src/cli/normalize/json-formats.js';
import type { Row } from '../../../src/cli/normalize/outcome.js';
import { type QosSample, toClientSnapshots, toSamples } from '../../../src/samples/index.js';
import { QSS_EXAMPLES } from '../../events/documented.js';

const documented = [...QSS_EXAMPLES.values()].map((event) => parseEvent(structuredClone(event)));
const samples = documented.flatMap((event) =>
  isQosEvent(event) || isQosSummaryEvent(event) ? toSamples(event).samples : [],
);
const rows: Row[] = [
  ...samples.map((record): Row => ({ kind: 'sample', record })),
  ...documented
    .flatMap((event) =>
      isDataEvent(event) || isDataSummaryEvent(event) ? toClientSnapshots(event).snapshots : [],
    )
    .map((record): Row => ({ kind: 'snapshot', record })),
];

/** Any value of a sample's fields that are not words of our own. */
const anyText = fc.option(
  fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\ud800')),
);
const anyNumber = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));
const anyBounds = fc.option(fc.record({ min: anyNumber, avg: anyNumber, max: anyNumber }));
const anySample = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.record({
      id: anyText.map(String),
      type: anyText.map(String),
      measuredAtMs: anyNumber,
      eventAtMs: anyNumber,
      accountId: anyText,
      conference: fc.record({ uuid: anyText, id: anyText, name: anyText }),
      participant: fc.record({ id: anyText, userId: anyText, name: anyText, email: anyText, role: anyText }),
      bitrateKbps: anyBounds,
      rssiDbm: anyBounds,
      resolution: fc.option(fc.constant({ width: 1280, height: 720 })),
      cpuPressure: fc.option(fc.record({ min: anyText, avg: anyText, max: anyText })),
      quality: anyText,
      qualityScore: anyNumber,
      mos: anyNumber,
      network: anyText,
      notification: anyText,
    }),
  )
  .map(([sample, values]): QosSample => ({ ...sample, ...values }));

describe('ndjson', () => {
  it('writes every row of the documented events as JSON.stringify does, with its kind', () => {
    const formatter = ndjsonFormatter();
    for (const row of rows)
      expect(formatter.row(row)).toBe(`${JSON.stringify({ kind: row.kind, ...row.record })}\n`);
    expect(formatter.end()).toBe('');
  });

  it('writes any sample as JSON.stringify does, whatever was written before it', () => {
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 4 }), (some) => {
        const formatter = ndjsonFormatter();
        for (const record of some)
          expect(formatter.row({ kind: 'sample', record })).toBe(
            `${JSON.stringify({ kind: 'sample', ...record })}\n`,
          );
      }),
    );
  });
});

describe('json', () => {
  it('is one array of the same objects', () => {
    const formatter = jsonFormatter();
    const text = rows.map((row) => formatter.row(row)).join('') + formatter.end();
    expect(JSON.parse(text)).toEqual(rows.map(({ kind, record }) => ({ kind, ...record })));
  });

  it('is an empty array without rows', () => {
    expect(JSON.parse(jsonFormatter().end())).toEqual([]);
  });
});
