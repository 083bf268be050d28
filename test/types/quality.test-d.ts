import { describe, expectTypeOf, it } from 'vitest';
import type { Participant, QosSample } from 'zoom-qss';
import {
  type Breach,
  breaches,
  createRollup,
  type Figures,
  type JudgedMetric,
  PRESETS,
  type Preset,
  type Rollup,
  type Thresholds,
} from 'zoom-qss/quality';

declare const sample: QosSample;

describe('breaches', () => {
  it('takes a sample and thresholds, and gives breaches', () => {
    expectTypeOf(breaches(sample, PRESETS.zoom.thresholds)).toEqualTypeOf<Breach[]>();
    expectTypeOf<Breach['metric']>().toEqualTypeOf<JudgedMetric>();
    expectTypeOf<Breach['value']>().toEqualTypeOf<number>();
  });

  it('refuses limits of no metric', () => {
    // @ts-expect-error the metric is called latencyMs
    breaches(sample, { latency: 150 });
    // @ts-expect-error a limit is a number
    breaches(sample, { latencyMs: '150 ms' });
  });
});

describe('PRESETS', () => {
  it('keeps the figures in its type', () => {
    expectTypeOf(PRESETS.zoom.thresholds.latencyMs).toEqualTypeOf<150>();
    expectTypeOf(PRESETS.twilio).toExtend<Preset>();
    expectTypeOf(PRESETS.microsoft.thresholds).toExtend<Thresholds>();
  });
});

describe('createRollup', () => {
  it('gives figures with their subject', () => {
    const rollup = createRollup();
    expectTypeOf(rollup).toEqualTypeOf<Rollup>();
    const stream = rollup.streams()[0];
    expectTypeOf(stream?.participant).toEqualTypeOf<Participant | undefined>();
    expectTypeOf(stream?.metrics.latencyMs).toEqualTypeOf<Figures | undefined>();
    expectTypeOf(stream?.breachShare).toEqualTypeOf<number | null | undefined>();
    expectTypeOf(stream).not.toBeAny();
  });

  it('has no participant for a conference', () => {
    const conference = createRollup().conferences()[0];
    // @ts-expect-error a conference has many
    conference?.participant;
  });
});
