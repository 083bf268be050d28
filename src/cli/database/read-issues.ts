import type { SampleIssue } from '../../samples/index.js';
import type { ReadableDatabase } from './readable-database.js';
import { conditionOf, type Selection, valuesOf } from './selection.js';

/** Reads the issues. */
export async function* issuesIn(
  database: ReadableDatabase,
  selection: Selection,
): AsyncGenerator<SampleIssue> {
  const sql = `SELECT code, record_id, path, found, expected FROM qss_issues WHERE ${conditionOf('qss_issues', selection)}`;
  for await (const { count, cell } of database.stream(sql, valuesOf(selection)))
    for (let row = 0; row < count; row += 1)
      // Rows were made of issues.
      yield {
        code: cell(0, row) as SampleIssue['code'],
        recordId: String(cell(1, row)),
        path: JSON.parse(String(cell(2, row))) as SampleIssue['path'],
        text: cell(3, row) as string | null,
        expected: String(cell(4, row)),
      };
}
