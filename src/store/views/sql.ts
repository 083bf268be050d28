import type { Dialect } from '../dialect.js';

/** The expressions that each dialect writes in its own way. */
export interface Sql {
  /** A table as a view reads it. */
  from(table: string): string;
  /** The value of a column in the latest row of a group that knows it; of one time, the greater. */
  latestKnown(column: string): string;
  /**
   * The value of a column in the last row of a group that meets the condition, which may be null. Of one event, the longer id
   * is the later: ids end in a number.
   */
  last(column: string, condition: string): string;
  /** The value that a share of the others do not exceed. */
  percentile(share: number, column: string): string;
  /** A decimal constant of a type whose quotients drivers give as numbers. */
  real(constant: string): string;
  /** The mean of a column, without the noise of binary fractions that would break a limit. */
  mean(column: string): string;
  /** The nth part of a text between vertical bars, from 1; blank if there are fewer. */
  part(column: string, place: number): string;
  /** Whether a list of names, separated by commas, has the name. */
  lists(column: string, name: string): string;
  /** The value of a column in the row before, null in the first. */
  before(column: string, partition: string): string;
  /** The UTC day of a time in milliseconds; null for a time that is null, or outside the days of the dialect. */
  day(column: string): string;
  /** A text as what to order by: by its bytes, as this library does, whatever the order of the database is. */
  bytes(column: string): string;
  /** The time now, in milliseconds. */
  readonly nowMs: string;
}

/** The days that every driver of Postgres and DuckDB can read: years 1 to 9999. */
const FIRST_DAY_MS = -62_135_596_800_000;
const LAST_DAY_END_MS = 253_402_300_800_000;
/** The days that ClickHouse's Date32 has: 1900 to 2299. */
const FIRST_DATE32_MS = -2_208_988_800_000;
const LAST_DATE32_END_MS = 10_413_792_000_000;

/** After the point: more than a measurement has, and fewer than the noise reaches. */
const MEAN_DIGITS = 9;

export const SQL: Readonly<Record<Dialect, Sql>> = {
  postgres: {
    from: (table) => table,
    latestKnown: (column) =>
      `(array_agg(${column} ORDER BY event_at_ms DESC NULLS LAST, ${column}::text COLLATE "C" DESC) FILTER (WHERE ${column} IS NOT NULL))[1]`,
    last: (column, condition) =>
      `(array_agg(${column} ORDER BY event_at_ms DESC NULLS LAST, length(id) DESC, id COLLATE "C" DESC) FILTER (WHERE ${condition}))[1]`,
    real: (constant) => `${constant}::double precision`,
    mean: (column) => `round(avg(${column})::numeric, ${MEAN_DIGITS})::double precision`,
    percentile: (share, column) => `percentile_disc(${share}) WITHIN GROUP (ORDER BY ${column})`,
    part: (column, place) => `split_part(${column}, '|', ${place})`,
    lists: (column, name) => `strpos(',' || ${column} || ',', ',${name},') > 0`,
    before: (column, partition) => `lag(${column}) OVER (PARTITION BY ${partition} ORDER BY ${column})`,
    day: (column) =>
      `CASE WHEN ${isWithin(column, FIRST_DAY_MS, LAST_DAY_END_MS)} THEN (to_timestamp(${column} / 1000.0) AT TIME ZONE 'UTC')::date END`,
    bytes: (column) => `${column} COLLATE "C"`,
    nowMs: '(extract(epoch FROM now()) * 1000)',
  },
  duckdb: {
    from: (table) => table,
    latestKnown: (column) =>
      `(array_agg(${column} ORDER BY event_at_ms DESC NULLS LAST, ${column}::VARCHAR DESC) FILTER (WHERE ${column} IS NOT NULL))[1]`,
    last: (column, condition) =>
      `(array_agg(${column} ORDER BY event_at_ms DESC NULLS LAST, length(id) DESC, id DESC) FILTER (WHERE ${condition}))[1]`,
    real: (constant) => constant,
    mean: (column) => `round(avg(${column}), ${MEAN_DIGITS})`,
    percentile: (share, column) => `quantile_disc(${column}, ${share})`,
    part: (column, place) => `split_part(${column}, '|', ${place})`,
    lists: (column, name) => `strpos(',' || ${column} || ',', ',${name},') > 0`,
    before: (column, partition) => `lag(${column}) OVER (PARTITION BY ${partition} ORDER BY ${column})`,
    day: (column) =>
      `CASE WHEN ${isWithin(column, FIRST_DAY_MS, LAST_DAY_END_MS)} THEN epoch_ms(${column})::DATE END`,
    bytes: (column) => column,
    nowMs: 'epoch_ms(now())',
  },
  clickhouse: {
    from: (table) => `${table} FINAL`,
    latestKnown: (column) =>
      `argMaxIf(${column}, tuple(ifNull(event_at_ms, -9223372036854775808), toString(${column})), ${column} IS NOT NULL)`,
    // argMax skips nulls, but not a tuple that holds one.
    last: (column, condition) =>
      `argMaxIf(tuple(${column}), tuple(ifNull(event_at_ms, -9223372036854775808), length(id), id), ${condition}).1`,
    real: (constant) => constant,
    mean: (column) => `round(avg(${column}), ${MEAN_DIGITS})`,
    percentile: (share, column) =>
      `if(count(${column}) = 0, NULL, arraySort(groupArray(${column}))[toUInt64(ceil(${share} * count(${column})))])`,
    part: (column, place) => `splitByChar('|', ${column})[${place}]`,
    lists: (column, name) => `position(concat(',', ${column}, ','), ',${name},') > 0`,
    before: (column, partition) =>
      `lagInFrame(toNullable(${column})) OVER (PARTITION BY ${partition} ORDER BY ${column} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`,
    day: (column) =>
      `if(${isWithin(column, FIRST_DATE32_MS, LAST_DATE32_END_MS)}, toDate32(fromUnixTimestamp64Milli(assumeNotNull(${column}), 'UTC')), NULL)`,
    bytes: (column) => column,
    nowMs: 'toUnixTimestamp64Milli(now64(3))',
  },
};

function isWithin(column: string, fromMs: number, toMs: number): string {
  return `${column} >= ${fromMs} AND ${column} < ${toMs}`;
}
