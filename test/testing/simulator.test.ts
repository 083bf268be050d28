import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  EventParseError,
  isDataEvent,
  isDataSummaryEvent,
  isKnownEvent,
  isPhoneEvent,
  isQosEvent,
  isQosSummaryEvent,
  parseEvent,
  type SampleIssueCode,
  toClientSnapshots,
  toSamples,
  type ZoomEvent,
} from 'zoom-qss';
import {
  ArgumentError,
  createSimulator,
  type FaultKind,
  type FaultRates,
  type Scenario,
  type SimulatedDelivery,
  type SimulatorOptions,
} from 'zoom-qss/testing';
import { average } from '../../src/testing/simulator/summary.js';
import { expectedSummary, streamsOf, uniqueEvents } from './expected-summary.js';

const SCENARIOS: Scenario[] = [
  'quiet-office',
  'home-wifi-burst-loss',
  'vpn-latency',
  'room-connector',
  'web-gateway',
  'phone-queue',
  'mixed',
];
const RECORD_FAULTS: ReadonlySet<string> = new Set<SampleIssueCode>([
  'value_unreadable',
  'field_unknown',
  'type_unknown',
  'bounds_swapped',
  'time_unreadable',
]);
const OFTEN: FaultRates = {
  duplicate: 0.05,
  late_retry: 0.03,
  out_of_order: 0.05,
  unknown_event: 0.03,
  malformed_body: 0.03,
  blanks: 0.05,
  value_unreadable: 0.05,
  field_unknown: 0.05,
  type_unknown: 0.05,
  bounds_swapped: 0.05,
  time_unreadable: 0.05,
};

const simulate = (options: SimulatorOptions) => [...createSimulator(options)];

const options = fc.record({
  seed: fc.nat(),
  scenario: fc.constantFrom(...SCENARIOS),
  participants: fc.integer({ min: 1, max: 8 }),
  minutes: fc.integer({ min: 1, max: 12 }),
});

/** Checks the deliveries of random seeds and scenarios. */
const forAllRuns = (faults: FaultRates, check: (deliveries: SimulatedDelivery[]) => void, numRuns = 100) =>
  fc.assert(
    fc.property(options, (each) => check(simulate({ ...each, faults }))),
    { numRuns },
  );

const has = ({ planted }: SimulatedDelivery, ...kinds: FaultKind[]) =>
  planted.some(({ kind }) => kinds.includes(kind));

function issuesOf(event: ZoomEvent) {
  if (isQosEvent(event) || isQosSummaryEvent(event)) return toSamples(event).issues;
  return isDataEvent(event) || isDataSummaryEvent(event) ? toClientSnapshots(event).issues : [];
}

describe('the simulator', () => {
  test('without faults gives events of their types that parse to themselves and normalise without an issue', () => {
    forAllRuns({}, (deliveries) => {
      for (const { event, body, planted } of deliveries) {
        expect(isKnownEvent(event)).toBe(true);
        expect(parseEvent(body)).toEqual(event);
        expect(planted).toEqual([]);
        if (isKnownEvent(event)) expect(issuesOf(event)).toEqual([]);
      }
    });
  });

  test('with faults gives exactly the planted issues, unknown events and errors', () => {
    forAllRuns(OFTEN, (deliveries) => {
      for (const { event, body, planted } of deliveries) {
        const malformed = planted.find((fault) => fault.kind === 'malformed_body');
        if (malformed !== undefined) {
          expect(event).toBeNull();
          expect(() => parseEvent(body)).toThrow(expect.objectContaining({ code: malformed.code }));
          expect(() => parseEvent(body)).toThrow(EventParseError);
          continue;
        }
        const parsed = parseEvent(body);
        expect(parsed).toEqual(event);
        expect(isKnownEvent(parsed)).toBe(!planted.some(({ kind }) => kind === 'unknown_event'));
        if (!isKnownEvent(parsed)) continue;
        expect(issuesOf(parsed).map(({ code, path }) => ({ kind: code, path }))).toEqual(
          planted.filter(({ kind }) => RECORD_FAULTS.has(kind)),
        );
        for (const fault of planted)
          if (fault.kind === 'blanks')
            // A path of the event, which ends at the details of an item.
            expect(
              Object.values(fault.path.reduce((inner, key) => Reflect.get(inner, key), event as object)),
            ).toSatisfy((texts: string[]) => texts.every((text) => text === ''));
      }
    });
  });

  test('delivers in order of time, with planted delays and duplicates only', () => {
    forAllRuns(OFTEN, (deliveries) => {
      const seen = new Map<string, string>();
      let last = 0;
      for (const delivery of deliveries) {
        const { atMs, body, requestId, event } = delivery;
        expect(atMs).toBeGreaterThanOrEqual(last);
        last = atMs;
        expect(seen.has(body)).toBe(has(delivery, 'duplicate'));
        expect(requestId).toBe(seen.get(body) ?? requestId);
        seen.set(body, requestId);
        if (event !== null)
          expect(atMs !== event.event_ts).toBe(has(delivery, 'duplicate', 'late_retry', 'out_of_order'));
      }
      expect(new Set(seen.values()).size).toBe(seen.size);
    });
  });

  test('changes no event by faults of delivery', () => {
    fc.assert(
      fc.property(options, (each) => {
        const { duplicate = 0, late_retry = 0, out_of_order = 0, malformed_body = 0 } = OFTEN;
        const faulty = simulate({ ...each, faults: { duplicate, late_retry, out_of_order, malformed_body } });
        const bodies = simulate(each).map(({ body }) => body);
        expect(
          uniqueEvents(faulty)
            .map((event) => JSON.stringify(event))
            .sort(),
        ).toEqual(bodies.sort());
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ['no faults', {}],
    ['faults', OFTEN],
  ])('with %s gives summaries with the minimum, average and maximum of their records', (_, faults) => {
    forAllRuns(faults, (deliveries) => {
      for (const stream of streamsOf(uniqueEvents(deliveries)).values()) {
        const expected = expectedSummary(stream);
        if (expected === undefined || stream.records.some(({ media }) => media === null))
          expect(stream.summary?.type).toBe(undefined);
        else expect(stream.summary).toMatchObject(expected);
      }
    });
  });

  test('lists the readings of a call once more in its summary', () => {
    forAllRuns({}, (deliveries) => {
      const events = uniqueEvents(deliveries).filter(isPhoneEvent);
      const readings = (listed: readonly ZoomEvent[]) =>
        listed
          .flatMap((event) => (isQosEvent(event) || isQosSummaryEvent(event) ? toSamples(event).samples : []))
          .map(({ conference, participant, id, source, span, eventAtMs, ...reading }) =>
            JSON.stringify([conference.uuid, participant.role, participant.userId, reading]),
          )
          .sort();
      expect(readings(events.filter(isQosSummaryEvent))).toEqual(readings(events.filter(isQosEvent)));
    });
  });

  test('leaves out of a phone summary what faults removed from its readings', () => {
    forAllRuns(OFTEN, (deliveries) => {
      for (const event of uniqueEvents(deliveries).filter(isPhoneEvent))
        if (isQosSummaryEvent(event)) expect(toSamples(event).issues).toEqual([]);
    });
  });

  test.each([
    [[46, 41, 32], 40],
    [[1, 2], 2],
    [[-46, -47], -46],
  ])('rounds the average of %j half up to %i', (values, expected) => {
    const sum = values.reduce((total, value) => total + value, 0);
    expect(average(sum, values.length)).toBe(expected);
  });

  test('sends client data first, then records, then both summaries, with the same ids', () => {
    forAllRuns(
      {},
      (deliveries) => {
        const participations = new Map<string, ZoomEvent[]>();
        for (const event of uniqueEvents(deliveries)) {
          const [record] =
            isQosEvent(event) || isQosSummaryEvent(event)
              ? toSamples(event).samples
              : isDataEvent(event) || isDataSummaryEvent(event)
                ? toClientSnapshots(event).snapshots
                : [];
          if (record === undefined || record.product === 'phone') continue;
          const { conference, participant } = record;
          const key = `${conference.uuid} ${participant.id} ${participant.userId} ${participant.email}`;
          participations.set(key, [...(participations.get(key) ?? []), event]);
        }
        for (const events of participations.values()) {
          const names = events.map(({ event }) => event.slice(event.indexOf('_') + 1));
          expect(names[0]).toBe('data');
          expect(names.slice(-2)).toEqual(['qos_summary', 'data_summary']);
          expect(names.slice(1, -2).filter((name) => name !== 'qos' && name !== 'data')).toEqual([]);
          const data = events.filter(isDataEvent).map((event) => toClientSnapshots(event).snapshots[0]);
          const last = events
            .filter(isDataSummaryEvent)
            .map((event) => toClientSnapshots(event).snapshots[0])[0];
          const { id, source, span, eventAtMs, conference, ...settings } = Object.assign({}, ...data);
          expect(last).toMatchObject(settings);
        }
      },
      30,
    );
  });

  test('sends the Video SDK’s events of a session: start, joins, leaves and end', () => {
    const events = uniqueEvents(simulate({ scenario: 'web-gateway', minutes: 10 }));
    const names = events.map(({ event }) => event);
    expect(names[0]).toBe('session.started');
    const count = (name: ZoomEvent['event']) => names.filter((each) => each === name).length;
    expect([count('session.user_joined'), count('session.user_left'), count('session.ended')]).toEqual([
      6, 6, 1,
    ]);
    const ids = events.map(({ payload }) =>
      'object' in payload && 'session_id' in payload.object ? payload.object.session_id : '',
    );
    expect(new Set(ids).size).toBe(1);
  });
});

describe('options', () => {
  test.each([
    ['seed', { seed: -1 }],
    ['seed', { seed: 1.5 }],
    ['seed', { seed: Number.NaN }],
    ['minutes', { minutes: 0 }],
    ['participants', { participants: 0 }],
    ['start', { start: new Date(Number.NaN) }],
    ['faults.blanks', { faults: { blanks: 2 } }],
    // Only a compiler would stop the rest.
    ['faults', { faults: { gremlins: 1 } }],
    ['faults', { faults: null }],
    ['faults', { faults: 'yes' }],
    ['faults', { faults: ['blanks'] }],
    ['faults.blanks', { faults: { blanks: '0.5' } }],
    ['scenario', { scenario: 'toString' }],
    ['scenario', { scenario: ['mixed'] }],
    ['scenario', { scenario: null }],
    ['start', { start: '2026-01-05' }],
    ['start', { start: 1_767_603_600_000 }],
    ['participants', { participants: '8' }],
    ['options', null],
    ['options', 'mixed'],
    ['options', []],
  ] as [string, SimulatorOptions][])('rejects an unusable %s: %j', (argument, given) => {
    expect(() => createSimulator(given)).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument }),
    );
    expect(() => createSimulator(given)).toThrow(ArgumentError);
  });
});
