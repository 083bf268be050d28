import { BOUNDS, type Bound } from '../../../samples/field.js';
import { DETAILS, METRIC_NAMES, METRICS, type MetricName } from '../../../samples/fields.js';
import type { Bounds, QosSample } from '../../../samples/index.js';
import type { TableColumn } from './column.js';
import { conferenceColumn, participantColumn, productColumn, timeColumn } from './shared-columns.js';

type Column = TableColumn<QosSample>;

/** Zoom's own words are shorter. A longer text may be truncated. */
const MIN_TEXT_WIDTH = 24;

/** The rank of each bound: the average first, then the worse extreme. */
type Ranks = Readonly<Record<Bound, number>>;

/** The ranks of metrics that are most worth their room. Every other metric of the table of fields comes after all columns here. */
const METRIC_RANKS: { readonly [M in MetricName]?: Ranks } = {
  bitrateKbps: { avg: 8, min: 20, max: 26 },
  latencyMs: { avg: 3, max: 18, min: 27 },
  jitterMs: { avg: 9, max: 19, min: 28 },
  lossPercent: { avg: 5, max: 17, min: 29 },
  frameRateFps: { avg: 11, min: 22, max: 33 },
  zoomCpuPercent: { avg: 12, max: 21, min: 34 },
  systemCpuPercent: { max: 24, avg: 35, min: 36 },
  rssiDbm: { avg: 16, min: 23, max: 39 },
};
const OTHER_RANKS: Ranks = { avg: 50, max: 51, min: 52 };

function metric(field: MetricName): Column[] {
  const { label, unit } = METRICS[field];
  return bounds(label, unit, METRIC_RANKS[field] ?? OTHER_RANKS, (sample) => sample[field]);
}

function bounds(
  name: string,
  unit: string,
  ranks: Ranks,
  of: (sample: QosSample) => Bounds<string | number> | null,
): Column[] {
  return BOUNDS.map((part) => ({
    name,
    unit,
    part,
    rank: ranks[part],
    align: 'right',
    text: (sample) => textOf(of(sample)?.[part] ?? null),
  }));
}

function text(
  name: string,
  rank: number,
  of: (sample: QosSample) => string | null,
  minWidth = MIN_TEXT_WIDTH,
): Column {
  return { name, rank, align: 'left', minWidth, text: of };
}

function score(field: 'qualityScore' | 'mos', rank: number): Column {
  return { name: DETAILS[field].label, rank, align: 'right', text: (sample) => textOf(sample[field]) };
}

function textOf(value: string | number | null): string | null {
  return value === null ? null : String(value);
}

/** The columns of the table of samples. The ranks keep rows apart, with two numbers, even in a narrow terminal. */
export const SAMPLE_TABLE_COLUMNS: readonly Column[] = [
  timeColumn(4, (sample) => sample.measuredAtMs ?? sample.eventAtMs),
  productColumn(6),
  { ...text('span', 7, (sample) => sample.span), isDistinguishing: true },
  conferenceColumn(10),
  participantColumn(1),
  text('role', 32, (sample) => sample.participant.role),
  text('type', 2, (sample) => sample.type),
  ...METRIC_NAMES.flatMap(metric),
  { name: 'resolution', unit: 'px', rank: 30, align: 'right', text: resolutionOf },
  ...bounds('CPU pressure', '', { max: 25, avg: 37, min: 38 }, (sample) => sample.cpuPressure),
  text('quality', 13, (sample) => sample.quality),
  score('qualityScore', 15),
  score('mos', 14),
  text('network', 31, (sample) => sample.network),
  text('notification', 40, (sample) => sample.notification, 12),
];

function resolutionOf({ resolution }: QosSample): string | null {
  return resolution === null ? null : `${resolution.width}×${resolution.height}`;
}
