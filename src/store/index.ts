export { ArgumentError, StoreError, type StoreErrorCode } from '../errors.js';
export type { Thresholds } from '../quality/index.js';
export type { Batch, PartialBatch } from './batch.js';
export {
  type ClickHouseOptions,
  clickhouseStore,
  type StoreFetch,
  type StoreResponse,
} from './clickhouse.js';
export type { Dialect } from './dialect.js';
export { type DuckDBAppenderLike, type DuckDBConnectionLike, duckdbStore } from './duckdb.js';
export type { PoisonRecord } from './halves.js';
export { migrations } from './migrations.js';
export { type PostgresOptions, postgresStore } from './postgres.js';
export type { CopyClient } from './postgres-copy.js';
export { type BodiesResult, type RejectedBody, readBodies } from './read-bodies.js';
export { createRedaction } from './redaction.js';
export type { RedactionOptions, Treatment } from './redaction-options.js';
export type { Store } from './store.js';
export { tables } from './tables.js';
export { toBatch } from './to-batch.js';
export { type ViewsOptions, views } from './views.js';
export { createWriter, type Writer, type WriterOptions } from './writer.js';
