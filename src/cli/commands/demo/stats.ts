import { breaches, PRESETS } from '../../../quality/index.js';
import { readingOf } from '../../../quality/reading.js';
import { participantKey, type QosSample } from '../../../samples/index.js';
import type { LogEntry } from '../../receive/file-receiver.js';

export type ShownMetric = 'latencyMs' | 'jitterMs' | 'lossPercent';
const SHOWN_METRICS: readonly ShownMetric[] = ['latencyMs', 'jitterMs', 'lossPercent'];

/** One stream of one participant so far. */
export interface StreamStats {
  latest: QosSample;
  readonly worst: Record<ShownMetric, number | null>;
  samples: number;
  /** Samples that break a limit. */
  breached: number;
}

/** Everything received so far. */
export interface Stats {
  readonly counts: {
    events: number;
    samples: number;
    snapshots: number;
    issues: number;
    duplicates: number;
    rejected: number;
    /** None is expected, but for requests that an interruption cuts off. */
    refused: number;
    /** Not stored; none is expected. */
    failed: number;
  };
  add(entry: LogEntry): void;
  /** The streams, those with the most breaches first. */
  streams(): StreamStats[];
}

/** Creates the statistics behind the live table. Limits are Zoom's. */
export function createStats(): Stats {
  const counts = {
    events: 0,
    samples: 0,
    snapshots: 0,
    issues: 0,
    duplicates: 0,
    rejected: 0,
    refused: 0,
    failed: 0,
  };
  const streams = new Map<string, StreamStats>();

  const addSample = (sample: QosSample): void => {
    const key = participantKey(sample) + sample.type;
    let stream = streams.get(key);
    if (stream === undefined) {
      stream = {
        latest: sample,
        worst: { latencyMs: null, jitterMs: null, lossPercent: null },
        samples: 0,
        breached: 0,
      };
      streams.set(key, stream);
    }
    // Samples can arrive out of order.
    if ((sample.measuredAtMs ?? 0) >= (stream.latest.measuredAtMs ?? 0)) stream.latest = sample;
    stream.samples += 1;
    if (breaches(sample, PRESETS.zoom.thresholds).length > 0) stream.breached += 1;
    for (const metric of SHOWN_METRICS) {
      const value = readingOf(sample, metric)?.value;
      if (value !== undefined) stream.worst[metric] = Math.max(stream.worst[metric] ?? value, value);
    }
  };

  return {
    counts,
    add(entry) {
      switch (entry.kind) {
        case 'received':
          counts.events += 1;
          for (const { kind, record } of entry.rows) {
            counts[kind === 'sample' ? 'samples' : 'snapshots'] += 1;
            if (kind === 'sample' && record.span === 'interval') addSample(record);
          }
          break;
        case 'issues':
          counts.issues += entry.issues.length;
          break;
        case 'duplicate':
          counts.duplicates += 1;
          break;
        case 'rejected':
          counts.rejected += 1;
          break;
        case 'refused':
          counts.refused += 1;
          break;
        case 'failed':
          counts.failed += 1;
      }
    },
    streams: () => [...streams.values()].sort((a, b) => b.breached - a.breached),
  };
}
