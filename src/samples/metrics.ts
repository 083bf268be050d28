import { readBitrate } from '../values/bitrate.js';
import { readFrameRate } from '../values/frame-rate.js';
import { readMilliseconds } from '../values/milliseconds.js';
import { readPercent } from '../values/percent.js';
import { readRssi } from '../values/rssi.js';

/** How one measured number comes over the wire. */
export interface Metric {
  readonly unit: string;
  /** Gives `null` for a blank, `undefined` for what cannot be read. */
  readonly read: (value: unknown) => number | null | undefined;
  /** What is expected, to name in an issue. */
  readonly expected: string;
  /** The field of `details` that holds each bound; a lone interval value is an average. */
  readonly wire: {
    readonly min?: readonly string[];
    readonly avg?: readonly string[];
    readonly max?: readonly string[];
  };
}

/** Every metric once: from this table come the types of samples, their readers, their rows and the documentation. */
export const METRICS = {
  /** Bits carried per second, in kilobits. */
  bitrateKbps: {
    unit: 'kbps',
    read: readBitrate,
    expected: 'a bitrate',
    wire: { min: ['min_bitrate'], avg: ['avg_bitrate', 'bitrate'], max: ['max_bitrate'] },
  },
  /** Time a packet takes; for phone calls Zoom's `network_delay`. */
  latencyMs: {
    unit: 'ms',
    read: readMilliseconds,
    expected: 'a time in milliseconds',
    wire: { min: ['min_latency'], avg: ['avg_latency', 'latency', 'network_delay'], max: ['max_latency'] },
  },
  /** Variation of the time packets take. */
  jitterMs: {
    unit: 'ms',
    read: readMilliseconds,
    expected: 'a time in milliseconds',
    wire: { min: ['min_jitter'], avg: ['avg_jitter', 'jitter'], max: ['max_jitter'] },
  },
  /** Packets lost, of 100 sent. */
  lossPercent: {
    unit: '%',
    read: readPercent,
    expected: 'a percentage',
    wire: { min: ['min_loss'], avg: ['avg_loss'], max: ['max_loss'] },
  },
  /** Pictures per second. */
  frameRateFps: {
    unit: 'fps',
    read: readFrameRate,
    expected: 'a frame rate',
    wire: { min: ['min_frame_rate'], avg: ['avg_frame_rate', 'frame_rate'], max: ['max_frame_rate'] },
  },
  /** Processor time that the Zoom client takes. */
  zoomCpuPercent: {
    unit: '%',
    read: readPercent,
    expected: 'a percentage',
    wire: { min: ['zoom_min_cpu_usage'], avg: ['zoom_avg_cpu_usage'], max: ['zoom_max_cpu_usage'] },
  },
  /** Processor time taken on the whole device; Zoom sends its maximum alone. */
  systemCpuPercent: {
    unit: '%',
    read: readPercent,
    expected: 'a percentage',
    wire: { max: ['system_max_cpu_usage'] },
  },
  /** Strength of the wireless signal: the nearer to 0, the stronger. */
  rssiDbm: {
    unit: 'dBm',
    read: readRssi,
    expected: 'a signal strength in dBm',
    wire: { min: ['min_rssi'], avg: ['avg_rssi'], max: ['max_rssi'] },
  },
} as const satisfies Record<string, Metric>;
