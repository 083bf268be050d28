import type { ClientSnapshot, QosSample, SampleIssue } from '../../samples/index.js';
import { literal } from '../../store/dialect.js';
import { type DatabaseRow, issueOfRow, sampleOfRow, snapshotOfRow } from './record-of-row.js';

/** A database while it is open to be read. */
export interface ReadableDatabase {
  /** For people. It holds no password. */
  readonly name: string;
  rows(sql: string): Promise<readonly DatabaseRow[]>;
  close(): Promise<void>;
}

/** Which records to read. */
export interface Selection {
  /** In milliseconds since the epoch; the first is included, the second is not. */
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
  /** The number or the UUID of a conference. */
  readonly meeting: string | undefined;
}

/** All records of some conferences. */
export interface ConferenceRecords {
  readonly samples: readonly QosSample[];
  readonly snapshots: readonly ClientSnapshot[];
}

const TIMES = {
  qss_samples: 'coalesce(measured_at_ms, event_at_ms)',
  qss_snapshots: 'event_at_ms',
  qss_issues: 'event_at_ms',
};

/** How many records are read at a time, unless one conference has more. */
const RECORDS_AT_A_TIME = 20_000;

/** Reads samples and snapshots, whole conferences at a time, so that few of many records are in memory. */
export async function* conferencesOf(
  database: ReadableDatabase,
  selection: Selection,
): AsyncGenerator<ConferenceRecords> {
  const counted = (['qss_samples', 'qss_snapshots'] as const).map(
    (table) => `SELECT conference_key FROM ${table} WHERE ${conditionOf(table, selection)}`,
  );
  const conferences = await database.rows(
    `SELECT conference_key, count(*) AS records FROM (${counted.join(' UNION ALL ')}) AS every GROUP BY conference_key ORDER BY conference_key`,
  );
  let keys: string[] = [];
  let records = 0;
  for (const conference of conferences) {
    keys.push(text(String(conference.conference_key)));
    records += Number(conference.records);
    if (records < RECORDS_AT_A_TIME) continue;
    yield await recordsOf(database, keys, selection);
    keys = [];
    records = 0;
  }
  if (keys.length > 0) yield await recordsOf(database, keys, selection);
}

async function recordsOf(
  { rows }: ReadableDatabase,
  keys: readonly string[],
  selection: Selection,
): Promise<ConferenceRecords> {
  const rowsOf = (table: 'qss_samples' | 'qss_snapshots') =>
    rows(
      `SELECT * FROM ${table} WHERE conference_key IN (${keys.join(', ')}) AND ${conditionOf(table, selection)} ORDER BY conference_key, event_at_ms, id`,
    );
  return {
    samples: (await rowsOf('qss_samples')).map(sampleOfRow),
    snapshots: (await rowsOf('qss_snapshots')).map(snapshotOfRow),
  };
}

/** Reads the issues. */
export async function issuesOf({ rows }: ReadableDatabase, selection: Selection): Promise<SampleIssue[]> {
  const found = await rows(
    `SELECT code, record_id, path, found, expected FROM qss_issues WHERE ${conditionOf('qss_issues', selection)} ORDER BY id`,
  );
  return found.map(issueOfRow);
}

function conditionOf(table: keyof typeof TIMES, { fromMs, toMs, meeting }: Selection): string {
  const conditions = ['TRUE'];
  if (fromMs !== undefined) conditions.push(`${TIMES[table]} >= ${fromMs}`);
  if (toMs !== undefined) conditions.push(`${TIMES[table]} < ${toMs}`);
  if (meeting !== undefined) {
    const named = ['qss_samples', 'qss_snapshots'].map(
      (each) =>
        `SELECT conference_key FROM ${each} WHERE conference_id = ${text(meeting)} OR conference_uuid = ${text(meeting)}`,
    );
    conditions.push(`conference_key IN (${named.join(' UNION ')})`);
  }
  return conditions.join(' AND ');
}

/** Postgres and DuckDB write literals alike. */
function text(value: string): string {
  return literal(value, 'postgres');
}
