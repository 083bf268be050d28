import type { JudgedMetric } from '../../quality/reading.js';
import type { ParticipantData, StreamData } from '../data.js';
import type { Line } from './chart.js';
import { streamLabel } from './format.js';

/** What is drawn together. */
export interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly metrics: readonly JudgedMetric[];
  /** What tells the metrics apart, where there are several; else it is the streams that are told apart. */
  readonly labels?: readonly string[];
}

/** Charts in order; one without readings is not drawn. */
export const CHARTS: readonly Chart[] = [
  { title: 'Latency', unit: 'ms', metrics: ['latencyMs'] },
  { title: 'Jitter', unit: 'ms', metrics: ['jitterMs'] },
  { title: 'Packet loss', unit: '%', metrics: ['lossPercent'] },
  { title: 'Bitrate', unit: 'kbps', metrics: ['bitrateKbps'] },
  { title: 'Frame rate', unit: 'fps', metrics: ['frameRateFps'] },
  {
    title: 'Processor',
    unit: '%',
    metrics: ['zoomCpuPercent', 'systemCpuPercent'],
    labels: ['Zoom', 'whole device'],
  },
  { title: 'Wi-Fi signal', unit: 'dBm', metrics: ['rssiDbm'] },
  { title: 'Mean opinion score', unit: '', metrics: ['mos'] },
];

/** Whether a chart has a line for each stream of media; the others are of the whole device, and explain themselves. */
export function isOfStreams({ metrics, labels }: Chart): boolean {
  return labels === undefined && metrics[0] !== 'rssiDbm';
}

/** When a participant's readings came, in seconds since the epoch. */
export function timesOf({ times, span }: ParticipantData): number[] {
  return times.map((time) => time + (span?.startMs ?? 0) / 1000);
}

/** Readings come every minute; where the next is further away than this, the line is broken. */
const LONGEST_STEP_S = 150;

/** The lines of a chart: one for each stream and metric that has readings. */
export function linesOf({ streams, times }: ParticipantData, { metrics, labels }: Chart): Line[] {
  return streams.flatMap((stream) =>
    metrics.flatMap((metric, index): Line[] => {
      const series = stream.series[metric];
      if (series === undefined) return [];
      const label = labels?.[index];
      return [
        {
          label: label ?? streamLabel(stream),
          metric,
          colour: label === undefined ? colourOf(stream) : `--line-${index + 1}`,
          dashed: stream.direction === 'received',
          values: alignedTo(times, stream.at, series),
        },
      ];
    }),
  );
}

const MEDIA = ['audio', 'video', 'share'];

/** Colour says the medium, and apart from the client's own streams those of connectors; dashes say the direction. */
function colourOf({ media, path }: StreamData): string {
  const index = Math.max(MEDIA.indexOf(media ?? 'audio'), 0);
  return `--line-${index + 1 + (path === 'client' || path === null ? 0 : MEDIA.length)}`;
}

function alignedTo(
  times: readonly number[],
  at: readonly number[] | null,
  series: readonly (number | null)[],
): (number | null | undefined)[] {
  const values: (number | null | undefined)[] = times.map(() => null);
  let before: number | null = null;
  for (const [position, value] of series.entries()) {
    const index = at === null ? position : at[position];
    // A blank reading is a gap; a time of other streams only is none.
    if (value === null) before = null;
    if (index === undefined || value === null) continue;
    if (before !== null && (times[index] ?? 0) - (times[before] ?? 0) <= LONGEST_STEP_S)
      values.fill(undefined, before + 1, index);
    values[index] = value;
    before = index;
  }
  return values;
}
