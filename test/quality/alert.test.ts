import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QosSample } from 'zoom-qss';
import { type Alert, ArgumentError, createAlert, PRESETS } from 'zoom-qss/quality';
import { fixtures } from 'zoom-qss/testing';
import { at, avg, NINE, sampleOf, who } from './samples.js';

const MINUTE = 60_000;
const { thresholds, rule } = PRESETS.twilio;
const RULES = { thresholds, ...rule, withinMs: 10 * MINUTE, toleranceMs: 0 };

/** One reading a minute: `B` breaks a limit, `f` is fine, `-` has nothing to judge, a blank did not come. */
const readings = (letters: string, more: Partial<QosSample> = {}): QosSample[] =>
  [...letters].flatMap((letter, minute) => {
    if (letter === ' ') return [];
    const latencyMs = letter === '-' ? null : avg(letter === 'B' ? 900 : 10);
    return [sampleOf({ measuredAtMs: NINE + minute * MINUTE, latencyMs, ...more })];
  });

/** What happened, each with its minute, after all readings were judged. */
function changesOf(samples: readonly QosSample[], alert: Alert = createAlert(RULES)): string[] {
  const changes = samples.flatMap((sample) => alert.add(sample));
  const last = Math.max(...samples.map(({ measuredAtMs }) => measuredAtMs ?? 0));
  changes.push(...alert.advance(last + 5 * MINUTE));
  return changes.map(({ reason, atMs }) => `${reason} ${(atMs - NINE) / MINUTE}`);
}

describe('createAlert', () => {
  it.each([
    ['BBB', ['breach 2']],
    ['BfBfB', ['breach 4']],
    ['BffBffBffB', []],
    ['BBBBBBB', ['breach 2']],
    ['BBBfffff', ['breach 2', 'fine 7']],
    ['BBBffBffffff', ['breach 2', 'fine 10']],
    ['BBBfffffBBB', ['breach 2', 'fine 7', 'breach 10']],
    ['B-B--B', ['breach 5']],
    ['BBB-----------', ['breach 2', 'nothing_to_judge 13']],
    ['BBBf----------', ['breach 2', 'fine 13']],
    ['BBBff----------', ['breach 2', 'fine 13']],
    ['B         B          B', []],
  ])('of %s tells %j', (letters, changes) => {
    expect(changesOf(readings(letters))).toEqual(changes);
  });

  it('raises nothing by a clock that is ahead of the samples by more than withinMs', () => {
    const advancing = (aheadMs: number) => {
      const alert = createAlert(RULES);
      const changes = readings('BBBBB').flatMap((sample) => [
        ...alert.add(sample),
        ...alert.advance((sample.measuredAtMs ?? 0) + aheadMs),
      ]);
      return changes.map(({ reason }) => reason);
    };
    expect(advancing(RULES.withinMs)).toEqual(['breach']);
    expect(advancing(RULES.withinMs + 1)).toEqual([]);
  });

  it('tells who and where, by the best known name', () => {
    const alert = createAlert(RULES);
    const named = readings('B', { participant: who({ id: '16778240', name: 'Ada' }) });
    const unnamed = readings(' BB', { participant: who({ id: '16778240', email: 'ada@example.com' }) });
    for (const sample of [...named, ...unnamed]) alert.add(sample);
    expect(alert.advance(NINE + 5 * MINUTE)).toMatchObject([
      {
        kind: 'raise',
        type: null,
        participant: { name: 'Ada', email: 'ada@example.com' },
        conference: { uuid: 'uuid==' },
      },
    ]);
  });

  it('tells a name and a number that only a summary says, in any order of arrival', () => {
    const nobody = { participant: who({ id: '7' }), conference: at({ uuid: 'u' }) };
    const bad = readings('BBB', nobody);
    const summary = sampleOf({
      span: 'summary',
      measuredAtMs: null,
      participant: who({ id: '7', name: 'Bob' }),
      conference: at({ uuid: 'u', id: '93398114182' }),
    });
    for (const per of ['participant', 'stream'] as const)
      for (const samples of [
        [summary, ...bad],
        [...bad, summary],
      ]) {
        const alert = createAlert({ ...RULES, per });
        for (const sample of samples) alert.add(sample);
        const known = { participant: { name: 'Bob' }, conference: { id: '93398114182' } };
        expect(alert.advance(NINE + 5 * MINUTE)).toMatchObject([{ kind: 'raise', ...known }]);
        expect(alert.states()).toMatchObject([known]);
      }
  });

  it('tells the same in any order within the tolerance, once each, with repeats', () => {
    const letter = fc.constantFrom('B', 'B', 'f', '-', ' ');
    fc.assert(
      fc.property(
        fc.array(letter, { minLength: 1, maxLength: 40 }),
        fc.infiniteStream(fc.nat(3)),
        (letters, delays) => {
          const samples = readings(letters.join(''));
          fc.pre(samples.length > 0);
          const late = [...samples, ...samples]
            .map((sample) => ({
              sample,
              at: (sample.measuredAtMs ?? 0) + Number(delays.next().value) * MINUTE,
            }))
            .sort((a, b) => a.at - b.at)
            .map(({ sample }) => sample);
          const tolerant = () => createAlert({ ...RULES, toleranceMs: 3 * MINUTE });
          const changes = changesOf(late, tolerant());
          expect(changes).toEqual(changesOf(samples, tolerant()));
          const kinds = changes.map((change) => change.startsWith('breach'));
          expect(kinds).toEqual(kinds.map((_, index) => index % 2 === 0));
        },
      ),
    );
  });

  it('takes all streams of one time as one reading, or each stream for itself', () => {
    const samples = ['BfBfB', 'fffff'].flatMap((letters, index) =>
      readings(letters, { type: index === 0 ? 'audio_input' : 'video_input' }),
    );
    expect(changesOf(samples.sort((a, b) => (a.measuredAtMs ?? 0) - (b.measuredAtMs ?? 0)))).toEqual([
      'breach 4',
    ]);
    const alert = createAlert({ ...RULES, per: 'stream' });
    for (const sample of samples) alert.add(sample);
    expect(alert.advance(NINE + 6 * MINUTE)).toMatchObject([{ kind: 'raise', type: 'audio_input' }]);
    expect(alert.states().map(({ type, state }) => [type, state])).toEqual([
      ['audio_input', 'raised'],
      ['video_input', 'fine'],
    ]);
  });

  it('tells nothing to judge apart from fine', () => {
    const stateOf = (letters: string) => {
      const alert = createAlert(RULES);
      changesOf(readings(letters), alert);
      return alert.states()[0]?.state;
    };
    expect(['f', '-', 'BBB', 'f------------'].map(stateOf)).toEqual(['fine', 'unknown', 'raised', 'unknown']);
  });

  it('clears the alert of whom nothing is heard, by the clock it is given', () => {
    const alert = createAlert(RULES);
    changesOf(readings('BBB'), alert);
    expect(alert.advance(NINE + 12 * MINUTE)).toEqual([]);
    expect(alert.advance(NINE + 13 * MINUTE)).toMatchObject([
      { kind: 'clear', reason: 'silent', atMs: NINE + 2 * MINUTE },
    ]);
    expect(alert.advance(NINE + 14 * MINUTE)).toEqual([]);
    expect(alert.states()).toMatchObject([{ state: 'unknown' }]);
  });

  it('clears the alert of whom nothing is heard, even where a reading claims to be from the future', () => {
    const alert = createAlert(RULES);
    for (const sample of readings('BBB')) alert.add(sample);
    alert.add(sampleOf({ measuredAtMs: NINE * 1000, latencyMs: avg(900) }));
    const reasons = alert.advance(NINE + 60 * MINUTE).map(({ reason }) => reason);
    expect(reasons).toEqual(['silent']);
  });

  it('does not call silent whose latest reading still waits', () => {
    const alert = createAlert({ ...RULES, toleranceMs: 5 * MINUTE });
    for (const sample of readings('BBB       f         f')) alert.add(sample);
    expect(alert.advance(NINE + 21 * MINUTE)).toEqual([]);
  });

  it('lets sixty-four readings wait, and judges the earliest of more', () => {
    const alert = createAlert({ ...RULES, toleranceMs: 1_000 * MINUTE });
    const many = readings('B'.repeat(66));
    expect(many.slice(0, 66).flatMap((sample) => alert.add(sample))).toEqual([]);
    expect(alert.add(sampleOf({ measuredAtMs: NINE + 66 * MINUTE }))).toMatchObject([
      { kind: 'raise', atMs: NINE + 2 * MINUTE },
    ]);
  });

  it('drops and counts what comes later than the tolerance', () => {
    const alert = createAlert({ ...RULES, toleranceMs: MINUTE });
    for (const sample of readings('fff')) alert.add(sample);
    for (const sample of readings('B')) alert.add(sample);
    expect(alert.late).toBe(1);
  });

  it('is bounded: it forgets the longest silent, and clears their alert', () => {
    const alert = createAlert({ ...RULES, maxGroups: 1 });
    changesOf(readings('BBB'), alert);
    expect(alert.add(sampleOf({ participant: who({ id: '2' }) }))).toMatchObject([
      { kind: 'clear', reason: 'forgotten', participant: { name: 'Ada' } },
    ]);
    expect(alert.forgotten).toBe(1);
  });

  it('takes no summary, and nothing without a time', () => {
    const alert = createAlert(RULES);
    alert.add(sampleOf({ span: 'summary', latencyMs: avg(900) }));
    alert.add(sampleOf({ measuredAtMs: null, eventAtMs: null, latencyMs: avg(900) }));
    expect(alert.states()).toEqual([]);
  });

  it('refuses what is not a sample, and a time that is not a number', () => {
    const alert = createAlert(RULES);
    expect(() => alert.add(fixtures['meeting.participant_qos'] as unknown as QosSample)).toThrow(
      ArgumentError,
    );
    expect(() => alert.advance(Number.NaN)).toThrow(ArgumentError);
  });

  it('refuses options that are not an object', () => {
    expect(() => createAlert(null as never)).toThrow(ArgumentError);
  });

  it.each([
    ['thresholds', { thresholds: {} }],
    ['breaches', { breaches: 6 }],
    ['of', { of: 0 }],
    ['withinMs', { withinMs: undefined }],
    ['toleranceMs', { toleranceMs: -1 }],
    ['maxGroups', { maxGroups: 0 }],
    ['per', { per: 'meeting' }],
    ['thresholds', { thresholds: new Map() }],
  ])('refuses %s that cannot be used', (argument, wrong) => {
    expect(() => createAlert({ ...RULES, ...wrong } as typeof RULES)).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument }),
    );
  });
});
