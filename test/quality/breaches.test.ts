import { describe, expect, it } from 'vitest';
import { ArgumentError, breaches, createRollup, judge, PRESETS } from 'zoom-qss/quality';
import { fixtures } from 'zoom-qss/testing';
import { JUDGED_METRICS } from '../../src/generated/metrics.js';
import { avg, sampleOf } from './samples.js';

const zoom = PRESETS.zoom.thresholds;

describe('breaches', () => {
  it('names every limit a sample breaks, in the order of the thresholds', () => {
    const sample = sampleOf({ lossPercent: avg(3.5), latencyMs: avg(151), jitterMs: avg(12) });
    expect(breaches(sample, zoom)).toEqual([
      { metric: 'latencyMs', statistic: 'avg', value: 151, limit: 150 },
      { metric: 'lossPercent', statistic: 'avg', value: 3.5, limit: 2 },
    ]);
  });

  it('keeps a limit that is just reached', () => {
    expect(breaches(sampleOf({ latencyMs: avg(150), jitterMs: avg(40), lossPercent: avg(2) }), zoom)).toEqual(
      [],
    );
  });

  it('judges an average even where the maximum is beyond the limit', () => {
    expect(breaches(sampleOf({ latencyMs: { min: 10, avg: 60, max: 900 } }), zoom)).toEqual([]);
  });

  it('judges the worse bound where no average was sent', () => {
    const sample = sampleOf({
      systemCpuPercent: { min: null, avg: null, max: 96 },
      rssiDbm: { min: -88, avg: null, max: -40 },
    });
    expect(breaches(sample, { systemCpuPercent: 90, rssiDbm: -75 })).toEqual([
      { metric: 'systemCpuPercent', statistic: 'max', value: 96, limit: 90 },
      { metric: 'rssiDbm', statistic: 'min', value: -88, limit: -75 },
    ]);
  });

  it('does not judge a metric of which only the better bound was sent', () => {
    const sample = sampleOf({
      latencyMs: { min: 900, avg: null, max: null },
      systemCpuPercent: { min: 99, avg: null, max: null },
      bitrateKbps: { min: null, avg: null, max: 1 },
      rssiDbm: { min: null, avg: null, max: -99 },
    });
    const limits = { latencyMs: 150, systemCpuPercent: 90, bitrateKbps: 20, rssiDbm: -75 };
    expect(breaches(sample, limits)).toEqual([]);
    for (const limit of Object.entries(limits)) expect(judge(sample, limit as never)).toBeNull();
  });

  it.each([
    ['bitrateKbps', 'lower'],
    ['latencyMs', 'higher'],
    ['jitterMs', 'higher'],
    ['lossPercent', 'higher'],
    ['frameRateFps', 'lower'],
    ['zoomCpuPercent', 'higher'],
    ['systemCpuPercent', 'higher'],
    ['rssiDbm', 'lower'],
    ['qualityScore', 'lower'],
    ['mos', 'lower'],
  ] as const)('%s breaks a limit that it is %s than', (metric, worse) => {
    const isOne = metric === 'mos' || metric === 'qualityScore';
    const sampleAt = (value: number) => sampleOf({ [metric]: isOne ? value : avg(value) });
    const broken = [49, 50, 51].filter((value) => breaches(sampleAt(value), { [metric]: 50 }).length > 0);
    expect(broken).toEqual([worse === 'higher' ? 51 : 49]);
    expect(Object.keys(JUDGED_METRICS)).toHaveLength(10);
  });

  it('has a lower limit for what is better the higher it is', () => {
    expect(breaches(sampleOf({ mos: 3.4 }), PRESETS.twilio.thresholds)).toEqual([
      { metric: 'mos', statistic: 'value', value: 3.4, limit: 3.5 },
    ]);
    expect(breaches(sampleOf({ mos: 3.5 }), PRESETS.twilio.thresholds)).toEqual([]);
  });

  it('finds nothing in a blank sample, and a true zero within every upper limit', () => {
    expect(breaches(sampleOf({}), zoom)).toEqual([]);
    expect(breaches(sampleOf({ latencyMs: avg(0), lossPercent: avg(0) }), zoom)).toEqual([]);
    expect(breaches(sampleOf({ bitrateKbps: avg(0) }), { bitrateKbps: 20 })).toHaveLength(1);
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [undefined], ['150']])(
    'refuses the limit %s',
    (limit) => {
      // What no compiler would let through.
      const thresholds = { latencyMs: limit as number };
      expect(() => breaches(sampleOf({}), thresholds)).toThrow(ArgumentError);
    },
  );

  it('refuses a limit for a metric that does not exist', () => {
    expect(() => breaches(sampleOf({}), { latency: 150 } as object)).toThrow(ArgumentError);
    expect(() => breaches(sampleOf({}), { toString: 1 } as object)).toThrow(ArgumentError);
  });
});

describe('what is no sample or no limit', () => {
  const sample = sampleOf({ latencyMs: avg(200) });

  it.each([
    [['nope', 1], 'limit[0]', /^Expected limit\[0\] to be one of bitrateKbps, latencyMs, .*, mos\.$/],
    [['toString', 1], 'limit[0]', /one of/],
    [['latencyMs', Number.NaN], 'limit[1]', /^Expected limit\[1\] to be a finite number\.$/],
    [['latencyMs', '150'], 'limit[1]', /a finite number/],
    [['latencyMs'], 'limit', /^Expected limit to be a metric and its limit, as \['latencyMs', 150\]\.$/],
    [['latencyMs', 1, 2], 'limit', /a metric and its limit/],
    [undefined, 'limit', /a metric and its limit/],
    ['latencyMs', 'limit', /a metric and its limit/],
    ['ab', 'limit', /a metric and its limit/],
  ])('judge refuses the limit %j, and names %s', (limit, argument, message) => {
    const judging = () => judge(sample, limit as never);
    expect(judging).toThrow(expect.objectContaining({ code: 'argument_invalid', argument }));
    expect(judging).toThrow(message);
  });

  it.each([
    [
      { latencyMs: Number.NaN },
      'thresholds.latencyMs',
      /^Expected thresholds.latencyMs to be a finite number/,
    ],
    [{ mos: 3, jitterMs: '40' }, 'thresholds.jitterMs', /a finite number/],
    [{ latency: 150 }, 'thresholds', /limits by metric \(bitrateKbps, .*, mos\); latency is no metric/],
    [
      PRESETS.zoom,
      'thresholds',
      /limits by metric \(.*\); name is no metric: pass the preset's \.thresholds/,
    ],
    [[['latencyMs', 1]], 'thresholds', /^Expected thresholds to be an object of limits by metric\.$/],
    [null, 'thresholds', /an object of limits by metric/],
    ['latencyMs', 'thresholds', /an object of limits by metric/],
  ])('breaches and createRollup refuse the thresholds %j, and name %s', (thresholds, argument, message) => {
    for (const use of [
      () => breaches(sample, thresholds as never),
      () => createRollup({ thresholds: thresholds as never }),
    ]) {
      expect(use).toThrow(expect.objectContaining({ code: 'argument_invalid', argument }));
      expect(use).toThrow(message);
    }
  });

  it.each([[fixtures['meeting.participant_qos']], [undefined], [null], ['text'], [{}]])(
    'judge and breaches refuse the sample %j',
    (wrong) => {
      expect(() => judge(wrong as never, ['latencyMs', 1])).toThrow(ArgumentError);
      expect(() => breaches(wrong as never, zoom)).toThrow(ArgumentError);
    },
  );

  it('judge and breaches refuse values that are no numbers, and find nothing in a metric that is missing', () => {
    for (const value of ['63 ms', Number.NaN]) {
      const wrong = sampleOf({ latencyMs: avg(value as number), mos: value as number });
      expect(() => judge(wrong, ['latencyMs', 1])).toThrow(ArgumentError);
      expect(() => breaches(wrong, { mos: 1 })).toThrow(ArgumentError);
    }
    const { jitterMs: _, ...without } = sample;
    expect(judge(without as typeof sample, ['jitterMs', 1])).toBeNull();
    expect(breaches(without as typeof sample, zoom)).toMatchObject([{ metric: 'latencyMs' }]);
  });

  it.each([[[]], [[['latencyMs', 1]]], [new Map([['latencyMs', 1]])], [new Set()]])(
    'breaches and createRollup refuse the thresholds %j',
    (thresholds) => {
      expect(() => breaches(sample, thresholds as never)).toThrow(ArgumentError);
      expect(() => createRollup({ thresholds: thresholds as never })).toThrow(ArgumentError);
    },
  );
});

describe('PRESETS', () => {
  it.each(Object.entries(PRESETS))(
    '%s says what latency means, and where its figures are from',
    (_, preset) => {
      expect(['one way', 'round trip', 'not said']).toContain(preset.latency);
      expect(new URL(preset.source).protocol).toBe('https:');
      expect(() => breaches(sampleOf({}), preset.thresholds)).not.toThrow();
    },
  );
});
