export { ArgumentError } from '../errors.js';
export { type Alert, type AlertChange, type AlertSubject, createAlert } from './alert.js';
export type { AlertOptions } from './alert-options.js';
export { type Breach, breaches, judge } from './breaches.js';
export type { Forgotten } from './counter.js';
export type {
  BreachFigures,
  ConferenceFigures,
  GroupFigures,
  LimitFigures,
  ParticipantFigures,
  StreamFigures,
} from './figures.js';
export { PRESETS, type Preset } from './presets.js';
export type { Judged, JudgedMetric, Statistic } from './reading.js';
export {
  createRollup,
  type FiguresOptions,
  type Rollup,
  type RollupJSON,
  rollupFromJSON,
} from './rollup.js';
export type { RollupOptions } from './rollup-options.js';
export type { Span } from './span.js';
export type { MetricFigures } from './tallies.js';
export type { Figures } from './tally.js';
export type { Limit, Thresholds } from './thresholds.js';
export type { AlertState } from './watch.js';
