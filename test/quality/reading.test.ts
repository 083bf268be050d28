import { describe, expect, it } from 'vitest';
import { judgedNumberOf, measurementsOf, worseWhen } from '../../src/quality/reading.js';
import { avg, sampleOf } from './samples.js';

describe('what a sample says of a metric', () => {
  it('is its lowest and highest number, and the one it is judged by', () => {
    const sample = sampleOf({
      latencyMs: { min: 10, avg: 20, max: 30 },
      systemCpuPercent: { min: 5, avg: null, max: 90 },
      rssiDbm: { min: -80, avg: null, max: -50 },
      jitterMs: avg(7),
      lossPercent: { min: 3, avg: 2, max: 1 },
      mos: 4.2,
    });
    expect(measurementsOf(sample)).toEqual([
      { metric: 'latencyMs', value: 20, lowest: 10, highest: 30 },
      { metric: 'jitterMs', value: 7, lowest: 7, highest: 7 },
      { metric: 'lossPercent', value: 2, lowest: 1, highest: 3 },
      { metric: 'systemCpuPercent', value: 90, lowest: 5, highest: 90 },
      { metric: 'rssiDbm', value: -80, lowest: -80, highest: -50 },
      { metric: 'mos', value: 4.2, lowest: 4.2, highest: 4.2 },
    ]);
  });

  it('is not judged where only the better bound was sent', () => {
    const sample = sampleOf({
      bitrateKbps: { min: null, avg: null, max: 1 },
      latencyMs: { min: 900, avg: null, max: null },
    });
    expect(measurementsOf(sample)).toEqual([
      { metric: 'bitrateKbps', value: null, lowest: 1, highest: 1 },
      { metric: 'latencyMs', value: null, lowest: 900, highest: 900 },
    ]);
    expect(judgedNumberOf(sample, 'latencyMs')).toBeNull();
  });

  it('is nothing where nothing was sent, or the metric is missing', () => {
    const empty = { min: null, avg: null, max: null };
    expect(measurementsOf(sampleOf({ latencyMs: empty }))).toEqual([]);
    const { mos: _, jitterMs: __, ...without } = sampleOf({ latencyMs: avg(1) });
    expect(measurementsOf(without as typeof without & { mos: null; jitterMs: null })).toHaveLength(1);
  });

  it('refuses a value that is not finite or not a number: the error names the metric', () => {
    const wrong = expect.objectContaining({
      argument: 'sample.latencyMs',
      message: 'Expected sample.latencyMs to be finite numbers, or null.',
    });
    for (const latencyMs of [avg(Number.NaN), { min: null, avg: 5, max: Infinity }, { min: '5', avg: 5 }]) {
      const sample = sampleOf({ latencyMs: latencyMs as never });
      expect(() => measurementsOf(sample)).toThrow(wrong);
    }
    expect(() => judgedNumberOf(sampleOf({ latencyMs: avg(Number.NaN) }), 'latencyMs')).toThrow(wrong);
    expect(() => measurementsOf(sampleOf({ mos: Number.NaN }))).toThrow(
      expect.objectContaining({ argument: 'sample.mos' }),
    );
  });

  it('is worse the higher its processor time', () => {
    expect([worseWhen('zoomCpuPercent'), worseWhen('systemCpuPercent')]).toEqual(['higher', 'higher']);
  });
});
