import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type ClientSnapshot,
  type ConferenceIdentity,
  conferenceKey,
  createDirectory,
  mergeSnapshots,
  participantKey,
  type QosSample,
  toRow,
} from 'zoom-qss';
import { createRollup, type GroupFigures, PRESETS } from 'zoom-qss/quality';
import { type Batch, readBodies, tables, views } from 'zoom-qss/store';
import { JUDGED_METRIC_NAMES, worseWhen } from '../../src/quality/reading.js';
import { snakeCase } from '../../src/samples/snake-case.js';
import { example } from '../events/documented.js';
import { disturbed, simulated } from '../report/simulated.js';
import { ENGINES, type Engine } from './engines.js';

const thresholds = { ...PRESETS.zoom.thresholds, frameRateFps: 12, mos: 3.5 };
const { samples: all, snapshots } = disturbed(simulated('mixed', { seed: 3, minutes: 12 }), 1);
/** Each id once, as in a table: a rollup does not recognize a reading without time that comes again. */
const samples = [...new Map(all.map((sample) => [sample.id, onItsDay(sample)])).values()];
/**
 * In order of time, in which a rollup never takes a reading for late. Of two readings of one stream and time a rollup counts
 * the one that came first, and a view the first by source and id.
 */
const ordered = [...samples].sort(
  (one, other) =>
    timeOf(one) - timeOf(other) || compare(one.source, other.source) || compare(one.id, other.id),
);

/** Webinars are a day earlier than everything else. */
function onItsDay(sample: QosSample): QosSample {
  if (sample.product !== 'webinar') return sample;
  const before = (timeMs: number | null) => (timeMs === null ? null : timeMs - 86_400_000);
  return { ...sample, measuredAtMs: before(sample.measuredAtMs), eventAtMs: before(sample.eventAtMs) };
}

/** The rows of a view by day, and what is of each day, by the day of its conference. */
function byDay<T extends ConferenceIdentity>(figures: readonly T[]): Map<string, T[]> {
  const days = new Map<string, T[]>();
  for (const each of figures) {
    const timed = samples.find((one) => timeOf(one) > 0 && conferenceKey(one) === conferenceKey(each));
    const day = dayAt(timeOf(timed as QosSample));
    days.set(day, [...(days.get(day) ?? []), each]);
  }
  return days;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function timeOf({ measuredAtMs, eventAtMs }: QosSample): number {
  return measuredAtMs ?? eventAtMs ?? 0;
}

describe.each(ENGINES)('views of $name', ({ dialect, isMissing, open }) => {
  let engine: Engine;

  beforeAll(async () => {
    if (isMissing) return;
    engine = await open();
    await engine.run(tables(dialect));
    await engine.run(views(dialect, { thresholds }));
    await engine.store.write({ samples, snapshots });
  }, 120_000);

  afterAll(() => engine?.close());

  const byKey = async (view: string, key: string) =>
    new Map((await engine.rows(`SELECT * FROM ${view}`)).map((row) => [String(row[key]), row]));

  it.skipIf(isMissing)('gives participants and conferences what a directory knows of them', async () => {
    const directory = createDirectory();
    for (const record of [...samples, ...snapshots]) directory.add(record);
    const participants = await byKey('qss_participants', 'participant_key');
    const conferences = await byKey('qss_conferences', 'conference_key');
    let named = 0;
    for (const record of [...samples, ...snapshots]) {
      const { ordinal: _, ...known } = directory.participantOf(record);
      const person = participants.get(participantKey(record));
      const found = Object.fromEntries(
        Object.keys(known).map((key) => [key, person?.[snakeCase(`participant_${key}`)]]),
      );
      expect(found).toEqual(known);
      if (known.name !== null && record.participant.name === null) named += 1;
      const where = directory.conferenceOf(record);
      const place = conferences.get(conferenceKey(record));
      const said = Object.fromEntries(
        Object.keys(where).map((key) => [key, plain(place?.[snakeCase(`conference_${key}`)])]),
      );
      expect(said).toEqual(
        Object.fromEntries(Object.entries(where).map(([key, value]) => [key, plain(value)])),
      );
    }
    expect(participants.size).toBe(new Set([...samples, ...snapshots].map(participantKey)).size);
    expect(conferences.size).toBe(new Set([...samples, ...snapshots].map(conferenceKey)).size);
    // Live events have no name, so that these come from elsewhere.
    expect(named).toBeGreaterThan(0);
  });

  it.skipIf(isMissing)('merges snapshots as mergeSnapshots does', async () => {
    const states = await byKey('qss_client_states', 'participant_key');
    const merged = mergeSnapshots(snapshots);
    expect(states.size).toBe(merged.length);
    for (const snapshot of merged) {
      const row = states.get(participantKey(snapshot));
      for (const [name, value] of Object.entries(clientCells(snapshot)))
        expect([name, plain(row?.[name])]).toEqual([name, plain(value)]);
    }
  });

  it.skipIf(isMissing)('has the figures of a rollup for each participant and conference', async () => {
    const rollup = createRollup({ thresholds });
    for (const sample of ordered) rollup.add(sample);
    const participants = await byKey('qss_participant_quality', 'participant_key');
    const found = rollup.participants();
    expect(participants.size).toBe(found.length);
    expect(found.length).toBeGreaterThan(10);
    for (const figures of found) expectAlike(participants.get(participantKey(figures)), figures);
    const conferences = await byKey('qss_conference_quality', 'conference_key');
    expect(conferences.size).toBe(rollup.conferences().length);
    for (const figures of rollup.conferences()) expectAlike(conferences.get(conferenceKey(figures)), figures);
    expect(rollup.conferences().some(({ breachMs, untimed }) => breachMs > 0 && untimed > 0)).toBe(true);
  });

  it.skipIf(isMissing)('has the stays of a rollup of summaries, each person and stream once', async () => {
    const rollup = createRollup({ thresholds, span: 'summary' });
    for (const sample of ordered) rollup.add(sample);
    const stays = await byKey('qss_stays', 'participant_key');
    const found = rollup.participants();
    expect(stays.size).toBe(found.length);
    for (const figures of found) {
      const stay = stays.get(participantKey(figures));
      expect([stay?.is_judged, stay?.is_in_breach].map(Number)).toEqual([
        figures.judgedStays,
        figures.breachStays,
      ]);
      expect(Number(stay?.items)).toBe(figures.samples);
      for (const metric of JUDGED_METRIC_NAMES)
        expectNear(stay?.[`${snakeCase(metric)}_avg`], figures.metrics[metric]?.avg);
    }
    const conferences = await byKey('qss_conference_stays', 'conference_key');
    expect(conferences.size).toBe(rollup.conferences().length);
    for (const figures of rollup.conferences())
      expectStaysAlike(conferences.get(conferenceKey(figures)), figures);
    const streams = await engine.rows('SELECT count(*) AS n FROM qss_stay_streams');
    expect(Number(streams[0]?.n)).toBe(rollup.streams().length);
    // REST tells the same stays again; users of sessions are joined by their key; some streams are in breach.
    const told = new Set(samples.filter(({ span }) => span === 'summary').map(participantKey));
    expect(found.length).toBeLessThan(told.size);
    expect(found.some(({ breachStays }) => breachStays > 0)).toBe(true);
  });

  it.skipIf(isMissing)('has minutes and shares that drivers give as numbers', async () => {
    const minutes = await engine.rows(
      'SELECT judged_minutes, breach_minutes, breach_share FROM qss_conference_quality WHERE breach_share > 0',
    );
    const shares = await engine.rows('SELECT breach_share FROM qss_conference_stays WHERE breach_share > 0');
    const cells = [...minutes, ...shares].flatMap((row) => Object.values(row));
    expect(cells.length).toBeGreaterThan(3);
    for (const cell of cells) expect(cell).toBeTypeOf('number');
  });

  it.skipIf(isMissing)('has the stays of each day', async () => {
    const rollup = createRollup({ thresholds, span: 'summary', filter: (sample) => timeOf(sample) !== 0 });
    for (const sample of ordered) rollup.add(sample);
    const stays = byDay(rollup.participants());
    const rows = await engine.rows('SELECT day::text AS date, * FROM qss_daily_stays');
    expect(rows.map(({ date }) => date).sort()).toEqual([...stays.keys()].sort());
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      const ofDay = stays.get(String(row.date)) ?? [];
      expect([row.stays, row.judged_stays, row.breach_stays].map(Number)).toEqual([
        ofDay.length,
        total(ofDay, 'judgedStays'),
        total(ofDay, 'breachStays'),
      ]);
      expectExact(
        row,
        'latency_ms',
        ofDay.flatMap(({ metrics }) => metrics.latencyMs?.avg ?? []),
      );
    }
  });

  it.skipIf(isMissing)('has the figures of each day', async () => {
    const rollup = createRollup({ thresholds, filter: (sample) => timeOf(sample) !== 0 });
    for (const sample of ordered) rollup.add(sample);
    const conferences = byDay(rollup.conferences());
    const rows = await engine.rows('SELECT day::text AS date, * FROM qss_daily_quality');
    expect(rows.map(({ date }) => date).sort()).toEqual([...conferences.keys()].sort());
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      const ofDay = conferences.get(String(row.date)) ?? [];
      expect(Number(row.readings)).toBe(total(ofDay, 'samples'));
      expect(Number(row.judged_minutes) * 60_000).toBeCloseTo(total(ofDay, 'judgedMs'), 3);
      expect(Number(row.breach_minutes) * 60_000).toBeCloseTo(total(ofDay, 'breachMs'), 3);
      const readings = await engine.rows(
        `SELECT latency_ms FROM qss_readings WHERE reading_at_ms >= ${Date.parse(String(row.date))}
          AND reading_at_ms < ${Date.parse(String(row.date)) + 86_400_000} AND latency_ms IS NOT NULL`,
      );
      expectExact(
        row,
        'latency_ms',
        readings.map(({ latency_ms }) => Number(latency_ms)),
      );
    }
    expect(rows.some(({ breach_minutes }) => Number(breach_minutes) > 0)).toBe(true);
  });

  it.skipIf(isMissing)('has percentiles that are exact', async () => {
    const readings = await engine.rows(
      'SELECT participant_key, latency_ms FROM qss_readings WHERE latency_ms IS NOT NULL',
    );
    const values = new Map<string, number[]>();
    for (const { participant_key, latency_ms } of readings) {
      const key = String(participant_key);
      values.set(key, [...(values.get(key) ?? []), Number(latency_ms)]);
    }
    const rows = await byKey('qss_participant_quality', 'participant_key');
    for (const [key, unsorted] of values) {
      const sorted = unsorted.sort((a, b) => a - b);
      const rank = (share: number) => sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1];
      const { latency_ms_p5: p5, latency_ms_p95: p95 } = rows.get(key) ?? {};
      expect([p5, p95]).toEqual([rank(0.05), rank(0.95)]);
    }
  });

  it.skipIf(isMissing)(
    'shows of the last minutes what a rollup of these makes, the worst first',
    async () => {
      const newest = Math.max(...ordered.map(timeOf));
      const shiftMs = Date.now() - newest;
      const recent = ordered.map((sample) => ({
        ...sample,
        measuredAtMs: sample.measuredAtMs === null ? null : sample.measuredAtMs + shiftMs,
        eventAtMs: sample.eventAtMs === null ? null : sample.eventAtMs + shiftMs,
      }));
      await engine.run('DELETE FROM qss_samples WHERE true');
      await engine.store.write({ samples: recent });
      // All are within two days.
      await engine.run(views(dialect, { thresholds, lastMinutes: 2_880 }));
      const rollup = createRollup({ thresholds });
      for (const sample of recent) if (timeOf(sample) > 0) rollup.add(sample);
      const rows = await engine.rows('SELECT * FROM qss_recent_quality');
      const figures = new Map(rollup.participants().map((each) => [participantKey(each), each]));
      expect(rows.length).toBe(figures.size);
      for (const row of rows) expectAlike(row, figures.get(String(row.participant_key)) as GroupFigures);
      const minutes = rows.map((row) => Number(row.breach_minutes));
      expect(minutes).toEqual([...minutes].sort((a, b) => b - a));
      await engine.run(views(dialect, { thresholds, lastMinutes: 1 }));
      const last = await engine.rows('SELECT * FROM qss_recent_quality');
      expect(last.length).toBeLessThan(rows.length);
    },
  );
});

describe.each(ENGINES)('views of $name', ({ dialect, isMissing, open }) => {
  let engine: Engine;

  beforeAll(async () => {
    if (isMissing) return;
    engine = await open();
    await engine.run(tables(dialect));
    await engine.run(views(dialect));
  }, 120_000);

  afterAll(() => engine?.close());

  beforeEach(async () => {
    if (!isMissing) await engine.run('DELETE FROM qss_samples WHERE true');
  });

  const readAll = async () => {
    for (const [name] of views(dialect).matchAll(/(?<=VIEW )qss_\w+(?= AS$)/gm))
      await engine.rows(`SELECT * FROM ${name}`);
  };

  it.skipIf(isMissing)('know of two names and of many snapshots what the library knows', async () => {
    const raw = example('meeting.participant_data');
    const { participant } = raw.payload.object;
    participant.data = Array.from({ length: 12 }, (_, index) => ({ version: `v${index}` }));
    const { batch } = readBodies([raw]);
    // By UTF-16 units the second is greater, by code points and bytes the first.
    const named = ['😀', '\uff21', '\uff21\uff21'].map((name, index) => {
      const [snapshot] = batch.snapshots;
      if (snapshot === undefined) throw new Error('There is no snapshot.');
      return {
        ...snapshot,
        id: `${snapshot.id}|${20 + index}`,
        participant: { ...snapshot.participant, name },
      };
    });
    const all = [...batch.snapshots, ...named];
    await engine.store.write({ snapshots: all });
    const directory = createDirectory();
    for (const each of all) directory.add(each);
    const [known] = named.map((each) => directory.participantOf(each).name);
    expect(known).toBe('😀');
    expect(await engine.rows('SELECT participant_name FROM qss_participants')).toEqual([
      { participant_name: known },
    ]);
    const [merged] = mergeSnapshots(batch.snapshots);
    await engine.run('DELETE FROM qss_snapshots WHERE true');
    await engine.store.write(batch);
    expect(merged?.version).toBe('v11');
    expect(await engine.rows('SELECT version FROM qss_client_states')).toEqual([{ version: 'v11' }]);
    await engine.run('DELETE FROM qss_snapshots WHERE true');
  });

  it.skipIf(isMissing)('are replaced under a view of the user', async () => {
    await engine.run(
      'CREATE VIEW own AS SELECT participant_key, breach_minutes FROM qss_participant_quality',
    );
    await engine.store.write(readings([{ latency: '100 ms' }]));
    const minutes = async () => Number((await engine.rows('SELECT * FROM own'))[0]?.breach_minutes);
    expect(await minutes()).toBe(0);
    await engine.run(views(dialect, { thresholds: { latencyMs: 50 } }));
    expect(await minutes()).toBe(1);
    await engine.run(views(dialect));
    await engine.run('DROP VIEW own');
    expect((await engine.rows('SELECT * FROM qss_participant_quality')).length).toBe(1);
  });

  it.skipIf(isMissing)('take the place of views that had other columns', async () => {
    const other = views(dialect).replaceAll(/(?<=VIEW qss_readings AS\nSELECT )/g, '1 AS other, ');
    expect(other).not.toBe(views(dialect));
    await engine.run(other.replaceAll(/ \([\da-f]{16}\)/g, ' ()'));
    expect((await engine.rows('SELECT count(other) AS n FROM qss_readings')).length).toBe(1);
    await engine.run(views(dialect));
    await expect(engine.rows('SELECT other FROM qss_readings')).rejects.toThrow('other');
    await readAll();
  });

  it.skipIf(isMissing)('leave out days that the database does not have', async () => {
    const times = ['0000-01-01', '1969-12-31', '2200-01-01', '9999-12-31'].map((day) => `${day}T12:00:00Z`);
    const { samples } = readings([
      { date_time: '', event_ts: -8.64e15 },
      { date_time: '', event_ts: 8.64e15 },
      ...times.map((date_time) => ({ date_time })),
    ]);
    const summaries = samples.map((sample, index) => ({
      ...sample,
      id: `${sample.id}|summary`,
      span: 'summary' as const,
      // Each is a stay of its own.
      participant: { ...sample.participant, id: String(index) },
    }));
    await engine.store.write({ samples: [...samples, ...summaries] });
    await readAll();
    for (const [view, count] of [
      ['qss_daily_quality', 'readings'],
      ['qss_daily_stays', 'stays'],
    ]) {
      const days = await engine.rows(`SELECT day::text AS date, ${count} AS n FROM ${view} ORDER BY day`);
      expect(days.map(({ date, n }) => [date, Number(n)])).toEqual([
        ['1969-12-31', 1],
        ['2200-01-01', 1],
        ...(dialect === 'clickhouse' ? [] : [['9999-12-31', 1]]),
      ]);
    }
  });

  it.skipIf(isMissing)('keep of two readings the first by the bytes of its id', async () => {
    // Where order is a language's, a bar comes before a digit.
    const batch = readings([
      { event_ts: 999, latency: '100 ms' },
      { event_ts: 9990, latency: '200 ms' },
    ]);
    const [first] = batch.samples.toSorted((one, other) => compare(one.id, other.id));
    await engine.store.write(batch);
    const found = await engine.rows('SELECT latency_ms FROM qss_readings');
    expect(found).toEqual([{ latency_ms: first?.latencyMs?.avg }]);
  });

  it.skipIf(isMissing)('have averages of the largest numbers that can be read', async () => {
    const latency = `${Number.MAX_SAFE_INTEGER} ms`;
    await engine.store.write(readings([{ latency }, { latency, date_time: '2023-11-14T22:14:20Z' }]));
    await readAll();
    const [row] = await engine.rows('SELECT latency_ms_avg FROM qss_daily_quality');
    expect(Number(row?.latency_ms_avg)).toBe(Number.MAX_SAFE_INTEGER);
    const [sample] = readings([{}]).samples;
    const beyond = { ...sample, latencyMs: { min: null, avg: 1e200, max: null } } as QosSample;
    await expect(engine.store.write({ samples: [beyond] })).rejects.toMatchObject({
      code: 'argument_invalid',
    });
  });
});

/** A batch of live readings, one event each. */
function readings(
  given: readonly { latency?: string; date_time?: string; event_ts?: number; user_id?: string }[],
): Batch {
  const events = given.map(
    ({ latency = '100 ms', date_time = '2023-11-14T22:13:20Z', event_ts = 1_700_000_000_000, ...who }) => ({
      event: 'meeting.participant_qos',
      event_ts,
      payload: {
        account_id: 'account',
        object: {
          uuid: 'uuid',
          id: '1',
          participant: {
            user_id: 'person',
            ...who,
            qos: [{ type: 'audio_input', date_time, details: { latency } }],
          },
        },
      },
    }),
  );
  return readBodies(events).batch;
}

it('rejects options that cannot be used', () => {
  for (const lastMinutes of [0, 1.5, 1e15])
    expect(() => views('postgres', { lastMinutes })).toThrow('lastMinutes');
  expect(() => views('postgres', null as never)).toThrow('options');
  // @ts-expect-error the metric is called latencyMs
  expect(() => views('postgres', { thresholds: { latency: 3 } })).toThrow('thresholds');
  expect(views('postgres', { thresholds: {} })).toContain('max(0) AS is_judged');
});

it('says of each view what a row is', () => {
  for (const dialect of ['postgres', 'duckdb', 'clickhouse'] as const)
    expect(views(dialect).match(/^-- A row is .*\.\nCREATE OR REPLACE VIEW qss_\w+ AS$/gm)?.length).toBe(13);
});

/** The day by UTC. */
function dayAt(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

type Total = 'samples' | 'judgedMs' | 'breachMs' | 'judgedStays' | 'breachStays';

function total(figures: readonly GroupFigures[], name: Total): number {
  return figures.reduce((sum, each) => sum + each[name], 0);
}

/** Checks p5 and p95 of a row against all values. */
function expectExact(row: Record<string, unknown>, name: string, values: readonly number[]): void {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1];
  expectNear(row[`${name}_p5`], rank(0.05));
  expectNear(row[`${name}_p95`], rank(0.95));
}

/** Drivers give large integers as text or bigint. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'number') return String(value);
  return value ?? null;
}

/** The cells of a row that only a snapshot has. */
function clientCells(snapshot: ClientSnapshot): Record<string, unknown> {
  const cells = Object.entries(toRow(snapshot));
  const from = cells.findIndex(([name]) => name === 'participant_ordinal') + 1;
  return Object.fromEntries(cells.slice(from).filter(([name]) => name !== 'sent_fields'));
}

/** Compares a row with the figures of a rollup of stays. */
function expectStaysAlike(row: Record<string, unknown> | undefined, figures: GroupFigures): void {
  expect([Number(row?.judged_stays), Number(row?.breach_stays)]).toEqual([
    figures.judgedStays,
    figures.breachStays,
  ]);
  expectNear(row?.breach_share, figures.breachShare ?? undefined);
  for (const metric of JUDGED_METRIC_NAMES) {
    const name = snakeCase(metric);
    const { avg, worst } = figures.metrics[metric] ?? {};
    expectNear(row?.[`${name}_avg`], avg);
    const exact = row?.[worseWhen(metric) === 'higher' ? `${name}_p95` : `${name}_p5`];
    // A rollup's percentiles are within 1 %.
    expectNear(exact, worst, Math.abs(Number(exact)) * 0.0101);
  }
}

function expectNear(cell: unknown, expected: number | undefined, within = 0): void {
  if (expected === undefined) expect(cell).toBeNull();
  else expect(Math.abs(Number(cell) - expected)).toBeLessThanOrEqual(within + 1e-6);
}

/** Compares a row with the figures of a rollup, whose percentiles are within 1 %. */
function expectAlike(row: Record<string, unknown> | undefined, figures: GroupFigures): void {
  if (row === undefined) throw new Error('The view lacks a row.');
  expect(figures.late).toBe(0);
  expect([Number(row.readings), Number(row.untimed)]).toEqual([figures.samples, figures.untimed]);
  expect(Number(row.judged_minutes) * 60_000).toBeCloseTo(figures.judgedMs, 3);
  expect(Number(row.breach_minutes) * 60_000).toBeCloseTo(figures.breachMs, 3);
  if (figures.breachShare === null) expect(row.breach_share).toBeNull();
  else expect(Number(row.breach_share)).toBeCloseTo(figures.breachShare, 9);
  for (const metric of JUDGED_METRIC_NAMES) {
    const name = snakeCase(metric);
    const expected = figures.metrics[metric];
    const [average, low, high] = [row[`${name}_avg`], row[`${name}_p5`], row[`${name}_p95`]];
    if (expected === undefined) {
      expect([average, low, high]).toEqual([null, null, null]);
      continue;
    }
    expect(Number(average)).toBeCloseTo(expected.avg, 6);
    const worst = Number(worseWhen(metric) === 'higher' ? high : low);
    expect(Math.abs(worst - expected.worst)).toBeLessThanOrEqual(Math.abs(worst) * 0.0101 + 1e-6);
  }
}
