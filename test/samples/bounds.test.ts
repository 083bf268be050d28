import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bounds } from 'zoom-qss';
import { DETAIL_FIELDS } from '../../src/samples/detail-fields.js';
import { alone, NOTHING, readDetails } from './given.js';

const BOUNDS = ['min', 'avg', 'max'] as const;

describe('bounds', () => {
  it.each([
    ['bitrateKbps', 'min_bitrate', 'max_bitrate', '9 kbps', '6 kbps', 6, 9],
    ['latencyMs', 'min_latency', 'max_latency', '1.5 s', '20 ms', 20, 1500],
    ['jitterMs', 'min_jitter', 'max_jitter', '2', '1', 1, 2],
    ['lossPercent', 'min_loss', 'max_loss', '0.4%', '0.03%', 0.03, 0.4],
    ['frameRateFps', 'min_frame_rate', 'max_frame_rate', '30 fps', '0 fps', 0, 30],
    ['zoomCpuPercent', 'zoom_min_cpu_usage', 'zoom_max_cpu_usage', '5%', '1%', 1, 5],
    ['rssiDbm', 'min_rssi', 'max_rssi', '-44', '-56', -56, -44],
  ])(
    'of %s that are swapped are put in order, and noted',
    (metric, minWire, maxWire, above, below, min, max) => {
      for (const details of [
        { [minWire]: above, [maxWire]: below },
        { [maxWire]: below, [minWire]: above },
        { [maxWire]: below, quality: '', mos: '', [minWire]: above },
      ]) {
        expect(readDetails(details)).toStrictEqual({
          measured: { ...NOTHING, [metric]: { min, avg: null, max } },
          issues: [{ code: 'bounds_swapped', path: [minWire], text: above, expected: `at most ${maxWire}` }],
        });
      }
    },
  );

  it.each([
    [{ min_jitter: '5', avg_jitter: '4', max_jitter: '9' }, 'avg_jitter'],
    [{ min_jitter: '5', avg_jitter: '10', max_jitter: '9' }, 'avg_jitter'],
    [{ jitter: '10', max_jitter: '9' }, 'jitter'],
    [{ latency: '', network_delay: '10', max_latency: '9' }, 'network_delay'],
    [{ avg_rssi: -60, min_rssi: '-56' }, 'avg_rssi'],
  ])('of %o have their average outside, which is noted and kept', (details, field) => {
    const { measured, issues } = readDetails(details);
    const average = Number(details[field as keyof typeof details]);
    const kept = [measured.jitterMs, measured.latencyMs, measured.rssiDbm].map((each) => each?.avg);
    expect(kept).toContain(average);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([['average_outside', [field]]]);
  });

  it('that are swapped have no average outside them', () => {
    const { issues } = readDetails({ min_jitter: '9', avg_jitter: '7', max_jitter: '5' });
    expect(issues.map(({ code }) => code)).toEqual(['bounds_swapped']);
  });

  it('that are equal are in order', () => {
    const { measured, issues } = readDetails({ min_jitter: '1 ms', avg_jitter: '1 ms', max_jitter: '1 ms' });
    expect(measured.jitterMs).toEqual({ min: 1, avg: 1, max: 1 });
    expect(issues).toEqual([]);
  });

  it('that are swapped are noted once, however the fields are mixed', () => {
    const { measured, issues } = readDetails({
      max_rssi: '-56',
      bitrate: '5',
      min_rssi: '-44',
      jitter: '1',
      avg_rssi: '-50',
    });
    expect(measured.rssiDbm).toEqual({ min: -56, avg: -50, max: -44 });
    expect(issues.map(({ code }) => code)).toEqual(['bounds_swapped']);
  });

  it('keep the first of two fields for one value, and note the second', () => {
    const expected = 'one field for this value';
    expect(readDetails({ latency: '134 ms', network_delay: '0' })).toStrictEqual({
      measured: { ...NOTHING, latencyMs: alone('avg', 134) },
      issues: [{ code: 'field_unknown', path: ['network_delay'], text: '0', expected }],
    });
    expect(readDetails({ avg_bitrate: '0', mos: '4', bitrate: '63 kbps' })).toStrictEqual({
      measured: { ...NOTHING, bitrateKbps: alone('avg', 0), mos: 4 },
      issues: [{ code: 'field_unknown', path: ['bitrate'], text: '63 kbps', expected }],
    });
  });

  it('take a second field where the first holds nothing', () => {
    for (const blank of ['', '-']) {
      const { measured, issues } = readDetails({
        avg_latency: blank,
        latency: '134 ms',
        network_delay: blank,
      });
      expect(measured.latencyMs).toEqual(alone('avg', 134));
      expect(issues).toEqual([]);
    }
    const { measured, issues } = readDetails({ avg_latency: 'long', latency: '134 ms' });
    expect(measured.latencyMs).toEqual(alone('avg', 134));
    expect(issues.map(({ code }) => code)).toEqual(['value_unreadable']);
  });
});

describe('the signal strength', () => {
  it.each(['dBm', 'dbm', 'DBM', '', '-'])('is read in %o', (rssi_unit) => {
    const { measured, issues } = readDetails({
      min_rssi: -56,
      avg_rssi: '-50',
      max_rssi: '-44 dBm',
      rssi_unit,
    });
    expect(measured.rssiDbm).toEqual({ min: -56, avg: -50, max: -44 });
    expect(issues).toEqual([]);
  });

  it.each([{}, { rssi_unit: 'dBm' }, { rssi_unit: '' }])(
    'is kept with the unit %o where another field is unreadable',
    (unit) => {
      const { measured, issues } = readDetails({
        bitrate: '63 apples',
        avg_rssi: '-50',
        ...unit,
        mos: 'good',
      });
      expect(measured.rssiDbm).toEqual(alone('avg', -50));
      expect(issues.map(({ path }) => path)).toEqual([['bitrate'], ['mos']]);
    },
  );

  it('is absent in another unit, wherever the unit is written', () => {
    const rssi = { min_rssi: '40', avg_rssi: '50', max_rssi: '60' };
    for (const details of [
      { rssi_unit: '%', ...rssi },
      { ...rssi, rssi_unit: '%' },
      { min_rssi: '40', rssi_unit: '%', max_rssi: '60' },
    ]) {
      const { measured, issues } = readDetails({ ...details, bitrate: '63 kbps' });
      expect(measured).toStrictEqual({ ...NOTHING, bitrateKbps: alone('avg', 63) });
      expect(issues).toEqual([{ code: 'value_unreadable', path: ['rssi_unit'], text: '%', expected: 'dBm' }]);
    }
  });
});

const VALUES = [
  '',
  '0',
  '5',
  '63 kbps',
  '134 ms',
  '0.4%',
  '12 fps',
  '-56',
  '1280*720',
  'good',
  '63 apples',
  'dBm',
];

/** One field for each bound at most: which of two is kept, their order decides. */
const ONE_EACH = [...DETAIL_FIELDS.keys()].filter(
  (field) => !['bitrate', 'latency', 'network_delay', 'jitter', 'frame_rate'].includes(field),
);

const details = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...ONE_EACH, 'news', 'loss'), fc.constantFrom(...VALUES)),
  {
    selector: ([field]) => field,
  },
);

it('reads the fields of details in any order alike', () => {
  const grouped = (entries: [string, string][]) => {
    const order = [...DETAIL_FIELDS.keys()];
    return [...entries].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  };
  const read = (entries: [string, string][]) => {
    const { measured, issues } = readDetails(Object.fromEntries(entries));
    return { measured, issues: issues.map((issue) => JSON.stringify(issue)).sort() };
  };
  fc.assert(
    fc.property(
      details.chain((entries) =>
        fc.tuple(
          fc.constant(entries),
          fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
        ),
      ),
      ([entries, shuffled]) => {
        expect(read(shuffled)).toStrictEqual(read(grouped(entries)));
      },
    ),
  );
});

it('reads bounds side by side as it reads them metric by metric', () => {
  const metrics = ['bitrate', 'latency', 'jitter', 'loss', 'frame_rate', 'rssi'];
  const value = (bound: keyof Bounds) => String(BOUNDS.indexOf(bound) + 1);
  const entry = (metric: string, bound: keyof Bounds) => [`${bound}_${metric}`, value(bound)];
  const byMetric = metrics.flatMap((metric) => BOUNDS.map((bound) => entry(metric, bound)));
  const byBound = BOUNDS.flatMap((bound) => metrics.map((metric) => entry(metric, bound)));
  const { measured, issues } = readDetails(Object.fromEntries(byBound));
  expect(measured.latencyMs).toEqual({ min: 1, avg: 2, max: 3 });
  expect({ measured, issues }).toStrictEqual(readDetails(Object.fromEntries(byMetric)));
});
