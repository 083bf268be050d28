import type { Limit } from '../../quality/thresholds.js';
import { FIGURE_COLUMNS, metricFigures } from './quality.js';
import { inBreachBy, judgedBy, METRIC_COLUMNS, READING_AT, verdict } from './readings.js';
import type { Sql } from './sql.js';
import type { View } from './view.js';

/** A summary of a whole stay, rather than a reading that a call's summary lists. */
const IS_SUMMARY =
  "span = 'summary' AND NOT (source = 'phone.call_qos_summary' AND measured_at_ms IS NOT NULL)";
const IS_ROW = "CASE WHEN source LIKE 'rest.%' THEN 1 ELSE 0 END";
const STREAM = ['product', 'account_id', 'media', 'direction', 'path'];

/** What summaries say of whole stays: by stream, by participant, by conference and by day. */
export function stayViews(sql: Sql, limits: readonly Limit[]): View[] {
  return [
    {
      name: 'qss_stay_streams',
      meaning:
        'A row is one stream of a stay, as summaries say it: those of webhooks, or else the rows of REST lists. Of each metric the mean.',
      query: streamsQuery(sql),
    },
    {
      name: 'qss_stays',
      meaning:
        'A row is the stay of a participant: of each metric the mean of its streams, and whether one of them is in breach.',
      query: staysQuery(sql, limits),
    },
    {
      name: 'qss_conference_stays',
      meaning: 'A row is a conference: the figures of its stays.',
      query: figuresQuery(
        sql,
        'conference_key',
        ['product', 'account_id'],
        'conference_key',
        'qss_stays AS stay',
      ),
    },
    {
      name: 'qss_daily_stays',
      meaning: 'A row is a day, by UTC: the figures of the stays whose summary was sent then.',
      query: figuresQuery(
        sql,
        'day',
        [],
        sql.day('summarised_at_ms'),
        `qss_stays AS stay WHERE ${sql.day('summarised_at_ms')} IS NOT NULL`,
      ),
    },
  ];
}

function streamsQuery(sql: Sql): string {
  const judged = METRIC_COLUMNS.map(({ name, expression }) => `${expression} AS judged_${name}`);
  const metrics = METRIC_COLUMNS.map(({ name }) => `${sql.mean(`judged_${name}`)} AS ${name}_avg`);
  return `SELECT told.stay_key AS participant_key, min(told.conference_key) AS conference_key, told.type AS type,
  ${STREAM.map((column) => `min(told.${column}) AS ${column}`).join(', ')},
  count(*) AS items, max(told.reading_at_ms) AS summarised_at_ms,
  ${metrics.join(',\n  ')}
FROM (
  SELECT owned.*, max(1 - is_row) OVER (PARTITION BY stay_key, type) AS has_webhook
  FROM (
    SELECT coalesce(same.owner_key, said.participant_key) AS stay_key, said.*
    FROM (
      SELECT participant_key, conference_key, type, ${STREAM.join(', ')},
        ${READING_AT} AS reading_at_ms, ${IS_ROW} AS is_row,
        ${judged.join(',\n        ')}
      FROM ${sql.from('qss_samples')}
      WHERE ${IS_SUMMARY}
    ) AS said
    LEFT JOIN (
${sessionUsersQuery(sql)}
    ) AS same ON same.row_key = said.participant_key
  ) AS owned
) AS told
WHERE is_row = 0 OR has_webhook = 0
GROUP BY told.stay_key, told.type`;
}

/** Users of sessions who are two participants: one of events and one of REST rows, with a `user_key` that nobody else has. */
function sessionUsersQuery(sql: Sql): string {
  const has = (isRow: number) => `max(CASE WHEN ${IS_SUMMARY} AND ${IS_ROW} = ${isRow} THEN 1 ELSE 0 END)`;
  return `      SELECT max(CASE WHEN has_events = 1 THEN participant_key END) AS owner_key,
        max(CASE WHEN has_rows = 1 THEN participant_key END) AS row_key
      FROM (
        SELECT said.participant_key AS participant_key, min(said.conference_key) AS conference_key,
          ${sql.latestKnown('said.participant_user_id')} AS user_key,
          ${has(0)} AS has_events, ${has(1)} AS has_rows
        FROM (SELECT * FROM ${sql.from('qss_samples')}) AS said
        WHERE product = 'session'
        GROUP BY said.participant_key
      ) AS people
      WHERE user_key IS NOT NULL
      GROUP BY conference_key, user_key
      HAVING sum(has_events) = 1 AND sum(has_rows) = 1 AND max(has_events + has_rows) = 1`;
}

function staysQuery(sql: Sql, limits: readonly Limit[]): string {
  const metrics = METRIC_COLUMNS.map(({ name }) => `${sql.mean(`streams.${name}_avg`)} AS ${name}_avg`);
  const named = (by: (name: string, limit: Limit) => string) =>
    verdict(limits, (name, limit) => by(`streams.${name}_avg`, limit));
  return `SELECT streams.participant_key AS participant_key, min(streams.conference_key) AS conference_key,
  min(streams.product) AS product, min(streams.account_id) AS account_id,
  sum(streams.items) AS items, max(streams.summarised_at_ms) AS summarised_at_ms,
  max(${named(judgedBy)}) AS is_judged, max(${named(inBreachBy)}) AS is_in_breach,
  ${metrics.join(',\n  ')}
FROM qss_stay_streams AS streams
GROUP BY streams.participant_key`;
}

function figuresQuery(
  sql: Sql,
  key: string,
  columns: readonly string[],
  expression: string,
  stays: string,
): string {
  const names = columns.map((column) => `measured.group_${column} AS ${column}`);
  return `SELECT ${[`measured.group_key AS ${key}`, ...names, 'stays', 'judged_stays', 'breach_stays'].join(', ')},
  CASE WHEN judged_stays > 0 THEN ${sql.real('1.0')} * breach_stays / judged_stays END AS breach_share,
  ${FIGURE_COLUMNS.join(',\n  ')}
FROM (
  SELECT ${[`${expression} AS group_key`, ...columns.map((column) => `min(${column}) AS group_${column}`)].join(', ')},
    count(*) AS stays, sum(is_judged) AS judged_stays, sum(is_in_breach) AS breach_stays,
    ${metricFigures(sql, (name) => `stay.${name}_avg`).join(',\n    ')}
  FROM ${stays}
  GROUP BY ${expression}
) AS measured`;
}
