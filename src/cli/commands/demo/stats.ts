import { conferenceKey, participantKey } from '../../../quality/group-key.js';
import { breaches, PRESETS } from '../../../quality/index.js';
import { readingOf } from '../../../quality/reading.js';
import type { QosSample } from '../../../samples/index.js';
import type { LogEntry } from '../../receive/file-receiver.js';

export type Shown = 'latencyMs' | 'jitterMs' | 'lossPercent';
const SHOWN: readonly Shown[] = ['latencyMs', 'jitterMs', 'lossPercent'];

/** One stream of one participant, as far as it has come. */
export interface Stream {
  latest: QosSample;
  readonly worst: Record<Shown, number | null>;
  samples: number;
  /** Samples that break a limit. */
  broken: number;
}

/** What has been received so far. */
export interface Stats {
  readonly counts: {
    events: number;
    samples: number;
    snapshots: number;
    issues: number;
    duplicates: number;
    rejected: number;
    /** Refused, or not taken. There should be none. */
    failed: number;
  };
  note(entry: LogEntry): void;
  /** Those with most samples in breach first. */
  streams(): Stream[];
}

/** Keeps what a live table shows, by Zoom's limits. */
export function createStats(): Stats {
  const counts = { events: 0, samples: 0, snapshots: 0, issues: 0, duplicates: 0, rejected: 0, failed: 0 };
  const streams = new Map<string, Stream>();

  const add = (sample: QosSample): void => {
    const key = conferenceKey(sample) + participantKey(sample) + sample.type;
    let stream = streams.get(key);
    if (stream === undefined) {
      stream = {
        latest: sample,
        worst: { latencyMs: null, jitterMs: null, lossPercent: null },
        samples: 0,
        broken: 0,
      };
      streams.set(key, stream);
    }
    // A late one is none.
    if ((sample.measuredAtMs ?? 0) >= (stream.latest.measuredAtMs ?? 0)) stream.latest = sample;
    stream.samples += 1;
    if (breaches(sample, PRESETS.zoom.thresholds).length > 0) stream.broken += 1;
    for (const metric of SHOWN) {
      const value = readingOf(sample, metric)?.value;
      if (value !== undefined) stream.worst[metric] = Math.max(stream.worst[metric] ?? value, value);
    }
  };

  return {
    counts,
    note(entry) {
      switch (entry.kind) {
        case 'received':
          counts.events += 1;
          for (const { kind, record } of entry.rows) {
            counts[kind === 'sample' ? 'samples' : 'snapshots'] += 1;
            if (kind === 'sample' && record.window === 'interval') add(record);
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
        case 'failed':
          counts.failed += 1;
      }
    },
    streams: () => [...streams.values()].sort((a, b) => b.broken - a.broken),
  };
}
