import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { toRow } from 'zoom-qss';
import { framedValuesOf } from '../../src/cli/input/framed-values.js';
import type { Input } from '../../src/cli/input/inputs.js';
import { createEventReader } from '../../src/cli/input/read-event.js';
import { readRecord } from '../../src/cli/input/read-record.js';
import { readRecords } from '../../src/cli/input/read-records.js';
import { ndjsonFormatter } from '../../src/cli/output/json-formats.js';
import { EXAMPLES } from '../events/documented.js';
import { mutate, randomFrom } from '../events/mutations.js';
import { jsonLines, mutated } from './bodies.js';
import { checkFinite } from './checks.js';
import { checkOutcome } from './outcomes.js';

const readEvent = createEventReader({ samples: true, snapshots: true });

/** Bytes as a file that arrives in chunks of a size. */
function inputOf(bytes: Buffer, size: number): Input {
  const chunks: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += size) chunks.push(bytes.subarray(start, start + size));
  return { name: 'file', size: bytes.length, open: () => Readable.from(chunks) };
}

async function valuesIn(bytes: Buffer, size: number) {
  const found: unknown[] = [];
  for await (const values of framedValuesOf(inputOf(bytes, size), readEvent))
    for (const { line, element, outcome, bytes: own } of values) {
      checkOutcome(outcome);
      found.push([line, element, outcome.status, Buffer.from(own).toString('latin1')]);
    }
  return found;
}

/** A file is framed alike however it is cut into chunks, and every line that is a whole event by itself is one value. */
export const readsFiles = fc.asyncProperty(
  fc.array(jsonLines, { maxLength: 8 }),
  fc.constantFrom('\n', '\r\n', '\n\n'),
  fc.integer({ min: 1, max: 3_000 }),
  async (lines, separator, size) => {
    const bytes = Buffer.from(lines.join(separator));
    assert.deepEqual(await valuesIn(bytes, size), await valuesIn(bytes, bytes.length + 1));
    const whole = lines.filter(isOneLine);
    const read = await valuesIn(Buffer.from(whole.join(separator)), size);
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
export const readsSampleFiles = fc.asyncProperty(
  mutated([...EXAMPLES.values()]),
  fc.integer(),
  fc.integer({ min: 1, max: 3_000 }),
  async (body, seed, size) => {
    const outcome = readEvent(Buffer.from(body));
    const rows = outcome.status === 'read' ? outcome.rows : [];
    const { row: format } = ndjsonFormatter();
    const text = rows.map(format);
    const records = await readRecords([inputOf(Buffer.from(text.join('')), size)]);
    assert.equal(records.rejected, 0, 'a record that was written is rejected');
    assert.deepEqual(
      [...records.samples, ...records.snapshots],
      rows.map(({ kind, record }) => ({ kind, ...record })),
    );
    for (const line of text) {
      const changed = readRecord(Buffer.from(mutate(JSON.parse(line), randomFrom(seed))));
      if (changed.status === 'rejected') checkOutcome(changed);
      // Fields that are not ours are kept as they came; a row has none of them.
      else if (changed.status === 'read') checkFinite(changed.rows.map(({ record }) => toRow(record)));
    }
  },
);
