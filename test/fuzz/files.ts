import assert from 'node:assert/strict';
import type { Readable } from 'node:stream';
import fc from 'fast-check';
import { toRow } from 'zoom-qss';
import { framedValuesOf } from '../../src/cli/input/framed-values.js';
import type { Input } from '../../src/cli/input/inputs.js';
import type { Outcome } from '../../src/cli/input/outcome.js';
import { createEventReader } from '../../src/cli/input/read-event.js';
import { readRecord } from '../../src/cli/input/read-record.js';
import { readRecords } from '../../src/cli/input/read-records.js';
import { ndjsonFormatter } from '../../src/cli/output/json-formats.js';
import { EXAMPLES } from '../events/documented.js';
import { jsonLines, mutated } from './bodies.js';
import { checkFinite, checkSame } from './checks.js';
import { checkOutcome } from './outcomes.js';
import { target } from './target.js';
import { type Random, variantsOf } from './variants.js';

const readEvent = createEventReader({ samples: true, snapshots: true });

/** Bytes as a file that arrives in pieces of a size. */
function inputOf(bytes: Buffer, size: number): Input {
  const chunks: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += size) chunks.push(bytes.subarray(start, start + size));
  // Inputs are only iterated; a stream would take most of the time of a case.
  return { name: 'file', size: bytes.length, open: () => chunks as object as Readable };
}

async function valuesIn(bytes: Buffer, size: number) {
  const found: [line: number, element: number | undefined, status: string, own: string, outcome: Outcome][] =
    [];
  for await (const values of framedValuesOf(inputOf(bytes, size), readEvent))
    for (const { line, element, outcome, bytes: own } of values)
      found.push([line, element, outcome.status, Buffer.from(own).toString('latin1'), outcome]);
  return found;
}

/** How large the pieces of a file are: from a byte to all of it, and at most forty pieces. */
function pieceSize(random: Random): (bytes: Buffer) => number {
  const share = random() ** 3;
  return ({ length }) => Math.max(1, Math.ceil(length / 40), Math.floor(share * length));
}

/** A file is framed alike however it is cut into pieces, and every line that is a whole event by itself is one value. */
export const readsFiles = target(
  fc.record({
    lines: fc.array(jsonLines, { maxLength: 6 }),
    separator: fc.constantFrom('\n', '\r\n', '\n\n'),
  }),
  ({ lines, separator }) => {
    const variants = lines.map(variantsOf);
    return (random) => ({
      // Some lines as they were, so that one that breaks off meets one that is whole.
      lines: lines
        .map((line, index) => (random() < 0.5 ? line : (variants[index]?.(random) ?? '')))
        .slice(0, 1 + Math.floor(random() * 4)),
      separator,
      sizeOf: pieceSize(random),
    });
  },
  async ({ lines, separator, sizeOf }) => {
    const bytes = Buffer.from(lines.join(separator));
    const inPieces = await valuesIn(bytes, sizeOf(bytes));
    for (const [, , , , outcome] of inPieces) checkOutcome(outcome);
    checkSame(inPieces, await valuesIn(bytes, bytes.length + 1), 'pieces and the whole differ');
    const whole = lines.filter(isOneLine);
    if (whole.length === 0) return;
    const read =
      whole.length === lines.length
        ? inPieces
        : await valuesIn(Buffer.from(whole.join(separator)), bytes.length);
    assert.equal(read.length, whole.length, 'a line that is a whole event is not one value');
  },
);

function isOneLine(text: string): boolean {
  if (!text.startsWith('{') || text.includes('\n')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Records are read back as they were written, and changed ones are read or rejected. */
export const readsSampleFiles = target(
  mutated([...EXAMPLES.values()]),
  (body) => {
    const variant = variantsOf(body);
    return (random) => {
      const outcome = readEvent(Buffer.from(variant(random)));
      const rows = outcome.status === 'read' ? outcome.rows : [];
      const { row: format } = ndjsonFormatter();
      const text = rows.map(format);
      // Of a long list, some.
      const changed = text.filter(() => random() < 3 / text.length).map((line) => variantsOf(line)(random));
      return { rows, text, changed, sizeOf: pieceSize(random) };
    };
  },
  async ({ rows, text, changed, sizeOf }) => {
    const bytes = Buffer.from(text.join(''));
    const records = await readRecords([inputOf(bytes, sizeOf(bytes))]);
    assert.equal(records.rejected, 0, 'a record that was written is rejected');
    checkSame(
      [...records.samples, ...records.snapshots],
      rows.map(({ kind, record }) => ({ kind, ...record })),
      'records differ from those written',
    );
    for (const line of changed) {
      const read = readRecord(Buffer.from(line));
      if (read.status === 'rejected') checkOutcome(read);
      // Fields that are not ours are kept as they came; a row has none of them.
      else if (read.status === 'read') checkFinite(read.rows.map(({ record }) => toRow(record)));
    }
  },
);
