import { parseBitrate } from '../values/bitrate.js';
import { parseFrameRate } from '../values/frame-rate.js';
import { parseMilliseconds } from '../values/milliseconds.js';
import { parsePercent } from '../values/percent.js';
import { parseRssi } from '../values/rssi.js';

export const BOUNDS = ['min', 'avg', 'max'] as const;
export type Bound = (typeof BOUNDS)[number];

/** How one measured number comes over the wire. */
export interface Metric {
  readonly unit: string;
  /** Gives `null` for a blank, `undefined` for what cannot be read. */
  readonly read: (value: unknown) => number | null | undefined;
  /** The field of `details` that holds each bound; a lone interval value is an average. */
  readonly wire: { readonly [B in Bound]?: readonly string[] };
}

/** Names with `min`, `avg` and `max` in place of the star, and names of averages besides. */
function bounded(pattern: string, ...averages: string[]): Metric['wire'] {
  const [min, avg, max] = BOUNDS.map((bound) => pattern.replace('*', bound)) as [string, string, string];
  return { min: [min], avg: [avg, ...averages], max: [max] };
}

/** Every metric once: from this table come the types of samples, their readers, their rows and the documentation. */
export const METRICS = {
  /** Bits carried per second, in kilobits. */
  bitrateKbps: {
    unit: 'kbps',
    read: parseBitrate.read,
    wire: bounded('*_bitrate', 'bitrate'),
  },
  /** Time a packet takes; for phone calls Zoom's `network_delay`. */
  latencyMs: {
    unit: 'ms',
    read: parseMilliseconds.read,
    wire: bounded('*_latency', 'latency', 'network_delay'),
  },
  /** Variation of the time packets take. */
  jitterMs: {
    unit: 'ms',
    read: parseMilliseconds.read,
    wire: bounded('*_jitter', 'jitter'),
  },
  /** Packets lost, of 100 sent. */
  lossPercent: {
    unit: '%',
    read: parsePercent.read,
    wire: bounded('*_loss'),
  },
  /** Pictures per second. */
  frameRateFps: {
    unit: 'fps',
    read: parseFrameRate.read,
    wire: bounded('*_frame_rate', 'frame_rate'),
  },
  /** Processor time that the Zoom client takes. */
  zoomCpuPercent: {
    unit: '%',
    read: parsePercent.read,
    wire: bounded('zoom_*_cpu_usage'),
  },
  /** Processor time taken on the whole device; Zoom sends its maximum alone. */
  systemCpuPercent: {
    unit: '%',
    read: parsePercent.read,
    wire: { max: ['system_max_cpu_usage'] },
  },
  /** Strength of the wireless signal: the nearer to 0, the stronger. */
  rssiDbm: {
    unit: 'dBm',
    read: parseRssi.read,
    wire: bounded('*_rssi'),
  },
} as const satisfies Record<string, Metric>;
