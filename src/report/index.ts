export { collect, collectPacked, createCollector, type PackedReport, type ReportInput } from './collect.js';
export { type CollectedConference, ConferenceCollector } from './collected-conference.js';
export type { GroupFigures, ReportData } from './data.js';
export { IssueCounter } from './issues.js';
export type { KnownConference, Participation } from './participations.js';
export { pageOf, renderReport } from './render.js';
export { joinSessionUsers } from './session-users.js';
