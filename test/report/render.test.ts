import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ClientSnapshot, QosSample, SampleIssue } from 'zoom-qss';
import { ArgumentError } from 'zoom-qss/quality';
import { isPageCurrent } from '../../scripts/build-report.js';
import { collect } from '../../src/report/collect.js';
import { renderReport } from '../../src/report/index.js';
import { avg, sampleOf } from '../quality/samples.js';
import { NOBODY, NOWHERE } from '../samples/given.js';

const START = Date.UTC(2024, 4, 6, 9);
const at = (minute: number) => START + minute * 60_000;

/** The report data of these samples. */
const dataOf = (samples: readonly QosSample[], snapshots: readonly ClientSnapshot[] = []) =>
  collect({ samples, snapshots, generatedAtMs: 0 });

const person = (name: string) => ({ ...NOBODY, id: name, userId: null, name, email: null, role: null });

let ids = 0;
function sample(measured: Partial<QosSample>): QosSample {
  ids += 1;
  return sampleOf({ id: String(ids), ...measured });
}

describe('collect', () => {
  it('counts a minute once, however many streams and readings break a limit in it', () => {
    const { participants, overall } = dataOf([
      sample({ measuredAtMs: at(0), type: 'audio_input', latencyMs: avg(200) }),
      sample({ measuredAtMs: at(0) + 20_000, type: 'audio_input', lossPercent: avg(9) }),
      sample({ measuredAtMs: at(0), type: 'video_input', latencyMs: avg(300) }),
      sample({ measuredAtMs: at(1), latencyMs: avg(20) }),
    ]);
    expect(participants[0]).toMatchObject({
      minutes: { judged: 2, inBreach: 1 },
      judgedRanges: [[0, 2]],
      breachRanges: [[0, 1]],
    });
    expect(overall).toMatchObject({ minutes: { judged: 2, inBreach: 1 }, affected: 1 });
  });

  it('puts the most minutes in breach first, of participants and of conferences', () => {
    const breach = (name: string, uuid: string, minutes: number) =>
      Array.from({ length: minutes }, (_, minute) =>
        sample({
          conference: { ...NOWHERE, uuid, id: null, name: uuid },
          participant: person(name),
          measuredAtMs: at(minute),
          latencyMs: avg(151),
        }),
      );
    const { conferences, participants } = dataOf([
      ...breach('two', 'first', 2),
      ...breach('four', 'second', 4),
      ...breach('three', 'first', 3),
    ]);
    expect(participants.map(({ participant }) => participant.name)).toEqual(['four', 'three', 'two']);
    expect(conferences.map(({ conference }) => conference.name)).toEqual(['first', 'second']);
    expect(participants.map(({ conference }) => conferences[conference]?.conference.name)).toEqual([
      'second',
      'first',
      'first',
    ]);
  });

  it('computes exact percentiles of readings, and the worst of their bounds', () => {
    const samples = Array.from({ length: 100 }, (_, index) =>
      sample({
        measuredAtMs: at(index),
        latencyMs: { min: 0, avg: index + 1, max: index + 500 },
        mos: (100 - index) / 20,
      }),
    );
    expect(dataOf(samples).overall.stats).toEqual({
      latencyMs: { avg: 50.5, p95: 95, worst: 599 },
      mos: { avg: 2.525, p95: 0.3, worst: 0.05 },
    });
  });

  it('orders late samples and leaves out duplicates', () => {
    const [late, early] = [
      sample({ measuredAtMs: at(5), latencyMs: avg(50) }),
      sample({ measuredAtMs: at(1), latencyMs: avg(10) }),
    ];
    const { participants, samples, duplicates } = dataOf([late, early, late]);
    expect([samples, duplicates]).toEqual([2, 1]);
    expect(participants[0]).toMatchObject({
      timeRange: { startMs: at(1), endMs: at(5) },
      times: [0, 240],
      streams: [{ series: { latencyMs: [10, 50] }, timeIndexes: null }],
    });
  });

  it('distinguishes a blank reading from a time at which only other streams have one', () => {
    const { participants } = dataOf([
      sample({ type: 'audio_input', measuredAtMs: at(0), latencyMs: avg(10), jitterMs: avg(1) }),
      sample({ type: 'audio_input', measuredAtMs: at(1), jitterMs: avg(2) }),
      sample({ type: 'video_input', measuredAtMs: at(2), latencyMs: avg(30) }),
    ]);
    expect(
      participants[0]?.streams.map(({ type, series, timeIndexes: times }) => [type, series, times]),
    ).toEqual([
      ['audio_input', { latencyMs: [10, null], jitterMs: [1, 2] }, [0, 1]],
      ['video_input', { latencyMs: [30] }, [2]],
    ]);
  });

  it('uses a summary only if no interval samples came', () => {
    const summary = {
      span: 'summary',
      measuredAtMs: null,
      latencyMs: { min: 1, avg: 400, max: 900 },
    } as const;
    const both = dataOf([sample({ latencyMs: avg(20) }), sample(summary)]);
    expect(both.participants[0]).toMatchObject({ summaryBreaches: [], stats: { latencyMs: { avg: 20 } } });

    const alone = dataOf([sample(summary)]);
    expect(alone.participants[0]).toMatchObject({
      timeRange: null,
      minutes: { judged: 0, inBreach: 0 },
      summaryBreaches: [{ metric: 'latencyMs', value: 400, limit: 150 }],
      streams: [{ span: 'summary', stats: { latencyMs: { avg: 400, p95: null, worst: 900 } } }],
    });
    expect(alone.overall.affected).toBe(1);
  });

  it('shows the last known client and its changes, without hardware addresses', () => {
    const common = {
      source: 'meeting.participant_data',
      product: 'meeting',
      span: 'change',
      accountId: 'account',
    } as const;
    const { conference, participant } = sampleOf({});
    const snapshots: ClientSnapshot[] = [
      { ...common, conference, participant, id: 'b', eventAtMs: at(9), networkType: 'Cellular' },
      {
        ...common,
        conference,
        participant,
        id: 'a',
        eventAtMs: at(1),
        networkType: 'Wifi',
        device: null,
        deviceRaw: 'Toaster',
        macAddress: '00:11',
        harddiskId: 'X',
      },
    ];
    const { participants } = dataOf([sample({})], snapshots);
    expect(participants).toHaveLength(1);
    expect(participants[0]?.client).toEqual([
      { label: 'Device', value: 'Toaster' },
      { label: 'Network', value: 'Cellular' },
    ]);
    expect(participants[0]?.log).toEqual([{ atMs: at(9), text: 'Network: Wifi → Cellular' }]);
  });

  it('counts issues together that differ only in an index', () => {
    const issue = (index: number, text: string): SampleIssue => ({
      code: 'value_unreadable',
      recordId: '',
      path: ['qos', index, 'details', 'bitrate'],
      text,
      expected: 'a number in kbps',
    });
    const { issues } = collect({
      samples: [],
      issues: [issue(0, 'x'), issue(7, 'y'), issue(3, 'y')],
      generatedAtMs: 0,
    });
    expect(issues?.map(({ path, text, count }) => [path, text, count])).toEqual([
      ['qos[].details.bitrate', 'y', 2],
      ['qos[].details.bitrate', 'x', 1],
    ]);
  });

  it('distinguishes an empty list of issues from none given', () => {
    expect(collect({ samples: [], issues: [], unreadable: 2, generatedAtMs: 0 })).toMatchObject({
      issues: [],
      unreadable: 2,
    });
    expect(dataOf([])).toMatchObject({ issues: null, unreadable: 0 });
  });

  it('handles times that are decades apart', () => {
    const { participants } = dataOf([
      sample({ measuredAtMs: 0, latencyMs: avg(1) }),
      sample({ latencyMs: avg(1) }),
    ]);
    expect(participants[0]?.judgedRanges).toHaveLength(2);
  });
});

describe('renderReport', () => {
  const html = renderReport({ samples: [], title: '<b>&amp; "you"', generatedAtMs: 0 });

  it('is one file under 500 kB without data, and loads nothing', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(500_000);
    expect(html).not.toMatch(/<(?:link|img|iframe|object|base)\b|<script[^>]+src|@import|url\(/i);
  });

  it('allows its own script and style by hash, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    const hashOf = (pattern: RegExp) =>
      createHash('sha256')
        .update(pattern.exec(html)?.[1] ?? '')
        .digest('base64');
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'sha256-${hashOf(/<script>(.*?)<\/script>/s)}'`,
      `style-src 'sha256-${hashOf(/<style>(.*?)<\/style>/s)}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('is the same for the same input', () => {
    expect(renderReport({ samples: [], title: '<b>&amp; "you"', generatedAtMs: 0 })).toBe(html);
  });

  it('rejects unusable thresholds', () => {
    const preset = {
      name: 'Ours',
      thresholds: { latencyMs: Number.NaN },
      latency: 'one way',
      source: '',
    } as const;
    expect(() => renderReport({ samples: [], preset, generatedAtMs: 0 })).toThrow(ArgumentError);
  });

  it('embeds the page that src/report/page builds', async () => {
    expect(await isPageCurrent()).toBe(true);
  });
});
