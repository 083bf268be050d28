import { emplace } from '../quality/group.js';
import type { ClientSnapshot, QosSample } from '../samples/index.js';
import type { ClientFact, Note, Verdict } from './data.js';
import { readingsOf, spreadsOf } from './readings.js';
import { timeOf } from './streams.js';

/** What is shown of a client. Hardware addresses and identifiers are left out: they explain no call, and a report travels. */
const FACTS = {
  device: 'Device',
  deviceDetail: 'Detail',
  client: 'Client',
  version: 'Version',
  networkType: 'Network',
  connectionType: 'Connection',
  dataCenter: 'Data centre',
  location: 'Location',
  signalingIpAddress: 'Address',
  signalingInternalIpAddress: 'Inner address',
  microphone: 'Microphone',
  speaker: 'Speaker',
  camera: 'Camera',
  pcName: 'Computer',
  domain: 'Domain',
} as const satisfies { readonly [F in keyof ClientSnapshot]?: string };

/** What Zoom writes, where it is none of the documented kinds. */
const RAW = { device: 'deviceRaw', networkType: 'networkTypeRaw' } as const;

/** The client as last said, and what changed on the way. A phone call's network comes with its samples. */
export function clientOf(
  snapshots: readonly ClientSnapshot[],
  intervals: readonly QosSample[],
): { facts: ClientFact[]; notes: Note[] } {
  const latest = new Map<string, string>();
  const notes: Note[] = [];
  const told = [...snapshots].sort((a, b) => (a.eventAtMs ?? 0) - (b.eventAtMs ?? 0));
  for (const snapshot of told) {
    for (const [field, label] of Object.entries(FACTS)) {
      const value = factOf(snapshot, field as keyof typeof FACTS);
      if (value === null) continue;
      const before = latest.get(label);
      if (before !== undefined && before !== value)
        notes.push({ atMs: snapshot.eventAtMs, text: `${label}: ${before} → ${value}` });
      latest.set(label, value);
    }
  }
  for (const { network } of intervals) if (network !== null) latest.set(FACTS.networkType, network);
  for (const sample of intervals) {
    const time = timeOf(sample);
    if (sample.notification !== null)
      notes.push({ atMs: time === null ? null : time * 1000, text: sample.notification });
  }
  const facts = Object.values(FACTS).flatMap((label) => {
    const value = latest.get(label);
    return value === undefined ? [] : [{ label, value }];
  });
  return { facts, notes: notes.sort((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0)) };
}

function factOf(snapshot: ClientSnapshot, field: keyof typeof FACTS): string | null {
  const raw = field === 'device' || field === 'networkType' ? snapshot[RAW[field]] : null;
  return snapshot[field] ?? raw ?? null;
}

/** Zoom's own judgements, counted word by word. */
export function verdictsOf(samples: readonly QosSample[]): Verdict[] {
  const types = new Map<string, QosSample[]>();
  for (const sample of samples)
    if (sample.quality !== null || sample.qualityScore !== null)
      emplace(types, sample.type, () => []).push(sample);
  return [...types].map(([type, judged]) => {
    const words = new Map<string, number>();
    for (const { quality } of judged) if (quality !== null) words.set(quality, (words.get(quality) ?? 0) + 1);
    return {
      type,
      words: [...words].sort(([, a], [, b]) => b - a),
      score: spreadsOf(readingsOf(judged)).qualityScore ?? null,
    };
  });
}
