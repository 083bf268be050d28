export { parseBitrate, safeParseBitrate } from './bitrate.js';
export { parseFrameRate, safeParseFrameRate } from './frame-rate.js';
export { parseMilliseconds, safeParseMilliseconds } from './milliseconds.js';
export { parsePercent, safeParsePercent } from './percent.js';
export { parsePort, safeParsePort } from './port.js';
export { parseResolution, type Resolution, safeParseResolution } from './resolution.js';
export type { ValueInput, ValueResult } from './result.js';
export { parseRssi, safeParseRssi } from './rssi.js';
export { parseScore, safeParseScore } from './score.js';
