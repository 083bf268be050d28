import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDataEvent, isDataSummaryEvent, isQosEvent, isQosSummaryEvent, parseEvent } from 'zoom-qss';
import type { Row } from '../../../src/cli/input/outcome.js';
import { createEventReader } from '../../../src/cli/input/read-event.js';
import { jsonFormatter, ndjsonFormatter } from '../../../src/cli/output/json-formats.js';
import { createRowText } from '../../../src/cli/output/row-text.js';
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
      conference: fc.record({
        uuid: anyText,
        id: anyText,
        name: anyText,
        startAtMs: anyNumber,
        endAtMs: anyNumber,
      }),
      participant: fc.record({
        id: anyText,
        userId: anyText,
        zoomUserId: anyText,
        name: anyText,
        email: anyText,
        role: anyText,
        isOriginalHost: fc.option(fc.boolean()),
        ordinal: fc.nat(3),
      }),
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
    expect(formatter.end(true)).toBe('');
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
    const rowText = createRowText(jsonFormatter());
    const text = rowText.add(rows.slice(0, 3)) + rowText.add([]) + rowText.add(rows.slice(3)) + rowText.end();
    expect(JSON.parse(text)).toEqual(rows.map(({ kind, record }) => ({ kind, ...record })));
  });

  it('is an empty array without rows', () => {
    expect(JSON.parse(createRowText(jsonFormatter()).end())).toEqual([]);
  });
});

describe('what was read from bytes', () => {
  const read = createEventReader({ samples: true, snapshots: true });
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', '\\', '\ud800', '\u0007', '\u2028', '|', '%', 'é😀'),
  );
  const event = fc
    .record({ uuid: text, email: text, type: text, time: text, quality: text, notification: text, key: text })
    .map(({ uuid, email, type, time, quality, notification, key }) => ({
      event: 'meeting.participant_qos',
      event_ts: 1_673_353_332_744,
      payload: {
        account_id: 'AAAAAABBBB',
        object: {
          uuid,
          participant: {
            user_id: '16778240',
            email,
            qos: [
              {
                date_time: time,
                type,
                details: { quality, network_notification: notification, [`${key}_`]: 'x' },
              },
            ],
          },
        },
      },
    }));

  it.each([
    ['as JSON.stringify writes it', (json: string) => json],
    ['with every letter escaped', (json: string) => json.replaceAll('A', '\\u0041')],
    ['with quotes put in by escapes', (json: string) => json.replaceAll('A', '\\"')],
  ])('is written as JSON.stringify does, %s', (_, written) => {
    fc.assert(
      fc.property(event, (value) => {
        const outcome = read(Buffer.from(written(JSON.stringify(value))));
        if (outcome.status !== 'read') throw new Error(outcome.status);
        const formatter = ndjsonFormatter();
        for (const row of outcome.rows) {
          expect(formatter.row(row)).toBe(`${JSON.stringify({ kind: row.kind, ...row.record })}\n`);
        }
      }),
    );
  });

  it('is known to be plain where its bytes have no escape, and only there', () => {
    const plainness = (json: string) => {
      const outcome = read(Buffer.from(json));
      return outcome.status === 'read' ? outcome.rows.map((row) => row.kind === 'sample' && row.isPlain) : [];
    };
    const json = JSON.stringify(QSS_EXAMPLES.get('meeting.participant_qos_summary'));
    expect(new Set(plainness(json))).toEqual(new Set([true]));
    expect(new Set(plainness(json.replace('"payload"', '"p\\u0061yload"')))).toEqual(new Set([false]));
  });
});
