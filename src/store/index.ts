export { ArgumentError } from '../errors.js';
export type { Batch, PartialBatch } from './batch.js';
export type { Dialect } from './dialect.js';
export { type DuckDBAppenderLike, type DuckDBConnectionLike, duckdbStore } from './duckdb.js';
export { migrations } from './migrations.js';
export { type BodiesResult, type RejectedBody, readBodies } from './read-bodies.js';
export type { Store } from './store.js';
export { tables } from './tables.js';
export { toBatch } from './to-batch.js';
