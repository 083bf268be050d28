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
  it('counts a time once, however many streams break a limit at it', () => {
    const { participants, overall } = dataOf([
      sample({ measuredAtMs: at(0), type: 'audio_input', latencyMs: avg(200) }),
      sample({ measuredAtMs: at(0), type: 'video_input', latencyMs: avg(300) }),
      sample({ measuredAtMs: at(0) + 20_000, type: 'audio_input', lossPercent: avg(9) }),
      sample({ measuredAtMs: at(1), latencyMs: avg(20) }),
    ]);
    expect(participants[0]).toMatchObject({
      timeRange: { startMs: at(-1), endMs: at(1) },
      time: { judged: 120_000, inBreach: 80_000 },
      judgedRanges: [[0, 120_000]],
      breachRanges: [[0, 80_000]],
    });
    expect(overall).toMatchObject({
      time: { judged: 120_000, inBreach: 80_000 },
      people: { all: 1, byTime: 1, byStay: 0, byBoth: 0, affected: 1 },
    });
  });

  it('counts the minutes of a clock that is off by half a second as they are', () => {
    const jitter = Array.from({ length: 60 }, (_, minute) =>
      sample({ measuredAtMs: at(minute) + (minute % 2 ? 500 : -500), latencyMs: avg(minute % 2 ? 200 : 20) }),
    );
    const { time } = dataOf(jitter).overall;
    expect(time.judged / 60_000).toBeCloseTo(60, 1);
    expect(time.inBreach / time.judged).toBeCloseTo(0.5, 1);
  });

  it('takes what the live event of a call says of a reading, whatever the order of files', () => {
    const call = { product: 'phone', type: 'sending', measuredAtMs: at(0) } as const;
    const live = sample({ ...call, source: 'phone.call_qos', latencyMs: avg(50) });
    const repeated = sample({
      ...call,
      source: 'phone.call_qos_summary',
      span: 'summary',
      latencyMs: avg(900),
    });
    for (const samples of [
      [live, repeated],
      [repeated, live],
    ])
      expect(dataOf(samples)).toMatchObject({
        samples: 1,
        repeated: 1,
        overall: { time: { inBreach: 0 }, readingStats: { latencyMs: { count: 1, worst: 50 } } },
      });
  });

  it("mixes Zoom's ratings of readings with no summary's, and gives a summary's where no reading has one", () => {
    const rated = (type: string, more: Partial<QosSample>) =>
      sample({ type: type as never, quality: 'good', ...more });
    const left = { span: 'summary', source: 'meeting.participant_qos_summary', measuredAtMs: null } as const;
    const { participants } = dataOf([
      ...[0, 1, 2].map((minute) => rated('audio', { measuredAtMs: at(minute) })),
      rated('audio', left),
      rated('video', left),
    ]);
    expect(participants[0]?.ratings.map(({ type, words }) => [type, words])).toEqual([
      ['audio', [['good', 3]]],
      ['video', [['good', 1]]],
    ]);
  });

  it('puts a stay in breach before one that is not, and among those the higher latency', () => {
    const stay = (name: string, measured: Partial<QosSample>) =>
      sample({
        span: 'summary',
        source: 'meeting.participant_qos_summary',
        measuredAtMs: null,
        participant: person(name),
        ...measured,
      });
    const { participants } = dataOf([
      stay('fine', { latencyMs: avg(140) }),
      stay('lossy', { latencyMs: avg(20), lossPercent: avg(9) }),
      stay('slow', { latencyMs: avg(400) }),
    ]);
    expect(participants.map(({ participant }) => participant.name)).toEqual(['slow', 'lossy', 'fine']);
  });

  it('judges a mean without the noise of adding decimal fractions in binary', () => {
    const items = [1.1, 3.2, 1.7].map((loss) =>
      sample({ span: 'summary', source: 'meeting.participant_qos_summary', lossPercent: avg(loss) }),
    );
    expect(dataOf(items).overall).toMatchObject({
      stays: { judged: 1, inBreach: 0 },
      stayStats: { lossPercent: { avg: 2, worst: 2 } },
    });
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
    const { latencyMs, mos } = dataOf(samples).overall.readingStats;
    expect(latencyMs).toEqual({ count: 100, avg: 50.5, worst: 95, extreme: 599 });
    expect(mos).toEqual({ count: 100, avg: expect.closeTo(2.525), worst: 0.25, extreme: 0.05 });
  });

  it('orders late samples and leaves out duplicates', () => {
    const [late, early] = [
      sample({ measuredAtMs: at(5), latencyMs: avg(50) }),
      sample({ measuredAtMs: at(1), latencyMs: avg(10) }),
    ];
    const { participants, samples, duplicates } = dataOf([late, early, late]);
    expect([samples, duplicates]).toEqual([2, 1]);
    expect(participants[0]).toMatchObject({
      timeRange: { startMs: at(0), endMs: at(5) },
      times: [60, 300],
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

  const summary = (measured: Partial<QosSample>) =>
    sample({ span: 'summary', source: 'meeting.participant_qos_summary', measuredAtMs: null, ...measured });

  it('uses the summary of a stream only if the stream has no readings', () => {
    const bad = { latencyMs: { min: 1, avg: 400, max: 900 } };
    const both = dataOf([sample({ latencyMs: avg(20) }), summary(bad)]);
    expect(both.participants[0]).toMatchObject({
      stays: { judged: 0, inBreach: 0 },
      stayStats: {},
      readingStats: { latencyMs: { avg: 20 } },
    });

    const alone = dataOf([summary(bad)]);
    expect(alone.participants[0]).toMatchObject({
      timeRange: null,
      time: { judged: 0, inBreach: 0 },
      stays: { judged: 1, inBreach: 1 },
      stayBreaches: [{ type: 'audio_input', metric: 'latencyMs', value: 400, limit: 150 }],
      streams: [{ span: 'summary', stats: { latencyMs: { avg: 400, extreme: 900 } } }],
    });
    expect(alone.overall.people).toMatchObject({ byTime: 0, byStay: 1, affected: 1 });
  });

  it('judges the readings of one stream and the summary of another, apart from each other', () => {
    const { overall, participants } = dataOf([
      sample({ type: 'audio_input', latencyMs: avg(20) }),
      summary({ type: 'video_input', latencyMs: avg(400) }),
    ]);
    expect(overall).toMatchObject({
      time: { judged: 60_000, inBreach: 0 },
      readingStats: { latencyMs: { count: 1, worst: 20 } },
      stays: { judged: 1, inBreach: 1 },
      stayStats: { latencyMs: { count: 1, worst: 400 } },
      people: { all: 1, byTime: 1, byStay: 1, byBoth: 1, affected: 1 },
    });
    expect(participants[0]?.streams.map(({ span }) => span)).toEqual(['interval', 'summary']);
  });

  it('judges everybody: one by minutes and nine by stays', () => {
    const others = Array.from({ length: 9 }, (_, index) =>
      summary({ participant: person(`p${index}`), latencyMs: avg(index === 0 ? 900 : 10) }),
    );
    const { people, stayStats } = dataOf([sample({ latencyMs: avg(10) }), ...others]).overall;
    expect(people).toEqual({ all: 10, byTime: 1, byStay: 9, byBoth: 0, affected: 1 });
    expect(stayStats.latencyMs).toEqual({ count: 9, avg: expect.closeTo(980 / 9), worst: 900, extreme: 900 });
  });

  it('counts a stay once that a webhook and a REST row tell, by the webhook', () => {
    const { overall, participants } = dataOf([
      summary({ source: 'rest.meeting', eventAtMs: null, latencyMs: avg(400) }),
      summary({ eventAtMs: at(30), latencyMs: avg(20) }),
    ]);
    expect(overall).toMatchObject({
      stays: { judged: 1, inBreach: 0 },
      stayStats: { latencyMs: { avg: 20 } },
    });
    expect(participants[0]?.summarisedAtMs).toBe(at(30));
  });

  it('joins the events and the REST row of a session user whose user_key nobody shares', () => {
    const session = { product: 'session', type: 'audio_input' } as const;
    const row = (name: string, ordinal = 0) =>
      summary({
        ...session,
        source: 'rest.session',
        participant: { ...NOBODY, userId: 'key', name, ordinal },
        latencyMs: avg(400),
      });
    const event = sample({
      ...session,
      source: 'session.user_qos',
      type: 'video_input',
      participant: { ...NOBODY, id: '1', userId: 'key' },
      latencyMs: avg(20),
    });
    const joined = dataOf([event, row('Ada')]);
    expect(joined.participants.map(({ participant: { id, name } }) => [id, name])).toEqual([['1', 'Ada']]);
    expect(joined.overall.people).toMatchObject({ all: 1, byBoth: 1 });
    expect(dataOf([event, row('Ada'), row('Bo', 1)]).participants).toHaveLength(3);
  });

  it('counts a reading once that the summary of a call repeats, and draws the others', () => {
    const call = { product: 'phone', conference: { ...NOWHERE, uuid: 'call' } } as const;
    const party = (role: string, userId: string | null) => ({ ...NOBODY, role, userId });
    const summarised = (minute: number, latencyMs: number) =>
      sample({
        ...call,
        span: 'summary',
        source: 'phone.call_qos_summary',
        participant: party('caller', 'u1'),
        measuredAtMs: at(minute),
        latencyMs: avg(latencyMs),
      });
    const live = sample({
      ...call,
      source: 'phone.call_qos',
      participant: party('caller', 'u1'),
      measuredAtMs: at(0),
      latencyMs: avg(10),
    });
    const callee = sample({ ...call, participant: party('callee', null), latencyMs: avg(10) });
    const data = dataOf([live, callee, summarised(0, 10), summarised(1, 300)]);
    expect(data).toMatchObject({ samples: 3, repeated: 1 });
    expect(data.participants.map(({ participant }) => participant.role)).toEqual(['caller', 'callee']);
    expect(data.participants[0]).toMatchObject({
      time: { judged: 70_000, inBreach: 60_000 },
      streams: [{ series: { latencyMs: [10, 300] } }],
    });
    expect(data.conferences[0]?.parties.map(({ role }) => role)).toEqual(['caller', 'callee']);
  });

  it('counts readings without a time in percentiles, not in minutes, and says how many', () => {
    const untimed = { measuredAtMs: null, eventAtMs: null };
    const data = dataOf([sample({ latencyMs: avg(10) }), sample({ ...untimed, latencyMs: avg(900) })]);
    expect(data).toMatchObject({
      untimed: 1,
      overall: {
        time: { judged: 60_000, inBreach: 0 },
        readingStats: { latencyMs: { count: 2, worst: 900 } },
      },
    });
  });

  it('shows the best-known name of people, and the number of conferences', () => {
    const named = summary({
      conference: { ...NOWHERE, uuid: 'u', id: '933' },
      participant: { ...NOBODY, id: '1', name: 'Ada' },
      eventAtMs: at(30),
    });
    const live = sample({ conference: { ...NOWHERE, uuid: 'u' }, participant: { ...NOBODY, id: '1' } });
    for (const samples of [
      [live, named],
      [named, live],
    ]) {
      const { participants, conferences } = dataOf(samples);
      expect(participants.map(({ participant }) => participant.name)).toEqual(['Ada']);
      expect(conferences.map(({ conference }) => conference.id)).toEqual(['933']);
    }
  });

  it('keeps guests apart whom only their place in a list tells', () => {
    const guests = [0, 1].map((ordinal) =>
      summary({ source: 'rest.meeting', participant: { ...NOBODY, ordinal }, latencyMs: avg(10) }),
    );
    expect(dataOf(guests).participants).toHaveLength(2);
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
