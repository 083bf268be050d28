export { ArgumentError } from '../errors.js';
export { type Breach, breaches } from './breaches.js';
export type { GroupFigures } from './group.js';
export { PRESETS, type Preset } from './presets.js';
export type { Judged, JudgedMetric, Statistic } from './reading.js';
export {
  type ConferenceFigures,
  createRollup,
  type ParticipantFigures,
  type Rollup,
  type RollupOptions,
  type StreamFigures,
} from './rollup.js';
export type { Figures } from './tally.js';
export type { Thresholds } from './thresholds.js';
