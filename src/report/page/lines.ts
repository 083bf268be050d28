import type { ParticipantData, StreamData } from '../data.js';
import type { Line } from './chart.js';
import { streamLabel } from './format.js';
import type { ChartDefinition } from './metrics.js';

/** The times of a participant's readings, in seconds since the epoch. */
export function timesOf({ times, timeRange }: ParticipantData): number[] {
  return times.map((time) => time + (timeRange?.startMs ?? 0) / 1000);
}

/** Readings come every minute. A longer gap than this interrupts the line. */
const MAX_STEP_S = 150;

/** The lines of a chart: one per stream and metric with readings. */
export function linesOf({ streams, times }: ParticipantData, { metrics, labels }: ChartDefinition): Line[] {
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
          values: alignedTo(times, stream.timeIndexes, series),
        },
      ];
    }),
  );
}

const MEDIA = ['audio', 'video', 'share'];

/** One colour per medium and kind of path (client, or connector and gateway). Dashes mark the direction. */
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
    // A blank reading interrupts the line; a time at which only other streams have readings does not.
    if (value === null) before = null;
    if (index === undefined || value === null) continue;
    if (before !== null && (times[index] ?? 0) - (times[before] ?? 0) <= MAX_STEP_S)
      values.fill(undefined, before + 1, index);
    values[index] = value;
    before = index;
  }
  return values;
}
