export { SAMPLE_COLUMNS, SNAPSHOT_COLUMNS } from '../generated/columns.js';
export type { SampleRow, SnapshotRow } from '../generated/rows.js';
export type { Device, Network } from './client-kinds.js';
export type { Column } from './column.js';
export type { Conference, Media, Participant, Product, RestSource, SampleSource } from './context.js';
export {
  createDirectory,
  type Directory,
  type DirectoryOptions,
  type IdentifiedRecord,
} from './directory.js';
export {
  type ConferenceIdentity,
  conferenceKey,
  type ParticipantIdentity,
  type PersonIdentity,
  participantKey,
} from './identity.js';
export type { SampleIssue, SampleIssueCode } from './issue.js';
export { mergeSnapshots } from './merge-snapshots.js';
export {
  type RestContext,
  type RestRow,
  type RestRowContext,
  restSamples,
  samplesFromRest,
} from './rest-samples.js';
export type { Bounds, QosSample, SampleMetrics, SampleResult } from './sample.js';
export type { ClientFields, ClientSnapshot, SnapshotResult } from './snapshot.js';
export { toClientSnapshots } from './to-client-snapshots.js';
export { type RowOf, toRow } from './to-row.js';
export { toSamples } from './to-samples.js';
