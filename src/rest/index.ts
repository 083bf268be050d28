export {
  ArgumentError,
  type ListProgress,
  RestTransportError,
  type RestTransportErrorCode,
  ZoomApiError,
  type ZoomApiErrorCode,
  type ZoomFieldError,
} from '../errors.js';
export type {
  ParticipantQosSummary,
  ParticipantsQosSummaryPage,
  SessionUserQosSummary,
  SessionUsersQosSummaryPage,
} from '../generated/rest.js';
export type { EventRepair, RepairCounts, Repairs } from '../shapes/repaired.js';
export type { Sleep } from './abort.js';
export { createQssClient, type QssClient } from './client.js';
export type { Fetch, FetchInit, FetchResponse } from './fetch.js';
export type { QssClientOptions, QssClientSettings, QssCredentials } from './options.js';
export type { ListOptions, PageRepairs, QosList } from './pages.js';
export type { GetToken, ServerToServerCredentials } from './token.js';
