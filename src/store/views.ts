import { requireOptions, requireWhole } from '../errors/require.js';
import { PRESETS } from '../quality/presets.js';
import { type Limit, limitsOf, type Thresholds } from '../quality/thresholds.js';
import { checkDialect, type Dialect } from './dialect.js';
import { clientStateView } from './views/client-states.js';
import { createViews } from './views/create.js';
import { identityViews } from './views/identities.js';
import { figuresQuery } from './views/quality.js';
import { READING_AT, readingsQuery, timesQuery } from './views/readings.js';
import { SQL, type Sql } from './views/sql.js';
import { stayViews } from './views/stays.js';
import type { View } from './views/view.js';

/** Options of `views`. */
export interface ViewsOptions {
  /** The limits that minutes are judged by. `PRESETS.zoom.thresholds` by default. */
  readonly thresholds?: Thresholds | undefined;
  /** How far `qss_recent_quality` looks back from now, by the database's clock, in minutes. 15 by default. */
  readonly lastMinutes?: number | undefined;
}

/**
 * Returns the SQL that creates the views, in place of those that exist. Each has a comment that says what a row is. Figures
 * follow the definitions of `zoom-qss/quality`. Views of your own can read them. In Postgres, views that are the same already
 * are left alone; where another version of this library has other columns, drop your own views before.
 *
 * - `qss_conferences`, `qss_participants`: the best-known names, numbers, e-mails and ids.
 * - `qss_client_states`: the snapshots of each participant, merged.
 * - `qss_readings`: each live reading of a stream once. `qss_reading_times`: each participant and reading time, with the time
 *   that counts for it, judged and in breach.
 * - `qss_participant_quality`, `qss_conference_quality`, `qss_daily_quality`: averages, p5, p95 and minutes in breach.
 * - `qss_recent_quality`: the participants of the last minutes by the database's clock, most minutes in breach first.
 * - `qss_stay_streams`, `qss_stays`, `qss_conference_stays`, `qss_daily_stays`: what summaries say of whole stays, each once.
 *
 * @throws {ArgumentError} `argument_invalid`, for another dialect, or options that cannot be used
 * @example
 * await pool.query(views('postgres', { thresholds: { latencyMs: 200 } }))
 */
export function views(dialect: Dialect, options: ViewsOptions = {}): string {
  checkDialect(dialect);
  requireOptions(
    options,
    'views',
    { thresholds: 0, lastMinutes: 0 },
    'an object, such as { lastMinutes: 60 }',
  );
  const { thresholds = PRESETS.zoom.thresholds, lastMinutes = 15 } = options;
  requireWhole('lastMinutes', lastMinutes, 1, MOST_MINUTES);
  return createViews(dialect, viewsOf(SQL[dialect], limitsOf(thresholds), lastMinutes));
}

/** All times that can be stored, in milliseconds a whole number of every dialect. */
const MOST_MINUTES = Math.floor(Number.MAX_SAFE_INTEGER / 60_000);

const PARTICIPANT = { key: 'participant_key', columns: ['conference_key', 'product'] };
const CONFERENCE = { key: 'conference_key', columns: ['product'] };

/** All views, each after those that it reads. */
export function viewsOf(sql: Sql, limits: readonly Limit[], lastMinutes: number): View[] {
  const day = { key: 'day', columns: [], expression: sql.day('reading_at_ms') };
  const timed = `qss_readings WHERE ${day.expression} IS NOT NULL`;
  return [
    ...identityViews(sql),
    clientStateView(sql),
    {
      name: 'qss_readings',
      meaning: 'A row is a live reading of one stream: of each metric the average, or the worse bound.',
      query: readingsQuery(sql),
    },
    {
      name: 'qss_reading_times',
      meaning:
        'A row is a participant and a time at which they were measured, with the time that counts for it.',
      query: timesQuery(sql, limits, 'qss_readings'),
    },
    {
      name: 'qss_participant_quality',
      meaning: 'A row is a participant: the figures of their live readings.',
      query: figuresQuery(sql, PARTICIPANT, 'qss_readings', 'qss_reading_times'),
    },
    {
      name: 'qss_conference_quality',
      meaning:
        'A row is a conference: the figures of its live readings, the time of its participants added up.',
      query: figuresQuery(sql, CONFERENCE, 'qss_readings', 'qss_reading_times'),
    },
    {
      name: 'qss_daily_quality',
      meaning:
        'A row is a day, by UTC: the figures of its live readings, the time of all participants added up.',
      query: figuresQuery(sql, day, timed, 'qss_reading_times'),
    },
    {
      name: 'qss_recent_quality',
      meaning: `A row is a participant measured in the last ${lastMinutes} minutes by the database's clock, most minutes in breach first.`,
      query: recentQuery(sql, limits, lastMinutes),
    },
    ...stayViews(sql, limits),
  ];
}

/** The figures as if only the last minutes had been stored. */
function recentQuery(sql: Sql, limits: readonly Limit[], lastMinutes: number): string {
  const isRecent = `${READING_AT} > ${sql.nowMs} - ${lastMinutes * 60_000}`;
  return `WITH recent_readings AS (
${readingsQuery(sql, isRecent)}
), recent_times AS (
${timesQuery(sql, limits, 'recent_readings')}
)
${figuresQuery(sql, PARTICIPANT, 'recent_readings', 'recent_times')}
ORDER BY breach_minutes DESC, ${sql.bytes('measured.group_key')}`;
}
