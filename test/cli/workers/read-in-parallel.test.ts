import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Batch, createBatcher } from '../../../src/cli/commands/normalize/batch.js';
import { addCounts, noCounts } from '../../../src/cli/commands/normalize/counts.js';
import { readingJob } from '../../../src/cli/commands/normalize/reading-job.js';
import type { FramedValue } from '../../../src/cli/input/framed-value.js';
import { framedValuesOf } from '../../../src/cli/input/framed-values.js';
import type { Input } from '../../../src/cli/input/inputs.js';
import { createEventReader } from '../../../src/cli/input/read-event.js';
import { jsonFormatter } from '../../../src/cli/output/json-formats.js';
import { createRowText } from '../../../src/cli/output/row-text.js';
import type { BlockPool } from '../../../src/cli/workers/block-reader.js';
import { readInParallel, type Sink } from '../../../src/cli/workers/read-in-parallel.js';
import { QSS_EXAMPLES } from '../../events/documented.js';

const OPTIONS = {
  job: 'read events',
  format: 'json',
  kinds: { samples: true, snapshots: true },
  keepsIssues: true,
  keepsRejects: true,
} as const;

const read = createEventReader(OPTIONS.kinds);

/** Everything a run writes. */
interface Written {
  readonly text: string;
  readonly issues: string;
  readonly rejects: string;
  readonly rejectLines: readonly string[];
  readonly counts: unknown;
}

/** A sink, and what it was given. */
function collect(): { readonly sink: Sink<Batch>; written(): Written } {
  const formatter = jsonFormatter();
  const rowText = createRowText(formatter);
  const batcher = createBatcher({ ...OPTIONS, formatter });
  const counts = noCounts();
  const rejectLines: string[] = [];
  let [text, issues, rejects] = ['', '', ''];
  const add = async (batch: Batch) => {
    addCounts(counts, batch.counts);
    if (batch.hasRows) text += rowText.next() + Buffer.from(batch.text);
    issues += batch.issues;
    rejects += Buffer.from(batch.rejects).toString('latin1');
    rejectLines.push(...batch.rejectLines);
  };
  return {
    sink: {
      isOver: () => false,
      batch: add,
      async values(input: Input, values: Iterable<FramedValue>) {
        for (const value of values) batcher.add(input, value);
        await add(batcher.take());
      },
    },
    written: () => ({ text: text + rowText.end(), issues, rejects, rejectLines, counts }),
  };
}

async function inOneThread(inputs: readonly Input[]): Promise<Written> {
  const { sink, written } = collect();
  for (const input of inputs)
    for await (const values of framedValuesOf(input, read)) await sink.values(input, values);
  return written();
}

/** Reads with workers that are functions, and answer late. */
async function inParallel(inputs: readonly Input[], block: number, workers = 2) {
  const { sink, written } = collect();
  let tasks = 0;
  const job = readingJob(OPTIONS);
  const pool: BlockPool<Batch> = {
    size: workers,
    async run(task) {
      tasks += 1;
      await new Promise(setImmediate);
      return job.run(task);
    },
  };
  const sizes = { beforeWorkers: 0, block, longestBlock: 20_000 };
  await readInParallel(inputs, { pool, read, sink, sizes });
  return { ...written(), tasks };
}

function inputOf(content: Uint8Array, chunk: number, name = 'events.ndjson'): Input {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += chunk) chunks.push(content.subarray(at, at + chunk));
  return { name, size: content.length, open: () => Readable.from(chunks) };
}

const QOS = { ...QSS_EXAMPLES.get('meeting.participant_qos'), note: 'née' };
const LINE = JSON.stringify(QOS);
const DATA = JSON.stringify(QSS_EXAMPLES.get('meeting.participant_data'));
const INDENTED = JSON.stringify(QOS, null, 2);
const PIECES = [
  LINE,
  `${LINE}\r`,
  ` \t${LINE}`,
  `${LINE},`,
  `[${LINE},${DATA}]`,
  `[${LINE},`,
  `${LINE}]`,
  INDENTED,
  INDENTED.replaceAll(/^/gm, '  '),
  INDENTED.slice(0, 700),
  LINE.slice(0, 300),
  LINE.replace('kbps', 'apples'),
  DATA,
  '{"event":"chat.message_sent","event_ts":1,"payload":{}}',
  '{"module":"heartbeat"}',
  '',
  '\r',
  ' ',
  'garbage',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\xff',
  '\ufeff',
  `{"event":"x","payload":{"long":"${'x'.repeat(30_000)}"}}`,
  `[${Array.from({ length: 60 }, () => LINE).join()}]`,
  `[${Array.from({ length: 60 }, () => LINE).join()},}${LINE}`,
];

describe('reading in parallel', () => {
  it('gives what one thread gives, for any lines, wherever blocks and chunks end', async () => {
    const lines = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(lines, fc.constantFrom('', '\n', '\n\n')), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', '\ufeff'),
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 7, max: 3_000 }),
        fc.integer({ min: 1, max: 3 }),
        async (files, mark, block, chunk, workers) => {
          const inputs = files.map(([each, end], index) =>
            inputOf(Buffer.from(mark + each.join('\n') + end), chunk, `file-${index}`),
          );
          const { tasks, ...written } = await inParallel(inputs, block, workers);
          expect(written).toEqual(await inOneThread(inputs));
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  it('gives the same at every boundary of chunks and blocks', async () => {
    const content = Buffer.from(
      `\ufeff{"event":"a"}\r\n{"b\n[{"event":"ü"},\n{"c":1}]\n\n x\n{\n"d":\n2\n}\n{"event":"e"`,
    );
    const expected = await inOneThread([inputOf(content, content.length)]);
    for (let chunk = 1; chunk <= content.length; chunk += 1) {
      for (const block of [1, 9, chunk]) {
        const { tasks, ...written } = await inParallel([inputOf(content, chunk)], block);
        expect(written).toEqual(expected);
      }
    }
  });

  it('names a compressed input once, and reads the next', async () => {
    const lines = `${LINE}\n`.repeat(3);
    const inputs = [inputOf(gzipSync(lines), 64), inputOf(Buffer.from(lines), 64)];
    const { tasks, ...written } = await inParallel(inputs, 10);
    expect(written).toEqual(await inOneThread(inputs));
    expect(written.rejectLines).toHaveLength(1);
  });

  it('gives lines, and values of many lines, to workers', async () => {
    for (const text of [LINE, INDENTED]) {
      const { tasks } = await inParallel([inputOf(Buffer.from(`${text}\n`.repeat(20)), 1_000)], 1_000);
      expect(tasks).toBeGreaterThan(10);
    }
  });

  it('keeps a line to itself that is too long for a worker', async () => {
    const long = `[${Array.from({ length: 60 }, () => LINE).join()}]`;
    const { tasks, ...written } = await inParallel([inputOf(Buffer.from(`${LINE}\n${long}`), 1_000)], 100);
    expect(written).toEqual(await inOneThread([inputOf(Buffer.from(`${LINE}\n${long}`), 1_000)]));
    expect(tasks).toBe(1);
  });

  it('stops when nothing more is wanted', async () => {
    let batches = 0;
    const pool: BlockPool<Batch> = {
      size: 2,
      run: async ({ bytes }) => ({
        bytes,
        batch: createBatcher({ ...OPTIONS, formatter: undefined }).take(),
      }),
    };
    const sink: Sink<Batch> = {
      values: async () => {},
      batch: async () => {
        batches += 1;
      },
      isOver: () => batches > 0,
    };
    const sizes = { beforeWorkers: 0, block: 100, longestBlock: 20_000 };
    const input = inputOf(Buffer.from(`${LINE}\n`.repeat(100)), 1_000);
    await readInParallel([input], { pool, read, sink, sizes });
    expect(batches).toBe(1);
  });

  it('passes over the rest of an input that is over, and reads the next', async () => {
    const { sink, written } = collect();
    const content = Buffer.from(`${LINE}\n`.repeat(50));
    const inputs = [inputOf(content, 1_000, 'first'), inputOf(content, 1_000, 'second')];
    let batches = 0;
    const job = readingJob(OPTIONS);
    await readInParallel(inputs, {
      pool: { size: 2, run: async (task) => job.run(task) },
      read,
      sink: {
        ...sink,
        batch: async (batch, input) => {
          if (input === inputs[0]) batches += 1;
          await sink.batch(batch, input);
        },
        isOver: (input) => input === inputs[0] && batches > 0,
      },
      sizes: { beforeWorkers: 0, block: 1_000, longestBlock: 20_000 },
    });
    expect(batches).toBe(1);
    expect(written().counts).toMatchObject({ read: expect.toSatisfy((read) => read > 50 && read < 60) });
  });

  it('fails when a worker does', async () => {
    const { sink } = collect();
    const pool: BlockPool<Batch> = {
      size: 2,
      run: async () => {
        throw new Error('ended');
      },
    };
    const sizes = { beforeWorkers: 0, block: 100, longestBlock: 20_000 };
    const input = inputOf(Buffer.from(`${LINE}\n`.repeat(100)), 1_000);
    await expect(readInParallel([input], { pool, read, sink, sizes })).rejects.toThrow('ended');
  });
});
