import { readBodies } from '../../src/store/index.js';
import { createSimulator, type Scenario } from '../../src/testing/index.js';

/** What one participant causes in an hour. */
export interface Profile {
  readonly events: number;
  /** The bodies of these events. */
  readonly bytes: number;
  readonly rows: number;
}

/** Counts what a simulated hour of a scenario causes, per participant. */
export function profileOf(scenario: Scenario, participants: number): Profile {
  const total = { events: 0, bytes: 0, rows: 0 };
  for (const { body } of createSimulator({ scenario, participants, minutes: 60 })) {
    const { samples, snapshots } = readBodies([body]).batch;
    total.events += 1;
    total.bytes += Buffer.byteLength(body);
    total.rows += samples.length + snapshots.length;
  }
  const { events, bytes, rows } = total;
  return { events: events / participants, bytes: bytes / participants, rows: rows / participants };
}
