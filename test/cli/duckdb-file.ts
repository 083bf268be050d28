import { DuckDBInstance } from '@duckdb/node-api';

/** The rows that a query finds in a DuckDB file which no one else has open. */
export async function queryFile(path: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** How many rows the three tables have: samples, snapshots, issues. */
export async function countRows(path: string): Promise<unknown[]> {
  const counts = ['qss_samples', 'qss_snapshots', 'qss_issues'].map(
    (table) => `(SELECT count(*)::INTEGER FROM ${table})`,
  );
  const [row = []] = await queryFile(path, `SELECT ${counts.join(', ')}`);
  return row;
}
