import { describe, expectTypeOf, it } from 'vitest';
import type { ClientSnapshot, EventParseErrorCode, QosSample, SampleIssue, SampleResult } from 'zoom-qss';
import {
  type Batch,
  type Dialect,
  duckdbStore,
  migrations,
  type PartialBatch,
  readBodies,
  type Store,
  tables,
  toBatch,
} from 'zoom-qss/store';
import { fixtures } from 'zoom-qss/testing';

declare const store: Store;
declare const result: SampleResult;

describe('batches', () => {
  it('hold samples, snapshots and issues', () => {
    expectTypeOf(toBatch(fixtures['meeting.participant_qos'])).toEqualTypeOf<Batch>();
    expectTypeOf<Batch['samples']>().toEqualTypeOf<readonly QosSample[]>();
    expectTypeOf<Batch['snapshots']>().toEqualTypeOf<readonly ClientSnapshot[]>();
    expectTypeOf<Batch['issues']>().toEqualTypeOf<readonly SampleIssue[]>();
    expectTypeOf<PartialBatch>().not.toBeAny();
    expectTypeOf(readBodies(['']).rejected[0]?.code).toEqualTypeOf<EventParseErrorCode | undefined>();
  });
});

describe('stores', () => {
  it('take a batch, or what toSamples returns', () => {
    expectTypeOf(store.write(result)).toEqualTypeOf<Promise<void>>();
    // @ts-expect-error a list of samples is no batch
    store.write([result]);
    // @ts-expect-error a path is no connection
    duckdbStore('qss.duckdb');
  });
});

describe('SQL', () => {
  it('is text of a known dialect', () => {
    expectTypeOf(tables('postgres')).toEqualTypeOf<string>();
    expectTypeOf(migrations('duckdb', 1)).toEqualTypeOf<string>();
    expectTypeOf<Dialect>().toEqualTypeOf<'postgres' | 'duckdb' | 'clickhouse'>();
    // @ts-expect-error a dialect that is not written
    tables('mysql');
  });
});
