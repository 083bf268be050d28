import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isKnownEvent, isQosSummaryEvent } from 'zoom-qss';
import { createSimulator, type Scenario, type SimulatedDelivery } from 'zoom-qss/testing';

/** Change these only together with the simulator: a pinned seed then gives other data. */
const DIGESTS: Record<Scenario, string> = {
  'quiet-office': '7740d470a712eaaa',
  'home-wifi-burst-loss': '94f5ca82f1091a91',
  'vpn-latency': 'd44526f4f114fc6e',
  'room-connector': '9ba30def83ccdb55',
  'web-gateway': '59bdf52ca85f00a6',
  'phone-queue': '699effa8c7d5bf5c',
  mixed: '2f3633a32e76939b',
};
const SCENARIOS = Object.keys(DIGESTS) as Scenario[];

describe('determinism', () => {
  const digest = (deliveries: Iterable<SimulatedDelivery>) => {
    const hash = createHash('sha256');
    for (const { atMs, requestId, body, planted } of deliveries)
      hash.update(`${JSON.stringify({ atMs, requestId, planted })}\n${body}\n`);
    return hash.digest('hex').slice(0, 16);
  };

  test.each(SCENARIOS)('%s gives the same bytes as before', (scenario) => {
    const simulator = createSimulator({ seed: 7, scenario, minutes: 20, participants: 10, faults: true });
    expect(digest(simulator)).toBe(DIGESTS[scenario]);
  });

  test('a simulator repeats itself, and another seed gives other bytes', () => {
    const simulator = createSimulator({ seed: 7, minutes: 3 });
    expect(digest(simulator)).toBe(digest(simulator));
    expect(digest(createSimulator({ seed: 8, minutes: 3 }))).not.toBe(digest(simulator));
  });

  test('another start changes times and nothing else', () => {
    const bodies = (start: Date) =>
      [...createSimulator({ start, scenario: 'quiet-office', minutes: 3 })].map(({ event }) =>
        event !== null && isKnownEvent(event) && isQosSummaryEvent(event) ? event.payload : undefined,
      );
    expect(bodies(new Date('2026-03-01T12:00:00Z'))).toEqual(bodies(new Date('2027-09-01T00:00:00Z')));
  });

  test('events are generated lazily', () => {
    const year = createSimulator({ participants: 400, minutes: 525_600 });
    const { value } = year[Symbol.iterator]().next();
    expect(value?.body).toContain('"event"');
  });
});
