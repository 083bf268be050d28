import { JUDGED_METRICS } from '../../generated/metrics.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric, worseWhen } from '../../quality/reading.js';
import { capital } from './format.js';

/** How a metric is called at the start of a line, and its unit. */
export function labelOf(metric: JudgedMetric): { readonly label: string; readonly unit: string } {
  const { label, unit } = JUDGED_METRICS[metric];
  return { label: capital(label), unit };
}

/** What the statistic `worst` of a metric is called: at length and in short. */
export function percentileOf(metric: JudgedMetric): { readonly name: string; readonly short: string } {
  return worseWhen(metric) === 'higher'
    ? { name: '95th percentile', short: 'p95' }
    : { name: '5th percentile', short: 'p5' };
}

/** What the statistic `extreme` of a metric is called. */
export function extremeOf(metric: JudgedMetric): 'highest' | 'lowest' {
  return worseWhen(metric) === 'higher' ? 'highest' : 'lowest';
}

/** What is measured on the device, not on a stream. */
const DEVICE_METRICS: readonly JudgedMetric[] = ['zoomCpuPercent', 'systemCpuPercent', 'rssiDbm'];

/** Zoom's own score rates a whole medium, and is shown apart. */
const RATINGS: readonly JudgedMetric[] = ['qualityScore'];

/** The metrics of streams: first those of delay and loss, which people ask for first. */
export const STREAM_METRICS: readonly JudgedMetric[] = JUDGED_METRIC_NAMES.filter(
  (metric) => !DEVICE_METRICS.includes(metric) && !RATINGS.includes(metric),
).toSorted((one, other) => rankOf(one) - rankOf(other));

function rankOf(metric: JudgedMetric): number {
  return JUDGED_METRICS[metric].worse === 'higher' ? 0 : 1;
}

/** One chart: its title and the metrics it draws. */
export interface ChartDefinition {
  readonly title: string;
  readonly unit: string;
  readonly metrics: readonly JudgedMetric[];
  /** One label per metric, if the chart draws several. Without labels each stream has its own line. */
  readonly labels?: readonly string[];
}

/** The charts, in order: those of streams, then those of the device. A chart without readings is not drawn. */
export const CHARTS: readonly ChartDefinition[] = [
  ...STREAM_METRICS.map(chartOf),
  { title: 'CPU', unit: '%', metrics: ['zoomCpuPercent', 'systemCpuPercent'], labels: ['Zoom', 'System'] },
  chartOf('rssiDbm'),
];

function chartOf(metric: JudgedMetric): ChartDefinition {
  const { label, unit } = labelOf(metric);
  return { title: label, unit, metrics: [metric] };
}

/** Whether a chart has one line per media stream. The others are about the whole device and need no stream legend. */
export function hasLinePerStream({ metrics, labels }: ChartDefinition): boolean {
  return labels === undefined && metrics[0] !== 'rssiDbm';
}
