import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  EventParseError,
  isDataEvent,
  isDataSummaryEvent,
  isKnownEvent,
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
import { expectedSummary, streamsOf, uniqueEvents } from './story.js';

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

const tell = (options: SimulatorOptions) => [...createSimulator(options)];

const options = fc.record({
  seed: fc.nat(),
  scenario: fc.constantFrom(...SCENARIOS),
  participants: fc.integer({ min: 1, max: 8 }),
  minutes: fc.integer({ min: 1, max: 12 }),
});

/** A property of the story of any seed and scenario. */
const forAllStories = (faults: FaultRates, check: (story: SimulatedDelivery[]) => void, numRuns = 100) =>
  fc.assert(
    fc.property(options, (each) => check(tell({ ...each, faults }))),
    { numRuns },
  );

const has = ({ planted }: SimulatedDelivery, ...kinds: FaultKind[]) =>
  planted.some(({ kind }) => kinds.includes(kind));

function issuesOf(event: ZoomEvent) {
  if (isQosEvent(event) || isQosSummaryEvent(event)) return toSamples(event).issues;
  return isDataEvent(event) || isDataSummaryEvent(event) ? toClientSnapshots(event).issues : [];
}

describe('a story', () => {
  test('without faults: every event has its type, reads back as it is, and normalises without an issue', () => {
    forAllStories({}, (story) => {
      for (const { event, body, planted } of story) {
        expect(isKnownEvent(event)).toBe(true);
        expect(parseEvent(body)).toEqual(event);
        expect(planted).toEqual([]);
        if (isKnownEvent(event)) expect(issuesOf(event)).toEqual([]);
      }
    });
  });

  test('with faults: the issues, unknown events and errors are those planted, and all of them', () => {
    forAllStories(OFTEN, (story) => {
      for (const { event, body, planted } of story) {
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

  test('comes in order of time; what is early, late or double is planted so', () => {
    forAllStories(OFTEN, (story) => {
      const seen = new Map<string, string>();
      let last = 0;
      for (const delivery of story) {
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

  test('faults of delivery change nothing in what is told', () => {
    fc.assert(
      fc.property(options, (each) => {
        const { duplicate = 0, late_retry = 0, out_of_order = 0, malformed_body = 0 } = OFTEN;
        const disturbed = tell({ ...each, faults: { duplicate, late_retry, out_of_order, malformed_body } });
        const told = tell(each).map(({ body }) => body);
        expect(
          uniqueEvents(disturbed)
            .map((event) => JSON.stringify(event))
            .sort(),
        ).toEqual(told.sort());
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ['no faults', {}],
    ['faults', OFTEN],
  ])('with %s: the lowest, average and highest values of a summary are those of its records', (_, faults) => {
    forAllStories(faults, (story) => {
      for (const stream of streamsOf(uniqueEvents(story)).values()) {
        const expected = expectedSummary(stream);
        if (expected === undefined || stream.records.some(({ media }) => media === null))
          expect(stream.summary?.type).toBe(undefined);
        else expect(stream.summary).toMatchObject(expected);
      }
    });
  });

  test.each([
    [[46, 41, 32], 40],
    [[1, 2], 2],
    [[-46, -47], -46],
  ])('the average of %j is %i: half up', (values, expected) => {
    const sum = values.reduce((total, value) => total + value, 0);
    expect(average(sum, values.length)).toBe(expected);
  });

  test('is coherent: client data first, then records, then both summaries, under one set of ids', () => {
    forAllStories(
      {},
      (story) => {
        const stays = new Map<string, ZoomEvent[]>();
        for (const event of uniqueEvents(story)) {
          const [told] =
            isQosEvent(event) || isQosSummaryEvent(event)
              ? toSamples(event).samples
              : isDataEvent(event) || isDataSummaryEvent(event)
                ? toClientSnapshots(event).snapshots
                : [];
          if (told === undefined || told.product === 'phone') continue;
          const { conference, participant } = told;
          const key = `${conference.uuid} ${participant.id} ${participant.userId} ${participant.email}`;
          stays.set(key, [...(stays.get(key) ?? []), event]);
        }
        for (const events of stays.values()) {
          const names = events.map(({ event }) => event.slice(event.indexOf('_') + 1));
          expect(names[0]).toBe('data');
          expect(names.slice(-2)).toEqual(['qos_summary', 'data_summary']);
          expect(names.slice(1, -2).filter((name) => name !== 'qos' && name !== 'data')).toEqual([]);
          const data = events.filter(isDataEvent).map((event) => toClientSnapshots(event).snapshots[0]);
          const last = events
            .filter(isDataSummaryEvent)
            .map((event) => toClientSnapshots(event).snapshots[0])[0];
          const { id, source, window, eventAtMs, conference, ...settings } = Object.assign({}, ...data);
          expect(last).toMatchObject(settings);
        }
      },
      30,
    );
  });

  test('a session tells of its start, its guests and its end as the Video SDK does', () => {
    const events = uniqueEvents(tell({ scenario: 'web-gateway', minutes: 10 }));
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
    // Only a compiler would stop these two.
    ['faults', { faults: { gremlins: 1 } as FaultRates }],
    ['scenario', { scenario: 'toString' as Scenario }],
  ])('%s out of range is named', (argument, given) => {
    expect(() => createSimulator(given)).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument }),
    );
    expect(() => createSimulator(given)).toThrow(ArgumentError);
  });
});
