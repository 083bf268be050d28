import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conferenceKey } from 'zoom-qss';
import { PRESETS } from 'zoom-qss/quality';
import { measuredConferences } from '../../../../src/cli/commands/report/measured-conferences.js';
import { createRecordBatcher } from '../../../../src/cli/commands/report/record-batch.js';
import { RecordGroups } from '../../../../src/cli/commands/report/record-groups.js';
import { recordJob } from '../../../../src/cli/commands/report/record-job.js';
import type { RecordPool } from '../../../../src/cli/commands/report/record-pool.js';
import type { FramedValue } from '../../../../src/cli/input/framed-value.js';
import { readRecord } from '../../../../src/cli/input/read-record.js';
import { limitsOf } from '../../../../src/quality/thresholds.js';
import { collectPacked, createCollector, type PackedReport, pageOf } from '../../../../src/report/index.js';
import { disturbed, KINDS, type Simulated, simulated } from '../../../report/simulated.js';

const SETTINGS = { preset: PRESETS.microsoft, generatedAtMs: 0, unreadable: 0 };
const LIMITS = limitsOf(SETTINGS.preset.thresholds);

/** The values of a file of records, in the order of numbers. */
function valuesOf({ samples, snapshots, issues }: Simulated, order: readonly number[]): FramedValue[] {
  const records = [
    ...samples.map((sample) => ({ kind: 'sample', ...sample })),
    ...snapshots.map((snapshot) => ({ kind: 'snapshot', ...snapshot })),
    ...issues,
  ];
  const shuffled = records
    .map((record, index) => ({ record, place: order[index % order.length] ?? 0 }))
    .sort((a, b) => a.place - b.place);
  return shuffled.map(({ record }, index) => framedValue(record, index));
}

function framedValue(record: unknown, index: number): FramedValue {
  const bytes = Buffer.from(JSON.stringify(record));
  return { bytes, line: index + 1, element: undefined, outcome: readRecord(bytes) };
}

/** The records that values hold, in their order. */
function recordsIn(values: readonly FramedValue[]) {
  const found = values.map(({ outcome }) => outcome).filter((outcome) => outcome.status === 'read');
  const rows = found.flatMap((outcome) => outcome.rows);
  return {
    samples: rows.flatMap((row) => (row.kind === 'sample' ? [row.record] : [])),
    snapshots: rows.flatMap((row) => (row.kind === 'snapshot' ? [row.record] : [])),
    issues: found.flatMap((outcome) => [...outcome.issues]),
  };
}

/** A pool that answers late, and gets and gives copies as another thread does. */
function copyingPool(): Pick<RecordPool, 'run' | 'size'> {
  const { run, buffersOf } = recordJob({ job: 'read and measure records', preset: SETTINGS.preset });
  let late = 0;
  return {
    size: 2,
    async run(task) {
      const copy = structuredClone(task);
      late = (late + 1) % 3;
      for (let turn = 0; turn < late; turn += 1) await new Promise(setImmediate);
      const result = run(copy);
      return structuredClone(result, { transfer: [...buffersOf(result)] as ArrayBuffer[] });
    },
  };
}

/** Values that came in batches of a size. */
function groupsOf(values: readonly FramedValue[], size: number): RecordGroups {
  const groups = new RecordGroups();
  const batcher = createRecordBatcher();
  for (const [index, value] of values.entries()) {
    batcher.add({ name: 'file' }, value);
    if (index % size === size - 1) groups.add(structuredClone(batcher.take()));
  }
  groups.add(batcher.take());
  return groups;
}

/** The page of values that came in batches of a size. */
async function pageIn(
  values: readonly FramedValue[],
  size: number,
  pool?: Pick<RecordPool, 'run' | 'size'>,
  maxBytes?: number,
): Promise<string> {
  const groups = groupsOf(values, size);
  const collector = createCollector(SETTINGS);
  for await (const conference of measuredConferences(groups.conferences(), LIMITS, pool, maxBytes))
    collector.addConference(conference);
  return textOf(collector.finish(groups.issues, groups.duplicates));
}

function textOf(report: PackedReport): string {
  const pieces = [...pageOf(report)].map((piece) => Buffer.from(piece));
  return Buffer.concat(pieces).toString();
}

const texts = fc.integer({ min: 0, max: 3 });

describe('records in groups', () => {
  it('make the page of all records in memory, in whatever order and batches they come, and whoever measures them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...KINDS),
        fc.integer({ min: 1, max: 1_000 }),
        fc.array(fc.nat(1_000), { minLength: 1, maxLength: 97 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(0, 4_000, 1e9),
        texts,
        async (kind, seed, order, size, maxBytes, repeats) => {
          const given = disturbed(simulated(kind, { seed, minutes: 4, participants: 8 }), seed);
          // Some records again, as a file given twice has them, of which one says otherwise.
          given.samples.push(...given.samples.slice(0, repeats));
          const [first] = given.samples;
          if (first) given.samples.push({ ...first, participant: { ...first.participant, name: 'Other' } });
          const values = valuesOf(given, order);
          const expected = textOf(collectPacked({ ...SETTINGS, ...recordsIn(values) }));
          expect((await pageIn(values, size)) === expected).toBe(true);
          expect((await pageIn(values, size, copyingPool(), maxBytes)) === expected).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('know people by what the latest record says, whenever it comes', async () => {
    const given = simulated('live', { seed: 1, minutes: 3, participants: 2 });
    // The names A and B in turn, and at last A.
    const samples = given.samples.map((sample, index) => ({
      ...sample,
      eventAtMs: index,
      participant: {
        ...sample.participant,
        name: index % 2 === 0 || index === given.samples.length - 1 ? 'A' : 'B',
      },
    }));
    for (const each of [samples, samples.toReversed()]) {
      const values = valuesOf({ ...given, samples: each }, [0]);
      const expected = textOf(collectPacked({ ...SETTINGS, ...recordsIn(values) }));
      // A page is too long to be printed.
      expect((await pageIn(values, 7)) === expected).toBe(true);
      expect(expected.includes('"name":"B"')).toBe(false);
    }
  });

  it('are measured in the order of their conferences, no matter which worker is first', async () => {
    const groups = new RecordGroups();
    const batcher = createRecordBatcher();
    for (const value of valuesOf(simulated('mixed', { seed: 1, minutes: 4, participants: 8 }), [0]))
      batcher.add({ name: 'file' }, value);
    groups.add(batcher.take());
    const packed = [...groups.conferences()];
    const found: string[] = [];
    for await (const { key } of measuredConferences(packed, LIMITS, copyingPool())) found.push(key);
    expect(found).toEqual(packed.map(({ conference }) => conference.key));
    expect(found.length).toBeGreaterThan(6);
  });

  it('leave out fields of their own that a file gives its people, however deep, and take keys in any order', async () => {
    const given = simulated('live', { seed: 1, minutes: 2, participants: 2 });
    const expected = textOf(collectPacked({ ...SETTINGS, ...given }));
    const deep = JSON.parse(`${'['.repeat(9_000)}${']'.repeat(9_000)}`);
    const samples = given.samples.map((sample, index) => ({
      ...sample,
      participant: Object.fromEntries(Object.entries({ ...sample.participant, team: index }).reverse()),
      conference: Object.fromEntries(Object.entries(sample.conference).reverse()),
    }));
    const values = valuesOf({ ...given, samples } as unknown as Simulated, [0]);
    const [first] = recordsIn(values).samples;
    Object.assign(first?.participant ?? {}, { deep });
    expect((await pageIn(values, 5)) === expected).toBe(true);
    expect((await pageIn(values, 5, copyingPool())) === expected).toBe(true);
  });

  it('count of several records with one id the first, wherever a batch ends', () => {
    const { samples, snapshots } = simulated('mixed', { seed: 1, minutes: 4, participants: 8 });
    const pairs = snapshots.flatMap((snapshot, index) => {
      const sample = { kind: 'sample', ...samples[index], id: snapshot.id };
      const pair = [sample, { kind: 'snapshot', ...snapshot }];
      return index % 2 === 0 ? pair : pair.reverse();
    });
    const values = pairs.map(framedValue);
    for (const size of [1, 2, 3, 1_000]) {
      const groups = groupsOf(values, size);
      expect(groups.duplicates).toBe(snapshots.length);
      expect(groups.samples).toBe(Math.ceil(snapshots.length / 2));
    }
  });

  it('are measured in the main thread if a conference has many snapshots', async () => {
    const { snapshots } = simulated('live', { seed: 1, minutes: 2, participants: 2 });
    const [snapshot] = snapshots;
    if (snapshot === undefined) throw new Error('There is no snapshot.');
    const tasksFor = async (count: number) => {
      const many = Array.from({ length: count }, (_, index) => ({
        ...snapshot,
        id: `${snapshot.id}${index}`,
      }));
      const pool = copyingPool();
      let tasks = 0;
      const counting: typeof pool = {
        ...pool,
        run(task) {
          tasks += 1;
          return pool.run(task);
        },
      };
      const groups = groupsOf(valuesOf({ samples: [], snapshots: many, issues: [] } as never, [0]), 1_000);
      for await (const { key } of measuredConferences(groups.conferences(), LIMITS, counting))
        expect(key).toBe(conferenceKey(snapshot));
      return tasks;
    };
    expect(await tasksFor(1_000)).toBe(1);
    expect(await tasksFor(3_000)).toBe(0);
  });

  it('names the first rejected values of a batch, and one event among them', () => {
    const batcher = createRecordBatcher();
    const lines = ['{"event":"x","payload":{}}', '{"event":"y","payload":{}}', ...Array(50).fill('no')];
    for (const [index, text] of lines.entries()) {
      const bytes = Buffer.from(text);
      batcher.add({ name: 'f' }, { bytes, line: index + 1, element: undefined, outcome: readRecord(bytes) });
    }
    const { rejects, rejected, endsInput } = batcher.take();
    expect(rejected).toBe(52);
    expect(endsInput).toBe(false);
    expect(rejects.filter(({ isEvent }) => isEvent).map(({ line }) => line)).toEqual([
      'f:1: An event, not a sample: run `zoom-qss normalize` first. (record_is_event)\n',
    ]);
    const others = rejects.filter(({ isEvent }) => !isEvent);
    expect(others).toHaveLength(20);
    expect(others[0]?.line).toMatch(/^f:3: /);
  });
});
