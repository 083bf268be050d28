import { METRICS } from '../../../samples/fields.js';
import type { Bounds, QosSample, SampleMetrics } from '../../../samples/index.js';
import type { TableColumn } from './column.js';
import { conferenceColumn, participantColumn, productColumn, timeColumn } from './shared-columns.js';

type Column = TableColumn<QosSample>;

/** Zoom's own words are shorter. A longer text may be truncated. */
const MIN_TEXT_WIDTH = 24;

/** The rank of each bound: the average first, then the worse extreme. */
type Ranks = Readonly<Record<keyof Bounds, number>>;

function metric(name: string, field: keyof SampleMetrics, ranks: Ranks): Column[] {
  return bounds(name, METRICS[field].unit, ranks, (sample) => sample[field]);
}

function bounds(
  name: string,
  unit: string,
  ranks: Ranks,
  of: (sample: QosSample) => Bounds<string | number> | null,
): Column[] {
  return (['min', 'avg', 'max'] as const).map((part) => ({
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

function score(name: string, field: 'qualityScore' | 'mos', rank: number): Column {
  return { name, rank, align: 'right', text: (sample) => textOf(sample[field]) };
}

function textOf(value: string | number | null): string | null {
  return value === null ? null : String(value);
}

/** The columns of the table of samples. The ranks keep rows apart, with two numbers, even in a narrow terminal. */
export const SAMPLE_TABLE_COLUMNS: readonly Column[] = [
  timeColumn(4, (sample) => sample.measuredAtMs ?? sample.eventAtMs),
  productColumn(6),
  { ...text('window', 7, (sample) => sample.window), isDistinguishing: true },
  conferenceColumn(10),
  participantColumn(1),
  text('role', 32, (sample) => sample.participant.role),
  text('type', 2, (sample) => sample.type),
  ...metric('bitrate', 'bitrateKbps', { avg: 8, min: 20, max: 26 }),
  ...metric('latency', 'latencyMs', { avg: 3, max: 18, min: 27 }),
  ...metric('jitter', 'jitterMs', { avg: 9, max: 19, min: 28 }),
  ...metric('loss', 'lossPercent', { avg: 5, max: 17, min: 29 }),
  ...metric('frames', 'frameRateFps', { avg: 11, min: 22, max: 33 }),
  { name: 'resolution', unit: 'px', rank: 30, align: 'right', text: resolutionOf },
  ...metric('Zoom CPU', 'zoomCpuPercent', { avg: 12, max: 21, min: 34 }),
  ...metric('system CPU', 'systemCpuPercent', { max: 24, avg: 35, min: 36 }),
  ...bounds('CPU pressure', '', { max: 25, avg: 37, min: 38 }, (sample) => sample.cpuPressure),
  ...metric('signal', 'rssiDbm', { avg: 16, min: 23, max: 39 }),
  text('quality', 13, (sample) => sample.quality),
  score('score', 'qualityScore', 15),
  score('MOS', 'mos', 14),
  text('network', 31, (sample) => sample.network),
  text('notification', 40, (sample) => sample.notification, 12),
];

function resolutionOf({ resolution }: QosSample): string | null {
  return resolution === null ? null : `${resolution.width}×${resolution.height}`;
}
