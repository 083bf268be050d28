import fc from 'fast-check';
import type { Bounds, QosSample } from 'zoom-qss';
import type { Thresholds } from 'zoom-qss/quality';
import { at, NINE, sampleOf, who } from './samples.js';

export const THRESHOLDS: Thresholds = { lossPercent: 2, latencyMs: 150, mos: 3.5, systemCpuPercent: 90 };

const TYPES = ['audio_input', 'audio_output', 'video_input', 'cpu_usage'] as const;

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

function bounds(most: number): fc.Arbitrary<Bounds | null> {
  const number = fc.integer({ min: 0, max: most });
  return maybe(fc.record({ min: maybe(number), avg: maybe(number), max: maybe(number) }));
}

const measured = fc.record({
  latencyMs: bounds(300),
  lossPercent: bounds(4),
  systemCpuPercent: fc.integer({ min: 0, max: 100 }).map((max): Bounds => ({ min: null, avg: null, max })),
  mos: maybe(fc.integer({ min: 10, max: 50 }).map((tenths) => tenths / 10)),
});

/** The readings of one participant: about one a minute, each of some streams, with gaps and jitter. */
function participantReadings(person: number, readings: number, least: number): fc.Arbitrary<QosSample[]> {
  const reading = fc.record({
    minute: fc.nat(readings * 2),
    jitterMs: fc.integer({ min: -500, max: 500 }),
    streams: fc.subarray([...TYPES], { minLength: 1 }),
    values: fc.array(measured, { minLength: TYPES.length, maxLength: TYPES.length }),
  });
  return fc
    .uniqueArray(reading, { minLength: least, maxLength: readings, selector: ({ minute }) => minute })
    .map((list) => list.sort((a, b) => a.minute - b.minute))
    .map((list) =>
      list.flatMap(({ minute, jitterMs, streams, values }) =>
        streams.map((type, index) => {
          const measuredAtMs = NINE + minute * 60_000 + jitterMs;
          const uuid = `u${person % 2}`;
          const id = `meeting.participant_qos|account|${uuid}|${person}||${measuredAtMs}|${type}|${measuredAtMs}`;
          return sampleOf({
            ...values[index],
            id,
            type,
            measuredAtMs,
            eventAtMs: measuredAtMs,
            conference: at({ uuid }),
            participant: who({ id: String(person), name: minute % 3 === 0 ? `Name ${minute}` : null }),
          });
        }),
      ),
    );
}

/** Live samples of up to four people in two meetings, in order of time for each. */
export function liveSamples(readings: number, least = 0): fc.Arbitrary<QosSample[]> {
  return fc
    .tuple(...[1, 2, 3, 4].map((person) => participantReadings(person, readings, least)))
    .map((lists) => lists.flat());
}

/** The same samples in any order, and some of them again. */
export function disturbed(
  samples: fc.Arbitrary<QosSample[]>,
): fc.Arbitrary<{ tidy: QosSample[]; untidy: QosSample[] }> {
  return samples.chain((tidy) =>
    fc
      .tuple(fc.shuffledSubarray(tidy, { minLength: tidy.length }), fc.subarray(tidy))
      .map(([shuffled, again]) => ({ tidy, untidy: [...shuffled, ...again] })),
  );
}

/** Summaries from webhooks and from REST, of up to six people, some of them told by both, and some listed twice. */
export const summaries: fc.Arbitrary<QosSample[]> = fc
  .array(
    fc.record({
      person: fc.integer({ min: 1, max: 6 }),
      type: fc.constantFrom(...TYPES),
      source: fc.constantFrom('meeting.participant_qos_summary' as const, 'rest.meeting' as const),
      leftAt: fc.nat(2),
      values: measured,
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(({ person, type, source, leftAt, values }) => {
      const eventAtMs = source === 'rest.meeting' ? null : NINE + leftAt;
      return sampleOf({
        ...values,
        id: `${source}|account|u${person % 2}|${person}||${eventAtMs ?? ''}|${type}|`,
        source,
        span: 'summary',
        type,
        measuredAtMs: null,
        eventAtMs,
        conference: at({ uuid: `u${person % 2}` }),
        participant: who({ id: String(person) }),
      });
    }),
  )
  // Of one id there is one sample.
  .map((list) => [...new Map(list.map((sample) => [sample.id, sample])).values()]);
