import type { ClientContext } from './context.js';
import type { CLIENT_FIELDS } from './fields.js';
import type { SampleIssue } from './issue.js';

/** The fields of a client's data, each absent if it was not sent, and `null` if it was sent blank. */
export type ClientFields = {
  readonly [F in keyof typeof CLIENT_FIELDS]?: Exclude<
    ReturnType<(typeof CLIENT_FIELDS)[F]['read']>,
    undefined
  >;
};

/**
 * Device, network and client of one participant, as one item of `data[]` says it. It is plain JSON. A change event sends
 * what changed: its snapshot is as partial as the item. Much of it is personal data.
 */
export interface ClientSnapshot extends ClientContext, ClientFields {}

/** What normalising a data event gives: snapshots, and what was found on the way. */
export interface SnapshotResult {
  /** One for each item of `data[]` that can be read. */
  readonly snapshots: ClientSnapshot[];
  /** What could not be read. Usually empty. */
  readonly issues: SampleIssue[];
}
