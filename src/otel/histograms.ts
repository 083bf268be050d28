import { checkNumber } from '../quality/reading.js';
import type { QosSample } from '../samples/index.js';
import type { HistogramLike, MeterLike, MetricAttributes } from './api.js';
import { PREFIX } from './attributes.js';
import { type BaseMetric, baseUnitOf } from './base-units.js';

/** In the base unit. OpenTelemetry's own buckets begin at 5, above every latency in seconds. */
type Buckets = readonly number[];

const HISTOGRAMS = {
  latencyMs: [
    'latency',
    'Average time a packet takes',
    [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 2.5],
  ],
  jitterMs: [
    'jitter',
    'Average variation of the time packets take',
    [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.25, 0.5],
  ],
  lossPercent: [
    'packet_loss',
    'Average share of packets lost',
    [0, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5],
  ],
  bitrateKbps: [
    'bitrate',
    'Average bits carried per second',
    [8e3, 16e3, 32e3, 64e3, 128e3, 256e3, 512e3, 1e6, 2e6, 4e6, 8e6],
  ],
  frameRateFps: ['frame_rate', 'Average pictures per second', [1, 5, 10, 15, 20, 25, 30, 60]],
} as const satisfies { [M in BaseMetric]?: readonly [name: string, description: string, buckets: Buckets] };

const METRICS = Object.entries(HISTOGRAMS) as [
  keyof typeof HISTOGRAMS,
  readonly [name: string, description: string, buckets: Buckets],
][];

/**
 * Creates a histogram for each metric. What it returns records a sample's averages.
 *
 * @throws {ArgumentError} `argument_invalid`, later, for an average that is no finite number
 */
export function createHistograms(meter: MeterLike) {
  const histograms = METRICS.map(([metric, [name, description, buckets]]) => {
    const { unit, toBase } = baseUnitOf(metric);
    const advice = { explicitBucketBoundaries: [...buckets] };
    const histogram: HistogramLike = meter.createHistogram(PREFIX + name, { description, unit, advice });
    return { metric, histogram, toBase };
  });
  return (sample: QosSample, attributes: MetricAttributes): void => {
    for (const { metric, histogram, toBase } of histograms) {
      const average = sample[metric]?.avg;
      if (average === null || average === undefined) continue;
      checkNumber(average, metric);
      histogram.record(toBase(average), attributes);
    }
  };
}
