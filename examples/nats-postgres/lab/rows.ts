import { createHash } from 'node:crypto';
import { readBodies } from 'zoom-qss/store';
import { type Connection, query } from './postgres.js';

/** What tells the rows of each table apart. */
const KEYS = {
  qss_samples: 'id',
  qss_snapshots: 'id',
  qss_issues: "record_id || ' ' || code || ' ' || path",
};
// The keys of an object are texts; these are its own.
export const TABLES = Object.keys(KEYS) as (keyof typeof KEYS)[];

/** The keys of the rows in each table. */
export type Keys = Readonly<Record<keyof typeof KEYS, ReadonlySet<string>>>;

/** The rows that bodies make, without any service, and the bodies that cannot be read. */
export function expectedOf(bodies: Iterable<string>): { expected: Keys; unreadable: Set<string> } {
  const expected = {
    qss_samples: new Set<string>(),
    qss_snapshots: new Set<string>(),
    qss_issues: new Set<string>(),
  };
  const unreadable = new Set<string>();
  for (const body of bodies) {
    const { batch, rejected } = readBodies([body]);
    for (const { id } of batch.samples) expected.qss_samples.add(id);
    for (const { id } of batch.snapshots) expected.qss_snapshots.add(id);
    for (const { recordId, code, path } of batch.issues)
      expected.qss_issues.add(`${recordId} ${code} ${JSON.stringify(path)}`);
    if (rejected.length > 0) unreadable.add(body);
  }
  return { expected, unreadable };
}

/** How many rows are missing, and how many there are that no body makes. */
export async function compare(connection: Connection, expected: Keys) {
  const counts = { rows: 0, lost: 0, extra: 0 };
  for (const table of TABLES) {
    const rows = await query<{ key: string }>(connection, `SELECT ${KEYS[table]} AS key FROM ${table}`);
    const stored = new Set(rows.map(({ key }) => key));
    counts.rows += rows.length;
    for (const key of expected[table]) if (!stored.has(key)) counts.lost += 1;
    for (const key of stored) if (!expected[table].has(key)) counts.extra += 1;
  }
  return counts;
}

/** Whether the samples of all these bodies are stored. */
export async function areStored(connection: Connection, bodies: readonly string[]): Promise<boolean> {
  // As the table makes its key: the id would be no index.
  const hashes = readBodies(bodies).batch.samples.map(({ id }) =>
    createHash('sha256').update(id).digest('hex').slice(0, 32),
  );
  const [missing] = await query<{ count: string }>(
    connection,
    'SELECT count(*) FROM unnest($1::uuid[]) AS hash LEFT JOIN qss_samples ON id_hash = hash WHERE id IS NULL',
    [hashes],
  );
  return Number(missing?.count) === 0;
}

/** A hash of all that the tables hold. */
export async function dump(connection: Connection): Promise<string> {
  const hashes = TABLES.map(
    (table) => `(SELECT md5(string_agg(md5(t::text), '' ORDER BY id_hash)) FROM ${table} t) AS ${table}`,
  );
  return JSON.stringify(await query(connection, `SELECT ${hashes.join(', ')}`));
}
