import { createRollup, PRESETS, type StreamFigures } from '../../../quality/index.js';
import { participantKey, type QosSample } from '../../../samples/index.js';
import type { LogEntry } from '../../receive/file-receiver.js';

export type ShownMetric = 'latencyMs' | 'jitterMs' | 'lossPercent';

/** One stream of one participant so far. */
export interface StreamStats {
  readonly latest: QosSample;
  readonly figures: StreamFigures;
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
    /** Only an interruption, which cuts requests off, is expected to cause any. */
    refused: number;
    /** Not stored; none is expected. */
    failed: number;
  };
  add(entry: LogEntry): void;
  /** The worst streams, by time in breach. */
  worst(most: number): StreamStats[];
  /** How many streams there are. */
  readonly streams: number;
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
  const latest = new Map<string, QosSample>();
  const rollup = createRollup({ thresholds: PRESETS.zoom.thresholds });
  const keyOf = (stream: Pick<QosSample, 'product' | 'accountId' | 'conference' | 'participant' | 'type'>) =>
    `${participantKey(stream)}|${stream.type}`;

  const addSample = (sample: QosSample): void => {
    if (!rollup.add(sample)) return;
    const before = latest.get(keyOf(sample));
    // Samples can arrive out of order.
    if (before === undefined || (sample.measuredAtMs ?? 0) >= (before.measuredAtMs ?? 0))
      latest.set(keyOf(sample), sample);
  };

  return {
    counts,
    add(entry) {
      switch (entry.kind) {
        case 'received':
          counts.events += 1;
          for (const { kind, record } of entry.rows) {
            counts[kind === 'sample' ? 'samples' : 'snapshots'] += 1;
            if (kind === 'sample') addSample(record);
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
          // Refused at the end of an interrupted demo; Zoom would retry.
          if (entry.code !== 'shutting_down') counts.failed += 1;
      }
    },
    worst: (most) =>
      rollup.streams({ worst: most }).flatMap((figures) => {
        const sample = latest.get(keyOf(figures));
        return sample === undefined ? [] : [{ latest: sample, figures }];
      }),
    get streams() {
      return latest.size;
    },
  };
}
