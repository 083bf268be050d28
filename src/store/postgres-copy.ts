import { TABLE_NAMES, TABLES, type Table, type TableName } from './columns.js';
import { binaryPieces } from './postgres-binary.js';
import { keyedColumns, POSTGRES_KEY, statementsOf } from './postgres-statement.js';
import type { Cells } from './rank.js';
import { type Records, rankIn, type TableRecords } from './rows.js';

/** A client of Postgres that no one else uses meanwhile. */
export interface CopyClient {
  query(text: string, values: string[]): Promise<{ readonly rows: readonly unknown[] }>;
  /** Sends the pieces to a `COPY … FROM STDIN` statement, and resolves once the server has taken them. */
  copyFrom(text: string, pieces: Iterable<Uint8Array>): Promise<unknown>;
}

type KeyOf = (id: string) => string;

/**
 * Stores records in one transaction. First it asks which ids are there: new rows go to the table itself by COPY, and of the
 * others those that know more replace what is there. Another writer may store a new row in between: then this is an error 23505.
 *
 * @param keyOf the key of a row by its id
 */
export async function writeByCopy(client: CopyClient, records: Records, keyOf: KeyOf): Promise<void> {
  const better: Record<TableName, Cells[]> = { samples: [], snapshots: [], issues: [] };
  const copies: (() => Promise<void>)[] = [];
  for (const name of TABLE_NAMES) {
    if (records[name].ids.length === 0) continue;
    const stored = await storedRanks(client, TABLES[name], records[name], keyOf);
    for (const [id, rank] of stored) {
      const cells = records[name].rowOf(id);
      if (rankIn(cells) > rank) better[name].push(cells);
    }
    if (stored.size < records[name].ids.length)
      copies.push(() => copyNew(client, TABLES[name], records[name], keyOf, stored));
  }
  const isAnyBetter = TABLE_NAMES.some((name) => better[name].length > 0);
  if (copies.length === 0 && !isAnyBetter) return;
  await client.query('BEGIN', []);
  try {
    for (const copy of copies) await copy();
    for (const statement of statementsOf(better, keyOf)) await client.query(...statement);
    await client.query('COMMIT', []);
  } catch (error) {
    // The first error is the one to report.
    await client.query('ROLLBACK', []).catch(() => {});
    throw error;
  }
}

/** The ranks of the rows that are there already, by id. Each is looked up in the index, however large the table is. */
async function storedRanks(
  client: CopyClient,
  { name }: Table,
  { ids }: TableRecords,
  keyOf: KeyOf,
): Promise<Map<string, number>> {
  const { rows } = await client.query(
    `SELECT place, row_rank FROM unnest($1::uuid[]) WITH ORDINALITY AS given (key, place),
LATERAL (SELECT row_rank FROM ${name} WHERE ${POSTGRES_KEY} = key LIMIT 1) AS stored
ORDER BY place`,
    [`{${ids.map(keyOf).join()}}`],
  );
  return new Map(
    rows.map((row) => {
      // The query selects these two, which drivers give as text, number or bigint.
      const { place, row_rank: rank } = row as Readonly<Record<string, unknown>>;
      return [ids[Number(place) - 1] as string, Number(rank)];
    }),
  );
}

/** Loads the rows that are not there. They are made while the server takes those before. */
async function copyNew(
  client: CopyClient,
  table: Table,
  { ids, rowOf }: TableRecords,
  keyOf: KeyOf,
  stored: ReadonlyMap<string, number>,
): Promise<void> {
  let unfit: unknown;
  function* rows(): Generator<Cells> {
    try {
      for (const id of ids) if (!stored.has(id)) yield rowOf(id);
    } catch (error) {
      // Thrown from here, it would come back as whatever the driver makes of it.
      unfit = error;
    }
  }
  const kinds = table.columns.map(({ kind }) => kind);
  await client.copyFrom(
    `COPY ${table.name} (${keyedColumns(table).join(', ')}) FROM STDIN (FORMAT binary)`,
    binaryPieces(rows(), kinds, keyOf),
  );
  if (unfit !== undefined) throw unfit;
}
