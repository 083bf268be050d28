export type { Device, Network } from './client-kinds.js';
export { type RestContext, samplesFromRest } from './from-rest.js';
export {
  type ClientFields,
  type ClientSnapshot,
  type SnapshotResult,
  toClientSnapshots,
} from './to-client-snapshots.js';
export { type RowOf, type SampleRow, type SnapshotRow, toRow } from './to-row.js';
export { toSamples } from './to-samples.js';
export type {
  Bounds,
  Conference,
  Media,
  Participant,
  Product,
  QosSample,
  RestSource,
  SampleIssue,
  SampleIssueCode,
  SampleMetrics,
  SampleResult,
  SampleSource,
} from './types.js';
