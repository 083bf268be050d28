export { parseBitrate } from './bitrate.js';
export { parseFrameRate } from './frame-rate.js';
export { parseMilliseconds } from './milliseconds.js';
export type { ValueParser } from './parser.js';
export { parsePercent } from './percent.js';
export { parsePort } from './port.js';
export { parseResolution, type Resolution } from './resolution.js';
export { parseRssi } from './rssi.js';
export { parseScore } from './score.js';
