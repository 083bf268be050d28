import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantKey, type QosSample } from 'zoom-qss';
import { ArgumentError, createRollup, PRESETS, rollupFromJSON } from 'zoom-qss/quality';
import { fixtures } from 'zoom-qss/testing';
import { at, avg, NINE, sampleOf, who } from './samples.js';

const { thresholds } = PRESETS.zoom;
const MINUTE = 60_000;

/** A sample of a minute after nine, with a latency. */
const minute = (count: number, latency: number, more: Partial<QosSample> = {}) =>
  sampleOf({ measuredAtMs: NINE + count * MINUTE, latencyMs: avg(latency), ...more });

function rolledUp(samples: readonly QosSample[], options: Parameters<typeof createRollup>[0] = {}) {
  const rollup = createRollup({ thresholds, ...options });
  for (const sample of samples) rollup.add(sample);
  return rollup;
}

describe('createRollup', () => {
  it('counts by stream, participant and conference', () => {
    const bob = who({ id: '2', name: 'Bob' });
    const rollup = rolledUp([
      minute(0, 100),
      minute(1, 200),
      minute(1, 300, { type: 'video_input' }),
      minute(1, 20, { participant: bob }),
    ]);
    expect(
      rollup.streams().map(({ participant, type, breachMs }) => [participant.name, type, breachMs]),
    ).toEqual([
      ['Ada', 'audio_input', MINUTE],
      ['Ada', 'video_input', MINUTE],
      ['Bob', 'audio_input', 0],
    ]);
    expect(
      rollup.participants().map(({ participant, breachShare }) => [participant.name, breachShare]),
    ).toEqual([
      ['Ada', 0.5],
      ['Bob', 0],
    ]);
    expect(rollup.conferences()).toMatchObject([
      {
        conference: { uuid: 'uuid==' },
        samples: 4,
        judgedMs: 3 * MINUTE,
        breachMs: MINUTE,
        breachShare: 1 / 3,
        limits: { latencyMs: { limit: 150, judgedMs: 3 * MINUTE, breachMs: MINUTE, breachShare: 1 / 3 } },
      },
    ]);
  });

  it('counts sixty readings as sixty minutes, whatever their jitter at the minute of the clock', () => {
    const samples = Array.from({ length: 60 }, (_, count) =>
      minute(count, count % 2 === 0 ? 10 : 200, {
        measuredAtMs: NINE + count * MINUTE + (count % 4 < 2 ? 500 : -500),
      }),
    );
    const [ada] = rolledUp(samples).participants();
    expect(ada?.judgedMs).toBeCloseTo(60 * MINUTE, -4);
    expect(ada?.breachMs).toBeCloseTo(30 * MINUTE, -4);
  });

  it('counts a reading for 90 seconds at most, and the first of a call for ten seconds', () => {
    const [ada] = rolledUp([minute(0, 10), minute(60, 10)]).participants();
    expect(ada?.judgedMs).toBe(60_000 + 90_000);
    const call = { source: 'phone.call_qos', product: 'phone' } as const;
    const [caller] = rolledUp([minute(0, 10, call), minute(0.1, 10, call)]).participants();
    expect(caller?.judgedMs).toBe(10_000 + 6_000);
  });

  it('counts a reading with nothing to judge as one before the next', () => {
    const [ada] = rolledUp([
      minute(0, 10),
      sampleOf({ measuredAtMs: NINE + MINUTE }),
      minute(2, 10),
    ]).participants();
    expect(ada).toMatchObject({ samples: 3, judgedMs: 2 * MINUTE });
  });

  it('counts a reading once that came twice, and both of two items that one event lists', () => {
    const id = (ordinal: string) => `meeting.participant_qos|a|u|1||5|5|audio_input${ordinal}`;
    const rollup = createRollup({ thresholds });
    const added = [id(''), id(''), id('|1'), id('|1')].map((each) => rollup.add(minute(0, 10, { id: each })));
    expect(added).toEqual([true, false, true, false]);
    expect(rollup.participants()).toMatchObject([{ samples: 2, judgedMs: MINUTE }]);
  });

  it('counts the readings of a call once that its summary repeats', () => {
    const call = { product: 'phone', type: 'sending' } as const;
    const readings = [0, 0.1, 0.2].map((count) => minute(count, 10, { ...call, source: 'phone.call_qos' }));
    const repeated = [0, 0.1, 0.2, 0.3].map((count) =>
      minute(count, 10, { ...call, source: 'phone.call_qos_summary', span: 'summary' }),
    );
    expect(rolledUp([...readings, ...repeated]).participants()).toMatchObject([
      { samples: 4, judgedMs: 28_000 },
    ]);
    expect(rolledUp(repeated, { span: 'summary' }).participants()).toEqual([]);
  });

  it.each([
    ['a participant', 32, {}],
    ['a call', 512, { product: 'phone', source: 'phone.call_qos' }],
  ] as const)('takes a reading that the latest %s have room for: %i', (_, open, more) => {
    const samples = (later: number) => [
      ...Array.from({ length: later }, (_, count) => minute(count + 1, 10, more)),
      minute(0, 10, more),
    ];
    expect(rolledUp(samples(open - 1)).participants()).toMatchObject([{ late: 0 }]);
    expect(rolledUp(samples(open)).participants()).toMatchObject([{ late: 0 }]);
    expect(rolledUp(samples(open + 1)).participants()).toMatchObject([{ late: 1 }]);
  });

  it('counts what comes too late in percentiles, but adds no time for it', () => {
    const many = Array.from({ length: 40 }, (_, count) => minute(count + 1, 10));
    const [ada] = rolledUp([...many, minute(0, 200)]).participants();
    expect(ada).toMatchObject({ samples: 41, late: 1, judgedMs: 40 * MINUTE, breachMs: 0 });
    expect(ada?.metrics.latencyMs).toMatchObject({ count: 41, max: 200 });
  });

  it('counts samples without any time apart', () => {
    const [ada] = rolledUp([
      minute(0, 10),
      minute(0, 200, { measuredAtMs: null, eventAtMs: null }),
    ]).participants();
    expect(ada).toMatchObject({ samples: 2, untimed: 1, judgedMs: MINUTE, breachMs: 0 });
  });

  it('gives mean, percentiles and extremes, and takes extremes from the bounds that were sent', () => {
    const rollup = createRollup();
    for (let value = 1; value <= 100; value += 1)
      rollup.add(minute(value, 0, { latencyMs: { min: value / 2, avg: value, max: value * 2 } }));
    rollup.add(minute(101, 0, { latencyMs: { min: 0.1, avg: null, max: null } }));
    const { latencyMs } = rollup.streams()[0]?.metrics ?? {};
    expect(latencyMs).toMatchObject({ count: 100, min: 0.1, avg: 50.5, max: 200 });
    for (const [name, value] of [
      ['p5', 5],
      ['p50', 50],
      ['p95', 95],
      ['worst', 95],
    ] as const)
      expect(Math.abs((latencyMs?.[name] ?? 0) / value - 1)).toBeLessThanOrEqual(0.01);
  });

  it('takes the low tail for what is worse when low', () => {
    const samples = Array.from({ length: 10 }, (_, count) =>
      minute(count, 10, { mos: count === 0 ? 1.2 : 4.4 }),
    );
    const { mos } = rolledUp(samples).streams()[0]?.metrics ?? {};
    expect(mos).toMatchObject({ p5: mos?.worst, min: 1.2 });
    expect(mos?.worst).toBeCloseTo(1.2, 1);
    expect(mos?.p95).toBeCloseTo(4.4, 1);
  });

  it('says null, not 0, where nothing was judged', () => {
    const rollup = createRollup();
    rollup.add(minute(0, 10));
    expect(rollup.conferences()[0]).toMatchObject({ judgedMs: 0, breachShare: null, limits: {} });
  });

  it('knows a participant and a conference by the best that any sample said, in any order', () => {
    const named = minute(1, 10, { participant: who({ id: '7', name: 'Bob' }), eventAtMs: 5 });
    const mailed = minute(2, 10, {
      participant: who({ id: '7', email: 'bob@example.com' }),
      eventAtMs: 9,
      conference: at({ uuid: 'uuid==' }),
    });
    for (const samples of [
      [named, mailed],
      [mailed, named],
    ]) {
      const rollup = rolledUp(samples);
      const known = {
        participant: { name: 'Bob', email: 'bob@example.com' },
        conference: { id: '93398114182' },
      };
      expect(rollup.participants()).toMatchObject([known]);
      expect(rollup.streams()).toMatchObject([known]);
      expect(rollupFromJSON(rollup.toJSON()).participants()).toMatchObject([known]);
      const merged = rolledUp(samples.slice(0, 1));
      merged.merge(rolledUp(samples.slice(1)));
      expect(merged.participants()).toMatchObject([known]);
    }
  });

  it('knows names and numbers from samples that do not count, in any order, also after JSON and merging', () => {
    const reading = minute(0, 200, {
      participant: who({ id: '7' }),
      conference: at({ uuid: 'uuid==' }),
    });
    const summary: QosSample = {
      ...reading,
      id: 'summary',
      span: 'summary',
      participant: who({ id: '7', name: 'Bob' }),
      conference: at({ uuid: 'uuid==', id: '93398114182' }),
    };
    const known = { participant: { name: 'Bob' }, conference: { id: '93398114182' } };
    const other = (sample: QosSample) => ({ ...sample, participant: who({ id: '8', name: 'Eve' }) });
    const cases: [counted: QosSample, teacher: QosSample, options: object][] = [
      [reading, summary, {}],
      [
        { ...summary, participant: who({ id: '7' }), conference: reading.conference },
        { ...reading, participant: summary.participant, conference: summary.conference },
        { span: 'summary' },
      ],
      [minute(60, 200, reading), { ...summary, span: 'interval', measuredAtMs: NINE }, { lastMinutes: 10 }],
      [reading, { ...summary, measuredAtMs: null, eventAtMs: null }, { lastMinutes: 10 }],
      [reading, { ...summary, id: reading.id, span: 'interval' }, {}],
    ];
    for (const [counted, teacher, options] of cases) {
      const last = { ...counted, measuredAtMs: counted.measuredAtMs ?? NINE };
      for (const samples of [
        [last, teacher, other(teacher)],
        [other({ ...teacher, span: last.span === 'summary' ? 'interval' : 'summary' }), teacher, last],
      ]) {
        const rollup = rolledUp(samples, options);
        const named = rollup.participants().filter(({ participant }) => participant.id === '7');
        expect(named).toMatchObject([known]);
        expect(rollup.streams()[0]).toMatchObject(known);
        expect(rollup.conferences()).toMatchObject([{ conference: { id: '93398114182' } }]);
        const saved = rollupFromJSON(JSON.parse(JSON.stringify(rolledUp(samples.slice(0, 2), options))));
        for (const sample of samples.slice(2)) saved.add(sample);
        expect(saved.participants().filter(({ participant }) => participant.id === '7')).toMatchObject([
          known,
        ]);
        const merged = rolledUp(samples.slice(0, 1), options);
        merged.merge(rolledUp(samples.slice(1), options));
        expect(merged.participants().filter(({ participant }) => participant.id === '7')).toMatchObject([
          known,
        ]);
      }
    }
  });

  it('lists nobody of whom no sample counts, and remembers no more of them than maxGroups', () => {
    const rollup = createRollup({ maxGroups: 2 });
    const told = (id: string) =>
      minute(0, 1, { id: `s${id}`, span: 'summary', participant: who({ id, name: `Name ${id}` }) });
    for (const id of ['1', '2', '3']) rollup.add(told(id));
    expect([rollup.participants(), rollup.conferences()]).toEqual([[], []]);
    for (const id of ['2', '3', '1']) rollup.add(minute(0, 1, { participant: who({ id }) }));
    expect(rollup.participants().map(({ participant }) => participant.name)).toEqual(['Name 3', null]);
    expect(JSON.stringify(rollup)).not.toContain('Name 1');
  });

  it('keeps the names of people who were silent for longer than lastMinutes', () => {
    const rollup = createRollup({ lastMinutes: 10 });
    rollup.add(minute(0, 1, { participant: who({ id: '7', name: 'Bob' }) }));
    rollup.add(minute(60, 1, { participant: who({ id: '8' }) }));
    rollup.add(minute(61, 1, { participant: who({ id: '7' }) }));
    expect(rollup.participants().map(({ participant }) => participant.name)).toEqual([null, 'Bob']);
  });

  it('counts only what the filter lets pass', () => {
    const rollup = createRollup({ thresholds, filter: ({ media }) => media === 'audio' });
    expect([rollup.add(minute(0, 1)), rollup.add(minute(0, 1, { media: 'video' }))]).toEqual([true, false]);
    expect(rollup.participants()).toMatchObject([{ samples: 1 }]);
  });

  it('with lastMinutes takes nothing that is too old, or has no time', () => {
    const rollup = createRollup({ thresholds, lastMinutes: 10 });
    const added = [
      minute(20, 10),
      minute(0, 10),
      minute(15, 10),
      minute(0, 10, { measuredAtMs: null, eventAtMs: null }),
    ];
    expect(added.map((sample) => rollup.add(sample))).toEqual([true, false, true, false]);
    expect(rollup.sinceMs).toBe(NINE + 11 * MINUTE);
    expect(createRollup().sinceMs).toBeNull();
  });

  it('with lastMinutes keeps no more than maxGroups, and says how many it forgot', () => {
    const rollup = createRollup({ thresholds, maxGroups: 2, lastMinutes: 10 });
    for (let count = 0; count < 6; count += 1)
      rollup.add(minute(count, 200, { participant: who({ id: `${count}` }) }));
    expect(rollup.participants().map(({ participant }) => participant.id)).toEqual(['4', '5']);
    expect(rollup.forgotten).toEqual({ conferences: 0, participants: 4, streams: 4 });
    expect(rollup.conferences()).toMatchObject([{ judgedMs: 6 * MINUTE }]);
    // Silence is not forgetting.
    rollup.add(minute(60, 200));
    expect(rollup.participants()).toHaveLength(1);
    expect(rollup.forgotten.participants).toBe(4);
  });

  it('gives the worst first, and no more than asked for', () => {
    const rollup = rolledUp(
      [10, 200, 160, 20].flatMap((latency, index) =>
        Array.from({ length: index + 1 }, (_, count) =>
          minute(count, latency, { participant: who({ id: `${index}` }) }),
        ),
      ),
    );
    expect(rollup.participants({ worst: 2 }).map(({ participant }) => participant.id)).toEqual(['2', '1']);
    const half = [minute(0, 200), minute(1, 10)].map((sample) => ({
      ...sample,
      participant: who({ id: 'half' }),
    }));
    const tied = rolledUp([...half, minute(0, 200, { participant: who({ id: 'whole' }) })]);
    expect(tied.participants({ worst: 2 }).map(({ participant }) => participant.id)).toEqual([
      'whole',
      'half',
    ]);
    expect(() => rollup.participants({ worst: 0 })).toThrow(ArgumentError);
  });

  it('tells two instances of one meeting number apart, two accounts, and the two sides of a call', () => {
    const rollup = createRollup();
    for (const uuid of ['one', 'two']) rollup.add(sampleOf({ conference: at({ uuid, id: '9' }) }));
    for (const accountId of ['a', 'b']) rollup.add(sampleOf({ accountId, conference: at({ id: '9' }) }));
    expect(rollup.conferences()).toHaveLength(4);
    const call = createRollup();
    for (const role of ['caller', 'callee']) call.add(sampleOf({ participant: who({ userId: '7', role }) }));
    expect(call.participants()).toHaveLength(2);
  });

  it('forgets the longest silent when there are too many, says how many, and keeps their time', () => {
    const rollup = createRollup({ maxGroups: 2, thresholds });
    const to = (uuid: string) => rollup.add(minute(0, 10, { conference: at({ uuid }) }));
    for (const uuid of ['first', 'second', 'first', 'third']) to(uuid);
    expect(rollup.conferences().map(({ conference }) => conference.uuid)).toEqual(['first', 'third']);
    expect(rollup.forgotten).toEqual({ conferences: 1, participants: 1, streams: 1 });

    const people = createRollup({ maxGroups: 2, thresholds });
    for (const id of ['1', '2', '3', '4']) people.add(minute(0, 200, { participant: who({ id }) }));
    expect(people.conferences()).toMatchObject([{ samples: 4, judgedMs: 4 * MINUTE, breachMs: 4 * MINUTE }]);
  });

  it.each([
    ['an event', fixtures['meeting.participant_qos']],
    ['nothing', undefined],
    ['null', null],
    ['a text', 'sample'],
    ['a sample whose number is text', { ...sampleOf({}), latencyMs: avg('63 ms' as unknown as number) }],
    ['a sample whose number is NaN', { ...sampleOf({}), mos: Number.NaN }],
    ['a sample whose time is text', { ...sampleOf({}), measuredAtMs: '2024' }],
  ])('refuses %s, and counts nothing of it', (_, sample) => {
    const rollup = createRollup();
    expect(() => rollup.add(sample as QosSample)).toThrow(ArgumentError);
    expect(rollup.conferences()).toEqual([]);
  });

  it('keeps one of each with maxGroups: 1', () => {
    const rollup = createRollup({ maxGroups: 1, thresholds });
    for (const id of ['1', '2']) rollup.add(minute(0, 10, { participant: who({ id }) }));
    rollup.add(minute(0, 10, { participant: who({ id: '2' }), type: 'video_input' }));
    expect(rollup.conferences()).toMatchObject([{ samples: 3 }]);
    expect(rollup.participants()).toMatchObject([{ participant: { id: '2' }, samples: 2 }]);
    expect(rollup.streams()).toMatchObject([{ participant: { id: '2' }, type: 'video_input', samples: 1 }]);
    expect(rollup.forgotten).toEqual({ conferences: 0, participants: 1, streams: 2 });
    expect(rollupFromJSON(rollup.toJSON()).participants()).toEqual(rollup.participants());
  });

  const year = 366 * 24 * 60;
  it.each([
    ['options', null, 'an object'],
    ['options', 'text', 'an object'],
    ['maxGroups', { maxGroups: 0 }, 'a whole number of at least 1'],
    ['maxGroups', { maxGroups: 1.5 }, 'a whole number of at least 1'],
    ['maxGroups', { maxGroups: Number.NaN }, 'a whole number of at least 1'],
    ['lastMinutes', { lastMinutes: 0.5 }, `a whole number from 1 to ${year}`],
    ['lastMinutes', { lastMinutes: 0 }, `a whole number from 1 to ${year}`],
    ['lastMinutes', { lastMinutes: year + 1 }, `a whole number from 1 to ${year}`],
    ['span', { span: 'minute' }, "'interval' or 'summary'"],
    ['filter', { filter: 'audio' }, 'a function'],
    ['thresholds.jitterMs', { thresholds: { jitterMs: Number.NaN } }, 'a finite number'],
    ['thresholds', { thresholds: null }, 'an object of limits by metric'],
  ])('names %s where the options are %j', (argument, options, expected) => {
    // What no compiler would let through.
    expect(() => createRollup(options as never)).toThrow(
      expect.objectContaining({
        code: 'argument_invalid',
        argument,
        message: `Expected ${argument} to be ${expected}.`,
      }),
    );
  });

  it('takes the minutes of a year', () => {
    expect(() => createRollup({ lastMinutes: year })).not.toThrow();
  });

  it('names what it refuses of a sample, of the figures asked for, and of another rollup', () => {
    const rollup = createRollup();
    const argumentOf = (act: () => unknown) => {
      try {
        return act();
      } catch (error) {
        expect(error).toBeInstanceOf(ArgumentError);
        return (error as ArgumentError).argument;
      }
    };
    const add = (sample: object) => argumentOf(() => rollup.add(sample as QosSample));
    expect(add({})).toBe('sample');
    expect(add({ ...sampleOf({}), measuredAtMs: '2024' })).toBe('sample.measuredAtMs');
    expect(add({ ...sampleOf({}), eventAtMs: Number.NaN })).toBe('sample.eventAtMs');
    expect(add({ ...sampleOf({}), latencyMs: avg(Number.NaN) })).toBe('sample.latencyMs');
    expect(add({ ...sampleOf({}), mos: Number.NaN })).toBe('sample.mos');
    for (const worst of [0, 1.5, Number.NaN])
      for (const level of ['conferences', 'participants', 'streams'] as const)
        expect(argumentOf(() => rollup[level]({ worst }))).toBe('worst');
    expect(argumentOf(() => rollup.merge(rollup))).toBe('other');
    expect(argumentOf(() => rollupFromJSON({ format: 'zoom-qss/rollup', version: 2 }))).toBe('json.version');
  });
});

describe('a rollup of summaries', () => {
  const left = (latency: number, more: Partial<QosSample> = {}) =>
    minute(0, latency, {
      span: 'summary',
      source: 'meeting.participant_qos_summary',
      measuredAtMs: null,
      ...more,
    });

  it('weighs every stay the same, however many items it has', () => {
    const many = Array.from({ length: 59 }, (_, index) => left(200, { id: `a${index}` }));
    const rollup = rolledUp([...many, left(10, { id: 'b', participant: who({ id: '2' }) })], {
      span: 'summary',
    });
    expect(rollup.conferences()).toMatchObject([
      {
        samples: 60,
        judgedStays: 2,
        breachStays: 1,
        breachShare: 0.5,
        judgedMs: 0,
        metrics: { latencyMs: { count: 2 } },
      },
    ]);
  });

  it('judges a mean without the noise of adding decimal fractions in binary', () => {
    const items = (values: readonly number[]) =>
      values.map((value, index) =>
        left(10, { id: `${index}`, latencyMs: null, lossPercent: avg(value), mos: value }),
      );
    const [even] = rolledUp(items([1.1, 3.2, 1.7]), { span: 'summary' }).participants();
    expect(even).toMatchObject({ breachStays: 0, metrics: { lossPercent: { avg: 2, max: 3.2 } } });
    expect(rolledUp(items([1.1, 3.2, 1.700001]), { span: 'summary' }).participants()).toMatchObject([
      { breachStays: 1 },
    ]);
    const low = rolledUp(items([3.4, 3.5, 3.6]), { span: 'summary', thresholds: { mos: 3.5 } });
    expect(low.participants()).toMatchObject([{ breachStays: 0 }]);
    const streams = items([1.1, 3.2, 1.7]).map((sample, index) => ({
      ...sample,
      type: `t${index}` as never,
    }));
    expect(rolledUp(streams, { span: 'summary' }).participants()[0]?.metrics.lossPercent?.avg).toBe(2);
  });

  it('gives the worst stays by their latency, since all that are in breach tie', () => {
    const stays = [101, 501, 301].map((latency) =>
      left(latency, { id: `${latency}`, participant: who({ id: `${latency}` }) }),
    );
    const rollup = rolledUp(stays, { span: 'summary', thresholds: { latencyMs: 100 } });
    for (const level of ['participants', 'streams'] as const)
      expect(rollup[level]({ worst: 2 }).map(({ participant }) => participant.id)).toEqual(['501', '301']);
  });

  it('knows sixteen ids of a stream, counts more items again, and keeps sixty-four streams of a stay', () => {
    const items = Array.from({ length: 20 }, (_, index) => left(10, { id: `${index}` }));
    expect(rolledUp([...items, ...items], { span: 'summary' }).participants()).toMatchObject([
      { samples: 24 },
    ]);
    const streams = Array.from({ length: 66 }, (_, index) =>
      left(10, { id: `${index}`, type: `type_${index}` as never }),
    );
    const rollup = rolledUp(streams, { span: 'summary' });
    expect(rollup.streams()).toHaveLength(64);
    expect(rollup.forgotten.streams).toBe(2);
  });

  it('adds the items of a merged rollup once where it knows all of them', () => {
    const part = () => rolledUp([left(10, { id: 'a' }), left(30, { id: 'b' })], { span: 'summary' });
    const merged = part();
    merged.merge(part());
    expect(merged.participants()).toMatchObject([{ samples: 2, metrics: { latencyMs: { avg: 20 } } }]);
    merged.merge(rolledUp([left(80, { id: 'c' })], { span: 'summary' }));
    expect(merged.participants()).toMatchObject([{ samples: 3, metrics: { latencyMs: { avg: 40 } } }]);
  });

  it('with lastMinutes counts the summaries of the last minutes, each stay once', () => {
    const at9 = (count: number, latency: number, id: string) =>
      left(latency, { id, eventAtMs: NINE + count * MINUTE });
    const rollup = rolledUp([at9(0, 900, 'a'), at9(30, 10, 'b'), at9(33, 20, 'c')], {
      span: 'summary',
      lastMinutes: 10,
    });
    expect(rollup.participants()).toMatchObject([
      { samples: 2, judgedStays: 1, breachStays: 0, metrics: { latencyMs: { avg: 15 } } },
    ]);
    expect(rollup.conferences()).toMatchObject([{ judgedStays: 1 }]);
  });

  it('gives percentiles over stays', () => {
    const stays = Array.from({ length: 10 }, (_, index) =>
      left(index === 0 ? 900 : 10, { id: `${index}`, participant: who({ id: `${index}` }) }),
    );
    const { latencyMs } = rolledUp(stays, { span: 'summary' }).conferences()[0]?.metrics ?? {};
    expect(latencyMs).toMatchObject({ count: 10, avg: 99, max: 900 });
    expect(Math.abs((latencyMs?.p50 ?? 0) / 10 - 1)).toBeLessThanOrEqual(0.01);
    expect(Math.abs((latencyMs?.p95 ?? 0) / 900 - 1)).toBeLessThanOrEqual(0.01);
  });

  it('prefers a webhook summary to the REST row of the same stream, in either order', () => {
    const webhook = left(10, { id: 'w' });
    const rows = [
      left(200, { id: 'r', source: 'rest.meeting', eventAtMs: null }),
      left(300, { id: 'v', source: 'rest.meeting', eventAtMs: null, type: 'video_input' }),
    ];
    for (const samples of [
      [webhook, ...rows],
      [...rows, webhook],
    ])
      expect(
        rolledUp(samples, { span: 'summary' })
          .streams()
          .map(({ type, metrics }) => [type, metrics.latencyMs?.avg])
          .sort(),
      ).toEqual([
        ['audio_input', 10],
        ['video_input', 300],
      ]);
  });

  describe('of a Video SDK session', () => {
    const session = { product: 'session', conference: at({ uuid: 's' }) } as const;
    const event = (id: string, userId: string) =>
      left(10, {
        ...session,
        id: `e${id}`,
        source: 'session.user_qos_summary',
        participant: who({ id, userId }),
      });
    const row = (zoomUserId: string, userId: string, ordinal = 0) =>
      left(200, {
        ...session,
        id: `r${zoomUserId}${ordinal}`,
        source: 'rest.session',
        eventAtMs: null,
        participant: who({ zoomUserId, userId, ordinal }),
      });
    const stays = (samples: readonly QosSample[]) => rolledUp(samples, { span: 'summary' }).participants();

    it('joins an event and a REST row by a user_key that nobody else has', () => {
      const joined = {
        participant: { id: '1', userId: 'key', zoomUserId: 'z' },
        metrics: { latencyMs: { avg: 10 } },
      };
      expect(stays([event('1', 'key'), row('z', 'key')])).toMatchObject([joined]);
      expect(stays([row('z', 'key'), event('1', 'key')])).toMatchObject([joined]);
    });

    it('keeps them apart where two events, or two rows, share the user_key', () => {
      expect(stays([event('1', 'key'), event('2', 'key'), row('z', 'key')])).toHaveLength(3);
      expect(stays([event('1', 'key'), row('z', 'key'), row('z', 'key', 1)])).toHaveLength(3);
      expect(stays([event('1', 'key'), row('z', 'other')])).toHaveLength(2);
    });
  });

  it('never mixes readings with the summaries that repeat them', () => {
    const [readings, summaries] = [createRollup(), createRollup({ span: 'summary' })];
    const [reading, summary] = [minute(0, 10), left(10)];
    expect([readings.add(reading), readings.add(summary)]).toEqual([true, false]);
    expect([summaries.add(reading), summaries.add(summary)]).toEqual([false, true]);
  });

  it('keeps the stays of those it forgot in the figures of their conference', () => {
    const samples = ['1', '2', '3'].map((id) => left(200, { id, participant: who({ id }) }));
    const rollup = rolledUp(samples, { span: 'summary', maxGroups: 1 });
    expect(rollup.conferences()).toMatchObject([{ samples: 3, judgedStays: 3, breachStays: 3 }]);
    expect(rollup.participants()).toHaveLength(1);
    expect(rollup.forgotten).toEqual({ conferences: 0, participants: 2, streams: 0 });
  });
});

describe('merging', () => {
  const people = (ids: readonly string[], options: object, more: Partial<QosSample> = {}) =>
    rolledUp(
      ids.flatMap((id) =>
        [0, 1, 2].map((count) =>
          minute(count, 200, { participant: who({ id }), id: `${id} ${count}`, ...more }),
        ),
      ),
      options,
    );

  it.each([
    ['readings', {}],
    ['stays', { span: 'summary' }],
    ['the last minutes', { lastMinutes: 30 }],
  ] as const)('keeps whole people of %s where the other rollup has more of them', (_, options) => {
    const more = options === undefined || 'span' in options ? { span: 'summary' as const } : {};
    const small = people(['0'], { maxGroups: 3, ...options }, more);
    small.merge(people(['1', '2', '3', '4', '5', '6'], { maxGroups: 10, ...options }, more));
    for (const level of ['participants', 'streams'] as const)
      expect(
        small[level]().map(({ participant, samples, judgedMs, judgedStays }) => [
          participant.id,
          samples,
          judgedMs + judgedStays,
        ]),
      ).toEqual(['4', '5', '6'].map((id) => [id, 3, 'span' in options ? 1 : 3 * MINUTE]));
    expect(small.conferences()).toMatchObject([
      { [`judged${'span' in options ? 'Stays' : 'Ms'}`]: expect.anything() },
    ]);
    expect(
      small.conferences()[0]?.judgedStays || (small.conferences()[0]?.judgedMs ?? 0) / (3 * MINUTE),
    ).toBe(7);
    expect(small.forgotten).toMatchObject({ conferences: 0, participants: 4 });
    expect(() => rollupFromJSON(small.toJSON())).not.toThrow();
  });

  it('keeps nobody whose conference it forgot, whatever the sizes', () => {
    const some = fc.record({
      maxGroups: fc.integer({ min: 1, max: 5 }),
      samples: fc.array(
        fc.record({
          uuid: fc.nat(6),
          id: fc.nat(3),
          type: fc.constantFrom('audio_input', 'video_input'),
          at: fc.nat(20),
        }),
        { maxLength: 30 },
      ),
    });
    const rollupOf = (
      { maxGroups, samples }: typeof some extends fc.Arbitrary<infer T> ? T : never,
      options: object,
    ) =>
      rolledUp(
        samples.map(({ uuid, id, type, at: count }) =>
          minute(count, 200, {
            conference: at({ uuid: `${uuid}` }),
            participant: who({ id: `${id}` }),
            type: type as 'audio_input',
          }),
        ),
        { maxGroups, ...options },
      );
    fc.assert(
      fc.property(some, some, fc.constantFrom({}, { lastMinutes: 10 }), (one, other, options) => {
        const merged = rollupOf(one, options);
        merged.merge(rollupOf(other, options));
        const meetings = new Set(merged.conferences().map(({ conference }) => conference.uuid));
        const people = new Set(merged.participants().map(participantKey));
        for (const { conference } of merged.participants()) expect(meetings).toContain(conference.uuid);
        for (const stream of merged.streams()) expect(people).toContain(participantKey(stream));
        expect(() => rollupFromJSON(merged.toJSON())).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  it('adds up what both forgot', () => {
    const [one, other] = [people(['1', '2'], { maxGroups: 1 }), people(['3', '4'], { maxGroups: 1 })];
    one.merge(other);
    expect(one.forgotten).toEqual({ conferences: 0, participants: 3, streams: 3 });
  });

  it('never judges more than the time that passed, of readings that two servers took in turn for hours', () => {
    const [one, other] = [createRollup({ thresholds }), createRollup({ thresholds })];
    for (let count = 0; count < 300; count += 1)
      (count % 2 ? one : other).add(minute(count, count % 4 < 2 ? 200 : 10));
    one.merge(other);
    const [ada] = one.participants();
    expect(ada?.judgedMs).toBeLessThanOrEqual(300 * MINUTE);
    expect(ada?.judgedMs).toBeGreaterThan(295 * MINUTE);
    expect(ada?.breachShare).toBeCloseTo(0.5, 1);
  });

  it('names what differs in a rollup with other thresholds, kind or minutes, and refuses itself and anything else', () => {
    const rollup = createRollup({ thresholds });
    const another = 'another rollup of createRollup or rollupFromJSON';
    for (const [other, expected] of [
      [createRollup(), 'a rollup with the same thresholds'],
      [createRollup({ thresholds, span: 'summary' }), 'a rollup with the same span'],
      [createRollup({ thresholds, lastMinutes: 5 }), 'a rollup with the same lastMinutes'],
      [rollup, another],
      [{}, another],
      [undefined, another],
    ] as const)
      expect(() => rollup.merge(other as typeof rollup)).toThrow(new ArgumentError('other', expected));
    const { latencyMs, jitterMs, lossPercent } = thresholds;
    rollup.merge(createRollup({ thresholds: { lossPercent, jitterMs, latencyMs } }));
  });
});

describe('rollupFromJSON', () => {
  const json = () =>
    JSON.parse(JSON.stringify(rolledUp(Array.from({ length: 34 }, (_, count) => minute(count, count % 5)))));

  it('refuses, with a path, whatever is not what toJSON gives', () => {
    for (const wrong of [undefined, null, 5, 'text', [], {}, { format: 'zoom-qss/rollup', version: 2 }])
      expect(() => rollupFromJSON(wrong)).toThrow(ArgumentError);
    const changed = json();
    changed.counted.participants[0].slices[0][1].timeline.all.open[3][0] = null;
    expect(() => rollupFromJSON(changed)).toThrow(
      expect.objectContaining({
        argument: 'json.counted.participants[0].slices[0][1].timeline.all.open[3][0]',
      }),
    );
  });

  it('takes or refuses any change to the JSON, and never gives figures that are no numbers', () => {
    /** Every place in the JSON, as a function that puts a value there. */
    const placesOf = (value: unknown): ((put: unknown) => void)[] =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value).flatMap(([key, inner]) => [
            (put: unknown) => {
              (value as Record<string, unknown>)[key] = put;
            },
            ...placesOf(inner),
          ]);
    const text = JSON.stringify(json());
    const count = placesOf(json()).length;
    for (let place = 0; place < count; place += 1)
      for (const put of [null, -1, 'x', [], {}, 1e308]) {
        const changed = JSON.parse(text);
        placesOf(changed)[place]?.(put);
        let rollup: ReturnType<typeof rollupFromJSON> | undefined;
        try {
          rollup = rollupFromJSON(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(ArgumentError);
        }
        rollup?.add(minute(50, 10));
        for (const { judgedMs, breachMs } of [
          ...(rollup?.participants() ?? []),
          ...(rollup?.conferences() ?? []),
        ])
          expect([judgedMs, breachMs].every(Number.isFinite)).toBe(true);
      }
  });
});

it('says that a saved rollup must be parsed first', () => {
  expect(() => rollupFromJSON(JSON.stringify(createRollup()))).toThrow('what JSON.parse returns, not text');
});
