import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isQosEvent, isQosSummaryEvent, toSamples } from 'zoom-qss';
import {
  challengeRequest,
  createSimulator,
  deliver,
  fixtures,
  makeEvent,
  nastyFixtures,
  type SimulatedDelivery,
  signRequest,
} from 'zoom-qss/testing';
import { createReceiver, type ReceiverOptions, toNodeHandler } from 'zoom-qss/webhooks';
import { SECRET } from './endpoint.js';

const URL_ = 'http://localhost/zoom';

/** A receiver that records its callbacks, and whose handler may fail at an event's first delivery. */
function countingReceiver(failsFirst: (body: string) => boolean = () => false) {
  const known: string[] = [];
  const unknown: string[] = [];
  const rejected: string[] = [];
  const failed = new Set<string>();
  let duplicates = 0;
  let samples = 0;
  const options: ReceiverOptions = {
    secrets: SECRET,
    onEvent(event) {
      const body = JSON.stringify(event);
      if (failsFirst(body) && !failed.has(body)) {
        failed.add(body);
        throw new Error('not this time');
      }
      known.push(body);
      if (isQosEvent(event) || isQosSummaryEvent(event)) samples += toSamples(event).samples.length;
    },
    onUnknown: (event) => unknown.push(JSON.stringify(event)),
    onUnreadable: ({ body }) => rejected.push(new TextDecoder().decode(body)),
    onDuplicate: () => {
      duplicates += 1;
    },
  };
  return {
    receiver: createReceiver(options),
    counts: () => ({ known, unknown, rejected, duplicates, samples, failed: failed.size }),
  };
}

/** What the receiver should report for these deliveries. */
function expectedOf(deliveries: readonly SimulatedDelivery[]) {
  const has = (delivery: SimulatedDelivery, kind: string) =>
    delivery.planted.some((fault) => fault.kind === kind);
  const first = deliveries.filter((delivery) => !has(delivery, 'duplicate'));
  return {
    known: first.filter(({ event }) => event !== null).filter((each) => !has(each, 'unknown_event')),
    unknown: first.filter((each) => has(each, 'unknown_event')),
    rejected: first.filter(({ event }) => event === null),
    duplicates: deliveries.length - first.length,
  };
}

const bodies = (deliveries: readonly SimulatedDelivery[]) => deliveries.map(({ body }) => body).sort();

function expectNothingLostOrDoubled(
  deliveries: readonly SimulatedDelivery[],
  counts: ReturnType<ReturnType<typeof countingReceiver>['counts']>,
) {
  const sent = expectedOf(deliveries);
  expect(counts.known.sort()).toEqual(bodies(sent.known));
  expect(counts.unknown.sort()).toEqual(bodies(sent.unknown));
  expect(counts.rejected.sort()).toEqual(bodies(sent.rejected));
  expect(counts.duplicates).toBe(sent.duplicates);
}

const FAULTS = {
  duplicate: 0.1,
  late_retry: 0.05,
  out_of_order: 0.1,
  unknown_event: 0.05,
  malformed_body: 0.05,
  value_unreadable: 0.05,
};

describe('through the real receiver', () => {
  test('handles a signed request and answers a challenge', async () => {
    const { receiver, counts } = countingReceiver();
    const event = makeEvent('session.user_joined');
    const answer = await receiver.fetch(await signRequest(event, { url: URL_, secret: SECRET }));
    expect(answer.status).toBe(200);
    expect(counts().known).toEqual([JSON.stringify(event)]);
    const challenge = await challengeRequest({
      url: URL_,
      secret: SECRET,
      plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
    });
    const answered = await receiver.fetch(challenge);
    expect(await answered.json()).toMatchObject({ plainToken: 'qgg8vlvZRS6UYooatFL8Aw' });
  });

  test('refuses a request signed with another secret, or long ago', async () => {
    const { receiver } = countingReceiver();
    const statusOf = async (options: { secret?: string; timestamp?: number }) =>
      (
        await receiver.fetch(
          await signRequest(makeEvent('session.alert'), { url: URL_, secret: SECRET, ...options }),
        )
      ).status;
    expect(await statusOf({ secret: 'another' })).toBe(503);
    expect(await statusOf({ timestamp: 1_600_000_000 })).toBe(503);
  });

  test('answers 200 to every fixture, nasty ones included', async () => {
    const { receiver, counts } = countingReceiver();
    const { missingFields: _, ...readable } = nastyFixtures;
    const given = [...Object.values(fixtures), ...Object.values(nastyFixtures).map(({ body }) => body)];
    for (const each of given) {
      const answer = await receiver.fetch(await signRequest(each, { url: URL_, secret: SECRET }));
      expect(answer.status).toBe(200);
    }
    const { known, unknown, rejected } = counts();
    expect(known.length + unknown.length).toBe(Object.keys(fixtures).length + Object.keys(readable).length);
    expect([unknown.length, rejected.length]).toEqual([1, 1]);
  });

  test('loses and doubles nothing in 100 simulations', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 3 }), async (seed, participants) => {
        const deliveries = [...createSimulator({ seed, participants, minutes: 2, faults: FAULTS })];
        const { receiver, counts } = countingReceiver((body) => body.length % 7 === 0);
        const report = await deliver(deliveries, {
          url: URL_,
          secret: SECRET,
          speed: Number.POSITIVE_INFINITY,
          concurrency: 1,
          fetch: receiver.fetch,
        });
        expectNothingLostOrDoubled(deliveries, counts());
        expect(report).toMatchObject({ sent: deliveries.length, delivered: deliveries.length, lost: 0 });
        expect(report.retries).toBe(counts().failed);
      }),
      { numRuns: 100 },
    );
  });

  test('loses and doubles nothing over HTTP, with forty people for eight minutes', async () => {
    const deliveries = [...createSimulator({ seed: 42, minutes: 8, faults: true })];
    const { receiver, counts } = countingReceiver((body) => body.length % 31 === 0);
    const server = createServer(toNodeHandler(receiver));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const report = await deliver(deliveries, {
        url: `http://127.0.0.1:${port}/zoom`,
        secret: SECRET,
        speed: Number.POSITIVE_INFINITY,
        concurrency: 16,
      });
      expectNothingLostOrDoubled(deliveries, counts());
      expect(report).toMatchObject({
        sent: deliveries.length,
        delivered: deliveries.length,
        lost: 0,
        timeouts: 0,
      });
      expect(counts().samples).toBeGreaterThan(1_000);
    } finally {
      await receiver.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
