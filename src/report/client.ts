import { timeOf } from '../quality/span.js';
import type { ClientSnapshot } from '../samples/index.js';
import type { ClientProperty, LogEntry } from './data.js';
import type { ReportSample, ReportSnapshot } from './records.js';

/**
 * The properties of a client that the page shows. Hardware addresses and hardware identifiers are left out: they explain
 * no call, and reports are passed on.
 */
export const LABELS = {
  device: 'Device',
  deviceDetail: 'Device detail',
  client: 'Client',
  version: 'Version',
  networkType: 'Network',
  connectionType: 'Connection',
  dataCenter: 'Data centre',
  location: 'Location',
  signalingIpAddress: 'IP address',
  signalingInternalIpAddress: 'Internal IP address',
  microphone: 'Microphone',
  speaker: 'Speaker',
  camera: 'Camera',
  pcName: 'Computer name',
  domain: 'Domain',
} as const satisfies { readonly [F in keyof ClientSnapshot]?: string };

/** The fields that hold Zoom's own text when it is not one of the documented members. */
export const RAW = { device: 'deviceRaw', networkType: 'networkTypeRaw' } as const;

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
