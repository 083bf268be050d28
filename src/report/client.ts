import { timeOf } from '../quality/span.js';
import { LABELS, RAW } from './client-labels.js';
import type { ClientProperty, LogEntry } from './data.js';
import type { ReportSample, ReportSnapshot } from './records.js';

/**
 * The last known properties of a client, and a log of their changes and of its warnings. The network of a phone call
 * comes from its samples, since phone calls have no snapshots.
 *
 * @param readings oldest first
 */
export function clientOf(
  snapshots: readonly ReportSnapshot[],
  readings: readonly ReportSample[],
): { properties: ClientProperty[]; log: LogEntry[] } {
  const latest = new Map<string, string>();
  const log: LogEntry[] = [];
  const ordered = [...snapshots].sort(
    (a, b) => (a.eventAtMs ?? 0) - (b.eventAtMs ?? 0) || (a.id < b.id ? -1 : 1),
  );
  for (const snapshot of ordered) {
    for (const [field, label] of Object.entries(LABELS)) {
      const value = propertyOf(snapshot, field as keyof typeof LABELS);
      if (value === null) continue;
      const before = latest.get(label);
      if (before !== undefined && before !== value)
        log.push({ atMs: snapshot.eventAtMs, text: `${label}: ${before} → ${value}` });
      latest.set(label, value);
    }
  }
  for (const { network } of readings) if (network !== null) latest.set(LABELS.networkType, network);
  for (const sample of readings) {
    const atMs = timeOf(sample);
    if (sample.notification !== null) log.push({ atMs, text: sample.notification });
  }
  const properties = Object.values(LABELS).flatMap((label) => {
    const value = latest.get(label);
    return value === undefined ? [] : [{ label, value }];
  });
  return { properties, log: log.sort((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0)) };
}

function propertyOf(snapshot: ReportSnapshot, field: keyof typeof LABELS): string | null {
  const raw = field === 'device' || field === 'networkType' ? snapshot[RAW[field]] : null;
  return snapshot[field] ?? raw ?? null;
}
