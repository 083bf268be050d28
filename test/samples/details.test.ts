import { describe, expect, it } from 'vitest';
import type { SampleMetrics } from 'zoom-qss';
import { DETAIL_FIELDS } from '../../src/samples/detail-fields.js';
import type { Metric } from '../../src/samples/field.js';
import { METRICS } from '../../src/samples/fields.js';
import type { Raw } from '../events/documented.js';
import { alone, type Measured, NOTHING, readDetails } from './given.js';

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
    for (const text of ['63 apples', 'good', '1e', 'NaN', 'Infinity', '1,055', '1e200', '5'.repeat(400)]) {
      const { measured, issues } = readDetails({ quality: 'good', [field]: text, mos: '4.5' });
      expect(measured).toStrictEqual({ ...NOTHING, quality: 'good', mos: 4.5 });
      const expected = expect.stringMatching(/^a /);
      expect(issues).toEqual([{ code: 'value_unreadable', path: [field], text, expected }]);
    }
  });

  it.each([
    ['bitrate', '63 ms', 'a number in kbps'],
    ['bitrate', '-63 kbps', 'a number in kbps'],
    ['latency', '134 kbps', 'a number in ms'],
    ['jitter', '6 %', 'a number in ms'],
    ['avg_loss', '1 fps', 'a number in %'],
    ['frame_rate', '12 %', 'a number in fps'],
    ['zoom_max_cpu_usage', '12 ms', 'a number in %'],
    ['system_max_cpu_usage', '12 ms', 'a number in %'],
    ['max_rssi', '-56 %', 'a number in dBm'],
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
