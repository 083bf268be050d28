import { expect } from 'vitest';
import { type Batch, readBodies } from 'zoom-qss/store';
import { createSimulator, deliver, type SimulatorOptions } from 'zoom-qss/testing';
import { SECRET } from './example.js';

export interface Traffic {
  /** Each body once. */
  readonly bodies: readonly string[];
  /** What the bodies say, read without any service. */
  readonly batch: Batch;
  /** How many bodies cannot be read. */
  readonly unreadable: number;
}

/** Sends simulated events as Zoom does, all at once, and expects that none is lost. */
export async function sendTraffic(
  url: string,
  { concurrency = 8, ...options }: SimulatorOptions & { concurrency?: number } = {},
): Promise<Traffic> {
  const deliveries = [...createSimulator({ scenario: 'quiet-office', minutes: 5, ...options })];
  const speed = Number.POSITIVE_INFINITY;
  const { lost, delivered } = await deliver(deliveries, { url, secret: SECRET, speed, concurrency });
  expect([lost, delivered]).toEqual([0, deliveries.length]);
  const bodies = [...new Set(deliveries.map(({ body }) => body))];
  const { batch, rejected } = readBodies(bodies);
  expect(batch.samples.length).toBeGreaterThan(100);
  return { bodies, batch, unreadable: rejected.length };
}

/** The ids of records, each once, in order. */
export function idsOf(records: readonly { readonly id: string }[]): string[] {
  return [...new Set(records.map(({ id }) => id))].sort();
}
