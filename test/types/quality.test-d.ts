import { describe, expectTypeOf, it } from 'vitest';
import type { Participant, QosSample } from 'zoom-qss';
import {
  type AlertChange,
  type AlertState,
  type Breach,
  breaches,
  createAlert,
  createRollup,
  type Figures,
  type JudgedMetric,
  judge,
  type LimitFigures,
  PRESETS,
  type Preset,
  type Rollup,
  type RollupJSON,
  rollupFromJSON,
  type Thresholds,
} from 'zoom-qss/quality';
import { fixtures } from 'zoom-qss/testing';

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

describe('judge', () => {
  it('tells a breach, a limit kept and nothing to judge apart', () => {
    expectTypeOf(judge(sample, ['latencyMs', 150])).toEqualTypeOf<Breach | false | null>();
    // @ts-expect-error the metric is called latencyMs
    judge(sample, ['latency', 150]);
  });
});

describe('createAlert', () => {
  it('takes the rule of a preset, and gives changes', () => {
    const { thresholds, rule } = PRESETS.twilio;
    const alert = createAlert({ thresholds, ...rule, withinMs: 60_000 });
    expectTypeOf(alert.add(sample)).toEqualTypeOf<AlertChange[]>();
    expectTypeOf<AlertChange['kind']>().toEqualTypeOf<'raise' | 'clear'>();
    expectTypeOf<AlertChange['participant']>().toEqualTypeOf<Participant>();
    expectTypeOf(alert.states()[0]?.state).toEqualTypeOf<AlertState | undefined>();
    expectTypeOf(alert.states()[0]).not.toBeAny();
  });

  it('asks how many of how many readings, and within what time', () => {
    // @ts-expect-error withinMs is missing
    createAlert({ thresholds: PRESETS.zoom.thresholds, breaches: 3, of: 5 });
  });
});

describe('PRESETS', () => {
  it('has one type for whichever preset is chosen, and keeps what each says', () => {
    const chosen = PRESETS[Math.random() < 0.5 ? 'zoom' : ('twilio' as keyof typeof PRESETS)];
    expectTypeOf(chosen).toExtend<Preset>();
    expectTypeOf(chosen.rule?.breaches).toEqualTypeOf<number | undefined>();
    expectTypeOf(chosen.thresholds.mos).toEqualTypeOf<number | undefined>();
    expectTypeOf(PRESETS.twilio.rule.of).toEqualTypeOf<5>();
  });

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

  it('gives time and stays as numbers with their unit, for each limit too', () => {
    const participant = createRollup({ thresholds: PRESETS.zoom.thresholds }).participants({ worst: 20 })[0];
    expectTypeOf(participant?.breachMs).toEqualTypeOf<number | undefined>();
    expectTypeOf(participant?.judgedStays).toEqualTypeOf<number | undefined>();
    expectTypeOf(participant?.limits.latencyMs).toEqualTypeOf<LimitFigures | undefined>();
    expectTypeOf(participant?.metrics.mos?.worst).toEqualTypeOf<number | undefined>();
  });

  it('takes samples, rollups and JSON', () => {
    const rollup = createRollup({ filter: ({ media }) => media === 'audio', lastMinutes: 30 });
    expectTypeOf(rollup.toJSON()).toEqualTypeOf<RollupJSON>();
    expectTypeOf(rollupFromJSON).parameter(0).toBeUnknown();
    expectTypeOf(rollup.add(sample)).toEqualTypeOf<boolean>();
    // @ts-expect-error an event is not a sample
    rollup.add(fixtures['meeting.participant_qos']);
    // @ts-expect-error another rollup, not its JSON
    rollup.merge(rollup.toJSON());
  });

  it('has no participant for a conference', () => {
    const conference = createRollup().conferences()[0];
    // @ts-expect-error a conference has many
    conference?.participant;
  });
});
