import type { DuckDBConnection } from '@duckdb/node-api';
import type pg from 'pg';
import { describe, expectTypeOf, it } from 'vitest';
import type { ClientSnapshot, EventParseErrorCode, QosSample, SampleIssue, SampleResult } from 'zoom-qss';
import {
  type Batch,
  type BodiesResult,
  clickhouseStore,
  createRedaction,
  createWriter,
  type Dialect,
  duckdbStore,
  migrations,
  type PartialBatch,
  type postgresStore,
  readBodies,
  type Store,
  tables,
  toBatch,
  views,
  type Writer,
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

describe('the drivers', () => {
  it('fit as they are', () => {
    expectTypeOf(duckdbStore).parameter(0).not.toBeAny();
    expectTypeOf<DuckDBConnection>().toExtend<Parameters<typeof duckdbStore>[0]>();
    expectTypeOf<pg.Pool>().toExtend<Parameters<typeof postgresStore>[0]>();
    expectTypeOf<pg.Client>().toExtend<Parameters<typeof postgresStore>[0]>();
    expectTypeOf(clickhouseStore({ url: 'http://localhost:8123', fetch })).toEqualTypeOf<Store>();
  });
});

describe('the writer and the redaction', () => {
  it('take batches, and a writer is a store', () => {
    expectTypeOf(createWriter(store)).toEqualTypeOf<Writer>();
    expectTypeOf<Writer>().toExtend<Store>();
    createWriter(store, {
      onPoison({ kind }) {
        expectTypeOf(kind).toEqualTypeOf<'sample' | 'snapshot' | 'issue'>();
      },
    });
    expectTypeOf(createRedaction({ key: 'key' })(result)).toEqualTypeOf<Promise<Batch>>();
    expectTypeOf<BodiesResult['batch']>().toEqualTypeOf<Batch>();
    // @ts-expect-error names are not truncated
    createRedaction({ key: 'key', name: 'truncate' });
  });
});

describe('SQL', () => {
  it('is text of a known dialect', () => {
    expectTypeOf(tables('postgres')).toEqualTypeOf<string>();
    expectTypeOf(views('clickhouse', { thresholds: { latencyMs: 150 } })).toEqualTypeOf<string>();
    expectTypeOf(migrations('duckdb', 1)).toEqualTypeOf<string>();
    expectTypeOf<Dialect>().toEqualTypeOf<'postgres' | 'duckdb' | 'clickhouse'>();
    // @ts-expect-error a dialect that is not written
    tables('mysql');
  });
});
