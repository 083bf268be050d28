import { describe, expect, it, vi } from 'vitest';
import type { QosSample } from 'zoom-qss';
import {
  ArgumentError,
  createWriter,
  type PartialBatch,
  type PoisonRecord,
  type Store,
  StoreError,
} from 'zoom-qss/store';
import { sampleOf } from '../quality/samples.js';

class DataError extends Error {}

/** A store in memory, whose writes end when the test says so; ids that begin with `bad` are rejected for their data. */
class MemoryStore implements Store {
  readonly ids = new Set<string>();
  readonly writes: string[][] = [];
  failure: Error | undefined;
  gate: Promise<void> | undefined;

  async write(batch: PartialBatch): Promise<void> {
    const ids = (batch.samples ?? []).map(({ id }) => id);
    this.writes.push(ids);
    await this.gate;
    if (this.failure !== undefined) throw this.failure;
    if (ids.some((id) => id.startsWith('bad'))) throw new DataError('22003');
    for (const id of ids) this.ids.add(id);
  }

  isDataError(error: unknown): boolean {
    return error instanceof DataError;
  }
}

const sample = (id: string): QosSample => ({ ...sampleOf({}), id });
const batchOf = (...ids: string[]): PartialBatch => ({ samples: ids.map(sample) });
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('createWriter', () => {
  it('stores the batches of many callers together, and resolves once they are stored', async () => {
    const store = new MemoryStore();
    const writer = createWriter(store, { maxWaitMs: 5 });
    const writes = Array.from({ length: 50 }, (_, index) =>
      writer.write(batchOf(`s${index}`)).then(() => store.ids.has(`s${index}`)),
    );
    expect(writer.pending).toBe(50);
    expect(await Promise.all(writes)).toEqual(Array(50).fill(true));
    expect(store.writes.length).toBe(1);
    expect(writer.pending).toBe(0);
  });

  it('gathers batches while it stores, and flushes at once when maxRows are there', async () => {
    const store = new MemoryStore();
    let open = () => {};
    store.gate = new Promise((resolve) => {
      open = resolve;
    });
    const writer = createWriter(store, { maxRows: 2, maxWaitMs: 60_000 });
    const writes = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => writer.write(batchOf(id)));
    expect(store.writes).toEqual([['a', 'b']]);
    open();
    await Promise.all(writes);
    expect(store.writes).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  it('rejects at once beyond maxPending, but takes a batch of any size when nothing waits', async () => {
    const store = new MemoryStore();
    const writer = createWriter(store, { maxPending: 2 });
    const large = writer.write(batchOf('a', 'b', 'c'));
    const error = await rejection(writer.write(batchOf('d')));
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: 'writer_full' });
    await large;
    await writer.write(batchOf('d'));
    expect([...store.ids]).toEqual(['a', 'b', 'c', 'd']);
  });

  it('waits no longer once as many batches are there as were stored together before', async () => {
    const store = new MemoryStore();
    const writer = createWriter(store, { maxRows: 6, maxWaitMs: 60_000 });
    await Promise.all([batchOf('a', 'b'), batchOf('c', 'd'), batchOf('e', 'f')].map(writer.write));
    await Promise.all([batchOf('g'), batchOf('h'), batchOf('i')].map(writer.write));
    expect(store.writes).toEqual([
      ['a', 'b', 'c', 'd', 'e', 'f'],
      ['g', 'h', 'i'],
    ]);
  });

  it('takes maxPending rows of a flood while the store does not answer, and stores these', async () => {
    const store = new MemoryStore();
    let open = () => {};
    store.gate = new Promise((resolve) => {
      open = resolve;
    });
    const writer = createWriter(store, { maxRows: 10, maxPending: 100 });
    const errors = Array.from({ length: 10_000 }, (_, index) =>
      rejection(writer.write(batchOf(`s${index}`))),
    );
    expect(writer.pending).toBe(100);
    open();
    const codes = (await Promise.all(errors)).map((error) => (error as StoreError | undefined)?.code);
    expect(codes.slice(0, 100)).toEqual(Array(100).fill(undefined));
    expect(new Set(codes.slice(100))).toEqual(new Set(['writer_full']));
    expect([store.ids.size, writer.pending]).toEqual([100, 0]);
    expect(Math.max(...store.writes.map(({ length }) => length))).toBe(10);
  });

  it('rejects every batch of a flush that fails for another reason than its data', async () => {
    const store = new MemoryStore();
    const onPoison = vi.fn();
    const writer = createWriter(store, { onPoison });
    store.failure = new Error('connection lost');
    const errors = await Promise.all([writer.write(batchOf('a')), writer.write(batchOf('b'))].map(rejection));
    expect(errors).toEqual([store.failure, store.failure]);
    expect(store.writes.length).toBe(1);
    expect(onPoison).not.toHaveBeenCalled();
    store.failure = undefined;
    await writer.write(batchOf('a'));
    expect(store.ids.has('a')).toBe(true);
  });

  it('gives a bad record to onPoison and stores all others', async () => {
    const store = new MemoryStore();
    const found: PoisonRecord[] = [];
    const writer = createWriter(store, { onPoison: (poison) => void found.push(poison) });
    const ids = Array.from({ length: 30 }, (_, index) => `${index % 13 === 5 ? 'bad' : 's'}${index}`);
    await Promise.all([writer.write(batchOf(...ids.slice(0, 20))), writer.write(batchOf(...ids.slice(20)))]);
    expect(found.map(({ kind, record }) => [kind, (record as QosSample).id])).toEqual([
      ['sample', 'bad5'],
      ['sample', 'bad18'],
    ]);
    expect([...store.ids].sort()).toEqual(ids.filter((id) => !id.startsWith('bad')).sort());
  });

  it('rejects only the batch with the bad record when there is no onPoison, or when it fails', async () => {
    const failing = () => Promise.reject(new Error('disk full'));
    for (const options of [{}, { onPoison: failing }]) {
      const store = new MemoryStore();
      const writer = createWriter(store, options);
      const writes = [batchOf('a'), batchOf('bad', 'b'), batchOf('c')].map((batch) =>
        rejection(writer.write(batch)),
      );
      const [first, second, third] = await Promise.all(writes);
      expect([first, third]).toEqual([undefined, undefined]);
      expect(second).toBeInstanceOf(Error);
      expect(store.ids.has('a') && store.ids.has('c')).toBe(true);
    }
  });

  it('treats a record that cannot become a row as bad data', async () => {
    const { clickhouseStore } = await import('zoom-qss/store');
    const never = () => Promise.reject(new Error('The database is not reached.'));
    const store = clickhouseStore({ url: 'http://localhost:8123', fetch: never });
    const found: PoisonRecord[] = [];
    const writer = createWriter(store, { onPoison: (poison) => void found.push(poison) });
    await writer.write({ samples: [{ ...sample('a'), measuredAtMs: Number.NaN }] });
    expect(found.length).toBe(1);
  });

  it('flushes on close, and rejects afterwards', async () => {
    const store = new MemoryStore();
    const writer = createWriter(store, { maxWaitMs: 60_000, maxRows: 1 });
    const writes = [writer.write(batchOf('a')), writer.write(batchOf('b')), writer.write(batchOf('c'))];
    await writer.close();
    await Promise.all(writes);
    expect([...store.ids]).toEqual(['a', 'b', 'c']);
    expect(await rejection(writer.write(batchOf('d')))).toMatchObject({ code: 'writer_closed' });
    await writer.close();
  });

  it('resolves for a batch without rows, and rejects options that cannot be used', async () => {
    const store = new MemoryStore();
    await createWriter(store).write({});
    await createWriter(store).write({ sample: undefined } as object);
    expect(store.writes).toEqual([]);
    for (const options of [{ maxRows: 0 }, { maxWaitMs: -1 }, { maxPending: 1.5 }])
      expect(() => createWriter(store, options)).toThrow(Object.keys(options)[0]);
    // A timer of more than 2^31 - 1 ms ends at once.
    expect(() => createWriter(store, { maxWaitMs: 2 ** 31 })).toThrow('maxWaitMs');
    createWriter(store, { maxWaitMs: 2 ** 31 - 1 });
    const isDataError = true;
    const notStores = [undefined, {}, { write: 5 }, { write: store.write, isDataError }];
    for (const wrong of notStores) expect(() => createWriter(wrong as never)).toThrow(ArgumentError);
    expect(() => createWriter(store, null as never)).toThrow(ArgumentError);
  });

  it('rejects anything but a batch, and still counts what waits', async () => {
    const writer = createWriter(new MemoryStore(), { maxWaitMs: 60_000, maxPending: 2 });
    const wrong = [
      undefined,
      null,
      5,
      [],
      { samples: 5 },
      { samples: {} },
      { samples: null },
      { issues: 'a' },
      { sample: [] },
      { samples: [], rejected: [] },
    ];
    for (const batch of wrong)
      expect(await rejection(writer.write(batch as never))).toBeInstanceOf(ArgumentError);
    expect(writer.pending).toBe(0);
    const write = writer.write(batchOf('a', 'b'));
    expect(await rejection(writer.write(batchOf('c')))).toMatchObject({ code: 'writer_full' });
    await writer.close();
    await write;
  });

  it('rejects every batch of a flush when isDataError throws, with the error of the write', async () => {
    const store = new MemoryStore();
    store.failure = new Error('connection lost');
    store.isDataError = () => {
      throw new Error('broken');
    };
    const writer = createWriter(store, { onPoison: () => {} });
    const errors = await Promise.all([writer.write(batchOf('a')), writer.write(batchOf('b'))].map(rejection));
    expect(errors).toEqual([store.failure, store.failure]);
    expect(writer.pending).toBe(0);
    store.failure = undefined;
    await writer.write(batchOf('a'));
    await writer.close();
  });
});
