import { JUDGED_METRICS } from '../../generated/metrics.js';
import type { Limit } from '../../quality/thresholds.js';
import { snakeCase } from '../../samples/snake-case.js';
import { TABLES } from '../columns.js';
import type { Sql } from './sql.js';

/** When a sample was measured, or else when its event was made. */
export const READING_AT = 'coalesce(measured_at_ms, event_at_ms)';

/** What a metric is judged by, under its own name: `latency_ms`. */
export interface MetricColumn {
  readonly metric: keyof typeof JUDGED_METRICS;
  readonly name: string;
  /** Its average, or its worse bound where no average was sent. */
  readonly expression: string;
}

export const METRIC_COLUMNS: readonly MetricColumn[] = /* @__PURE__ */ metricColumns();

function metricColumns(): MetricColumn[] {
  const columns = new Set(TABLES.samples.columns.map(({ name }) => name));
  // The table has these keys only.
  return (Object.keys(JUDGED_METRICS) as MetricColumn['metric'][]).map((metric) => {
    const name = snakeCase(metric);
    const worst = JUDGED_METRICS[metric].worse === 'higher' ? 'max' : 'min';
    return { metric, name, expression: columns.has(name) ? name : `coalesce(${name}_avg, ${name}_${worst})` };
  });
}

/**
 * The query of live readings: each stream at each time once. A call's summary repeats the readings of its live events, and
 * these come first.
 *
 * @param condition which rows count besides
 */
export function readingsQuery(sql: Sql, condition?: string): string {
  const metrics = METRIC_COLUMNS.map(({ name, expression }) => `${expression} AS judged_${name}`);
  const names = [
    'conference_key',
    'participant_key',
    'product',
    'account_id',
    'type',
    'media',
    'direction',
    'path',
  ];
  return `SELECT ${names.join(', ')}, reading_at_ms,
  ${METRIC_COLUMNS.map(({ name }) => `judged_${name} AS ${name}`).join(',\n  ')}
FROM (
  SELECT ${names.join(', ')}, ${READING_AT} AS reading_at_ms,
    ${metrics.join(',\n    ')},
    row_number() OVER (
      PARTITION BY participant_key, type, ${READING_AT},
        CASE WHEN ${READING_AT} IS NULL THEN id ELSE ${sql.part('id', 9)} END
      ORDER BY ${sql.bytes('source')}, ${sql.bytes('id')}
    ) AS place
  FROM ${sql.from('qss_samples')}
  WHERE (span = 'interval' OR (source = 'phone.call_qos_summary' AND measured_at_ms IS NOT NULL))${
    condition === undefined ? '' : `\n    AND ${condition}`
  }
) AS numbered
WHERE place = 1`;
}

/**
 * The query of reading times: each participant at each time once, with how long the reading counts for. That is the time since
 * their reading before, at most 90 seconds; of the first 60 seconds, in calls 10.
 *
 * @param readings where the readings are
 */
export function timesQuery(sql: Sql, limits: readonly Limit[], readings: string): string {
  const [judged, inBreach] = [verdict(limits, judgedBy), verdict(limits, inBreachBy)];
  return `SELECT conference_key, participant_key, product, reading_at_ms, duration_ms,
  duration_ms * is_judged AS judged_ms, duration_ms * is_in_breach AS breach_ms
FROM (
  SELECT conference_key, participant_key, product, reading_at_ms, is_judged, is_in_breach,
    CASE
      WHEN before_ms IS NULL THEN CASE WHEN product = 'phone' THEN 10000 ELSE 60000 END
      WHEN reading_at_ms - before_ms > 90000 THEN 90000
      ELSE reading_at_ms - before_ms
    END AS duration_ms
  FROM (
    SELECT conference_key, participant_key, product, reading_at_ms, is_judged, is_in_breach,
      ${sql.before('reading_at_ms', 'participant_key')} AS before_ms
    FROM (
      SELECT participant_key, reading_at_ms,
        min(conference_key) AS conference_key, min(product) AS product,
        max(${judged}) AS is_judged, max(${inBreach}) AS is_in_breach
      FROM ${readings}
      WHERE reading_at_ms IS NOT NULL
      GROUP BY participant_key, reading_at_ms
    ) AS moments
  ) AS following
) AS timed`;
}

/** 1 if any limit is judged or in breach, else 0. */
export function verdict(limits: readonly Limit[], by: (name: string, limit: Limit) => string): string {
  if (limits.length === 0) return '0';
  return `CASE WHEN ${limits.map((limit) => by(snakeCase(limit[0]), limit)).join(' OR ')} THEN 1 ELSE 0 END`;
}

export function judgedBy(name: string): string {
  return `${name} IS NOT NULL`;
}

export function inBreachBy(name: string, [metric, limit]: Limit): string {
  return `${name} ${JUDGED_METRICS[metric].worse === 'higher' ? '>' : '<'} ${limit}`;
}
