import { METRIC_COLUMNS } from './readings.js';
import type { Sql } from './sql.js';

/** The columns that figures are made for, and what identifies each of them in the two sources. */
export interface Grouping {
  readonly key: string;
  /** Further columns that are the same in a group. */
  readonly columns: readonly string[];
  /** Makes the key of a row, where it is not a column. */
  readonly expression?: string;
}

/** The columns that `metricFigures` makes. */
export const FIGURE_COLUMNS: readonly string[] = /* @__PURE__ */ METRIC_COLUMNS.flatMap(({ name }) => [
  `${name}_avg`,
  `${name}_p5`,
  `${name}_p95`,
]);

/**
 * Of each metric average, p5 and p95 of a group.
 *
 * @param columnOf the column that has a metric's values
 */
export function metricFigures(sql: Sql, columnOf: (name: string) => string): string[] {
  return METRIC_COLUMNS.flatMap(({ name }) => [
    `avg(${columnOf(name)}) AS ${name}_avg`,
    `${sql.percentile(0.05, columnOf(name))} AS ${name}_p5`,
    `${sql.percentile(0.95, columnOf(name))} AS ${name}_p95`,
  ]);
}

/**
 * The query of figures: of each metric average, p5 and p95 over readings, and the minutes that were judged and in breach.
 *
 * @param readings where the readings are
 * @param times where the reading times are
 */
export function figuresQuery(
  sql: Sql,
  { key, columns, expression = key }: Grouping,
  readings: string,
  times: string,
): string {
  return `SELECT measured.group_key AS ${key},
  ${[...columns.map((column) => `measured.group_${column} AS ${column}`), 'readings', 'untimed'].join(', ')},
  coalesce(judged_minutes, 0) AS judged_minutes,
  coalesce(breach_minutes, 0) AS breach_minutes,
  CASE WHEN judged_minutes > 0 THEN breach_minutes / judged_minutes END AS breach_share,
  ${FIGURE_COLUMNS.join(',\n  ')}
FROM (
  SELECT ${[`${expression} AS group_key`, ...columns.map((column) => `min(${column}) AS group_${column}`)].join(', ')},
    count(*) AS readings, sum(CASE WHEN reading_at_ms IS NULL THEN 1 ELSE 0 END) AS untimed,
    ${metricFigures(sql, (name) => name).join(',\n    ')}
  FROM ${readings}
  GROUP BY ${expression}
) AS measured
LEFT JOIN (
  SELECT ${expression} AS group_key,
    sum(judged_ms) / ${sql.real('60000.0')} AS judged_minutes, sum(breach_ms) / ${sql.real('60000.0')} AS breach_minutes
  FROM ${times}
  GROUP BY ${expression}
) AS timed ON timed.group_key = measured.group_key`;
}
