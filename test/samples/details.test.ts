import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bounds, SampleMetrics } from 'zoom-qss';
import { DETAIL_FIELDS } from '../../src/samples/detail-fields.js';
import { METRICS, type Metric } from '../../src/samples/metrics.js';
import type { Raw } from '../events/documented.js';
import { type Measured, NOTHING, readDetails } from './given.js';

const BOUNDS = ['min', 'avg', 'max'] as const;

/** Every field that holds a bound of a metric. */
const BOUND_FIELDS = Object.entries<Metric>(METRICS).flatMap(([name, { unit, wire }]) =>
  BOUNDS.flatMap((bound) =>
    (wire[bound] ?? []).map((field) => ({ field, bound, unit, name: name as keyof SampleMetrics })),
  ),
);

const OWN_FIELDS = [
  'resolution',
  'quality',
  'quality_score',
  'mos',
  'network',
  'network_notification',
  'rssi_unit',
  'system_min_cpu_pressure_level',
  'system_avg_cpu_pressure_level',
  'system_max_cpu_pressure_level',
];

const alone = (bound: keyof Bounds, value: number): Bounds => ({
  min: null,
  avg: null,
  max: null,
  [bound]: value,
});

describe('a field of details', () => {
  it('is one of those tested here', () => {
    const tested = [...BOUND_FIELDS.map(({ field }) => field), ...OWN_FIELDS];
    expect([...DETAIL_FIELDS.keys()].sort()).toEqual(tested.sort());
  });

  it.each([
    ['bitrate', 'bitrateKbps', 'avg'],
    ['latency', 'latencyMs', 'avg'],
    ['network_delay', 'latencyMs', 'avg'],
    ['jitter', 'jitterMs', 'avg'],
    ['frame_rate', 'frameRateFps', 'avg'],
    ['min_bitrate', 'bitrateKbps', 'min'],
    ['avg_bitrate', 'bitrateKbps', 'avg'],
    ['max_bitrate', 'bitrateKbps', 'max'],
    ['min_latency', 'latencyMs', 'min'],
    ['avg_latency', 'latencyMs', 'avg'],
    ['max_latency', 'latencyMs', 'max'],
    ['min_jitter', 'jitterMs', 'min'],
    ['avg_jitter', 'jitterMs', 'avg'],
    ['max_jitter', 'jitterMs', 'max'],
    ['min_loss', 'lossPercent', 'min'],
    ['avg_loss', 'lossPercent', 'avg'],
    ['max_loss', 'lossPercent', 'max'],
    ['min_frame_rate', 'frameRateFps', 'min'],
    ['avg_frame_rate', 'frameRateFps', 'avg'],
    ['max_frame_rate', 'frameRateFps', 'max'],
    ['zoom_min_cpu_usage', 'zoomCpuPercent', 'min'],
    ['zoom_avg_cpu_usage', 'zoomCpuPercent', 'avg'],
    ['zoom_max_cpu_usage', 'zoomCpuPercent', 'max'],
    ['system_max_cpu_usage', 'systemCpuPercent', 'max'],
    ['min_rssi', 'rssiDbm', 'min'],
    ['avg_rssi', 'rssiDbm', 'avg'],
    ['max_rssi', 'rssiDbm', 'max'],
  ] as const)('%s fills %s, %s', (field, metric, bound) => {
    expect(readDetails({ [field]: '5' })).toStrictEqual({
      measured: { ...NOTHING, [metric]: alone(bound, 5) },
      issues: [],
    });
  });

  it.each(BOUND_FIELDS)('$field is in $unit, with a unit and without', ({ field, bound, unit, name }) => {
    for (const text of ['12.5', `12.5 ${unit}`, `12.5${unit.toUpperCase()}`, ` 12.5  ${unit} `]) {
      expect(readDetails({ [field]: text }).measured[name]).toStrictEqual(alone(bound, 12.5));
    }
  });

  it.each(BOUND_FIELDS)('$field holds a measured 0', ({ field, bound, unit, name }) => {
    for (const zero of ['0', '0.0', `0 ${unit}`, `0${unit}`]) {
      const { measured, issues } = readDetails({ [field]: zero });
      expect(measured).toStrictEqual({ ...NOTHING, [name]: alone(bound, 0) });
      expect(issues).toEqual([]);
    }
  });

  const blanks = ['', ' ', ' \t\r\n', '\u00a0', '-', '--', ' - ', 'N/A', 'n/a'];
  it.each([...BOUND_FIELDS.map(({ field }) => field), ...OWN_FIELDS])('%s is absent when blank', (field) => {
    for (const blank of blanks) {
      expect(readDetails({ [field]: blank })).toStrictEqual({ measured: NOTHING, issues: [] });
    }
  });

  it.each(BOUND_FIELDS)('$field is noted when unreadable, and the rest is read', ({ field }) => {
    for (const text of ['63 apples', 'good', '1e3', 'NaN', 'Infinity', '1,055', '5'.repeat(65)]) {
      const { measured, issues } = readDetails({ quality: 'good', [field]: text, mos: '4.5' });
      expect(measured).toStrictEqual({ ...NOTHING, quality: 'good', mos: 4.5 });
      const expected = expect.stringMatching(/^a /);
      expect(issues).toEqual([{ code: 'value_unreadable', path: [field], text, expected }]);
    }
  });

  it.each([
    ['bitrate', '63 ms', 'a bitrate'],
    ['bitrate', '-63 kbps', 'a bitrate'],
    ['latency', '134 kbps', 'a time in milliseconds'],
    ['jitter', '6 %', 'a time in milliseconds'],
    ['avg_loss', '1 fps', 'a percentage'],
    ['frame_rate', '12 %', 'a frame rate'],
    ['zoom_max_cpu_usage', '12 ms', 'a percentage'],
    ['system_max_cpu_usage', '12 ms', 'a percentage'],
    ['max_rssi', '-56 %', 'a signal strength in dBm'],
    ['resolution', '1280', 'a resolution'],
    ['quality_score', 'good', 'a score'],
    ['mos', '4.5 %', 'a score'],
    ['rssi_unit', '%', 'dBm'],
  ])('%s of %o is no value: expected is %s', (field, text, expected) => {
    expect(readDetails({ [field]: text })).toStrictEqual({
      measured: NOTHING,
      issues: [{ code: 'value_unreadable', path: [field], text, expected }],
    });
  });

  it.each(['news', 'BITRATE', 'loss', 'min_cpu', '__proto__', 'constructor', 'toString', '', 'rssi'])(
    'called %o is unknown, and noted',
    (field) => {
      const details = JSON.parse(JSON.stringify({ MARK: '5 ms', bitrate: '63 kbps' }).replace('MARK', field));
      const { measured, issues } = readDetails(details);
      expect(measured).toStrictEqual({ ...NOTHING, bitrateKbps: alone('avg', 63) });
      expect(issues).toEqual([
        { code: 'field_unknown', path: [field], text: '5 ms', expected: 'a documented field' },
      ]);
    },
  );
});

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

  it('is none in another unit, wherever that stands', () => {
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

describe('what is no metric', () => {
  it.each([
    [{ resolution: '1280*720' }, { resolution: { width: 1280, height: 720 } }],
    [{ resolution: '640x360' }, { resolution: { width: 640, height: 360 } }],
    [{ resolution: '0*0' }, {}],
    [{ quality: 'good' }, { quality: 'good' }],
    [{ quality: 'Excellent' }, { quality: 'Excellent' }],
    [{ quality_score: '3.65' }, { qualityScore: 3.65 }],
    [{ quality_score: '0' }, { qualityScore: 0 }],
    [{ mos: '4.5' }, { mos: 4.5 }],
    [{ network: 'LAN' }, { network: 'LAN' }],
    [{ network_notification: 'network_unstable' }, { notification: 'network_unstable' }],
    [{ system_min_cpu_pressure_level: 'normal' }, { cpuPressure: { min: 'normal', avg: null, max: null } }],
    [
      {
        system_max_cpu_pressure_level: 'critical',
        system_avg_cpu_pressure_level: '',
        bitrate: '',
        system_min_cpu_pressure_level: 'fair',
      },
      { cpuPressure: { min: 'fair', avg: null, max: 'critical' } },
    ],
    [
      {
        system_min_cpu_pressure_level: 'fair',
        system_avg_cpu_pressure_level: 'serious',
        system_max_cpu_pressure_level: 'molten',
      },
      { cpuPressure: { min: 'fair', avg: 'serious', max: 'molten' } },
    ],
  ] satisfies [Raw, Partial<Measured>][])('%o is read as %o', (details, expected) => {
    expect(readDetails(details)).toStrictEqual({ measured: { ...NOTHING, ...expected }, issues: [] });
  });

  it('is not tied to a type', () => {
    const { measured } = readDetails({ bitrate: '63 kbps', mos: '4', quality: 'fair', max_rssi: '-44' });
    expect(measured).toStrictEqual({
      ...NOTHING,
      bitrateKbps: alone('avg', 63),
      mos: 4,
      quality: 'fair',
      rssiDbm: alone('max', -44),
    });
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
