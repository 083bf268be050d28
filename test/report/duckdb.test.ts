import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { participantKey, type QosSample } from 'zoom-qss';
import { collect } from '../../src/report/index.js';
import { METRICS } from '../metrics.js';
import { simulated } from './simulated.js';

/** Participants, with their time, their stay and their percentiles, by the definitions in docs/quality.md. */
const PARTICIPANTS = `
WITH samples AS (
  SELECT *, coalesce(measuredAtMs, eventAtMs) AS t,
    span = 'interval' OR (source = 'phone.call_qos_summary' AND measuredAtMs IS NOT NULL) AS is_reading,
    coalesce(latency.avg, latency.max) AS latencyMs,
    coalesce(jitter.avg, jitter.max) AS jitterMs,
    coalesce(loss.avg, loss.max) AS lossPercent
  FROM read_json(?, format = 'newline_delimited', columns = {
    place: 'BIGINT', id: 'VARCHAR', person: 'VARCHAR', product: 'VARCHAR', source: 'VARCHAR', span: 'VARCHAR',
    type: 'VARCHAR', measuredAtMs: 'BIGINT', eventAtMs: 'BIGINT', anything: 'BOOLEAN',
    latency: 'STRUCT("min" DOUBLE, "avg" DOUBLE, "max" DOUBLE)',
    jitter: 'STRUCT("min" DOUBLE, "avg" DOUBLE, "max" DOUBLE)',
    loss: 'STRUCT("min" DOUBLE, "avg" DOUBLE, "max" DOUBLE)'
  })
  QUALIFY row_number() OVER (PARTITION BY id ORDER BY place) = 1
),
readings AS (
  SELECT *, coalesce(latencyMs, jitterMs, lossPercent) IS NOT NULL AS judged,
    coalesce(latencyMs > 150, false) OR coalesce(jitterMs > 40, false) OR coalesce(lossPercent > 2, false) AS broken
  FROM samples WHERE is_reading AND t IS NOT NULL
  QUALIFY row_number() OVER (
    PARTITION BY person, type, t, split_part(id, '|', 9) ORDER BY source = 'phone.call_qos_summary', place) = 1
),
times AS (
  SELECT person, t, bool_or(judged) AS judged, bool_or(broken) AS broken,
    least(90000, coalesce(
      t - lag(t) OVER (PARTITION BY person ORDER BY t),
      CASE WHEN any_value(product) = 'phone' THEN 10000 ELSE 60000 END)) AS ms
  FROM readings GROUP BY person, t
),
time_sums AS (
  SELECT person, sum(ms) FILTER (judged) AS judged_ms, sum(ms) FILTER (broken) AS breach_ms
  FROM times GROUP BY person
),
percentiles AS (
  SELECT person, count(latencyMs) AS readings, avg(latencyMs) AS latency_avg,
    list_sort(list(latencyMs) FILTER (latencyMs IS NOT NULL))[ceil(0.95::DOUBLE * count(latencyMs))::INT] AS latency_p95,
    list_sort(list(lossPercent) FILTER (lossPercent IS NOT NULL))[ceil(0.95::DOUBLE * count(lossPercent))::INT] AS loss_p95
  FROM readings GROUP BY person
),
streams AS (
  SELECT person, type, avg(latencyMs) AS latencyMs, avg(jitterMs) AS jitterMs, avg(lossPercent) AS lossPercent
  FROM samples WHERE NOT is_reading
    AND NOT EXISTS (FROM readings r WHERE r.person = samples.person AND r.type = samples.type AND r.judged)
    AND (
      coalesce(latencyMs, jitterMs, lossPercent) IS NOT NULL
      OR NOT EXISTS (FROM readings r WHERE r.person = samples.person AND r.type = samples.type AND r.anything)
    )
  GROUP BY person, type
),
stays AS (
  SELECT person, bool_or(coalesce(latencyMs, jitterMs, lossPercent) IS NOT NULL) AS judged,
    bool_or(coalesce(latencyMs > 150, false) OR coalesce(jitterMs > 40, false) OR coalesce(lossPercent > 2, false)) AS broken
  FROM streams GROUP BY person
)
SELECT people.person, coalesce(judged_ms, 0)::DOUBLE AS judged_ms, coalesce(breach_ms, 0)::DOUBLE AS breach_ms,
  coalesce(stays.judged, false)::INT AS judged_stays, coalesce(stays.broken, false)::INT AS breach_stays,
  coalesce(readings, 0)::INT AS readings, latency_avg, latency_p95, loss_p95
FROM (SELECT DISTINCT person FROM samples) people
LEFT JOIN time_sums USING (person) LEFT JOIN percentiles USING (person) LEFT JOIN stays USING (person)
ORDER BY people.person`;

function lineOf(sample: QosSample, place: number): string {
  const { id, product, source, span, type, measuredAtMs, eventAtMs } = sample;
  return JSON.stringify({
    place,
    person: participantKey(sample),
    anything: METRICS.some((metric) => sample[metric] !== null),
    ...{ id, product, source, span, type, measuredAtMs, eventAtMs },
    ...{ latency: sample.latencyMs, jitter: sample.jitterMs, loss: sample.lossPercent },
  });
}

async function query(samples: readonly QosSample[]): Promise<Record<string, unknown>[]> {
  const directory = mkdtempSync(join(tmpdir(), 'zoom-qss-duckdb-'));
  const file = join(directory, 'samples.ndjson');
  writeFileSync(file, samples.map(lineOf).join('\n'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(PARTICIPANTS, [file]);
    return reader.getRowObjectsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(directory, { recursive: true });
  }
}

describe('the page of the demo', () => {
  it.each([
    ['everything that arrives', () => true],
    // Half of the people have no live readings, so that stays count.
    [
      'readings of some and summaries of others',
      ({ span, participant }: QosSample) => span === 'summary' || Number(participant.id ?? 0) % 2048 === 0,
    ],
  ])('is what SQL makes of its samples: %s', async (_, isKept) => {
    // The demo reads no REST lists.
    const events = simulated('mixed', { seed: 1 }).samples.filter(
      ({ source }) => !source.startsWith('rest.'),
    );
    const samples = events.filter(isKept);
    const rows = await query(samples);
    const { overall, participants, conferences } = collect({ samples, generatedAtMs: 0 });
    const accountId = samples[0]?.accountId ?? null;
    const found = participants.map(({ participant, conference, time, stays, readingStats }) => {
      const { latencyMs, lossPercent } = readingStats;
      const where = conferences[conference] as (typeof conferences)[number];
      return {
        person: participantKey({ ...where, accountId, participant }),
        judged_ms: time.judged,
        breach_ms: time.inBreach,
        judged_stays: stays.judged,
        breach_stays: stays.inBreach,
        readings: latencyMs?.count ?? 0,
        latency_avg: latencyMs === undefined ? null : expect.closeTo(latencyMs.avg, 6),
        latency_p95: latencyMs?.worst ?? null,
        loss_p95: lossPercent?.worst ?? null,
      };
    });
    expect(rows).toEqual(found.sort((a, b) => (a.person < b.person ? -1 : 1)));
    const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0);
    expect([overall.time, overall.stays]).toEqual([
      { judged: sum('judged_ms'), inBreach: sum('breach_ms') },
      { judged: sum('judged_stays'), inBreach: sum('breach_stays') },
    ]);
    expect(overall.time.inBreach + overall.stays.inBreach).toBeGreaterThan(0);
  });
});
