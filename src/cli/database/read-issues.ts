import type { SampleIssue } from '../../samples/index.js';
import { issueFault } from '../input/sample-issue.js';
import { unexpectedValue } from './cannot-read.js';
import type { ReadableDatabase } from './readable-database.js';
import { conditionOf, type Selection, valuesOf } from './selection.js';

/** The columns by the field that each is read into. */
const COLUMNS = {
  code: 'code',
  recordId: 'record_id',
  path: 'path',
  text: 'found',
  expected: 'expected',
} as const;

/** Reads the issues. */
export async function* issuesIn(
  database: ReadableDatabase,
  selection: Selection,
): AsyncGenerator<SampleIssue> {
  const sql = `SELECT ${Object.values(COLUMNS).join(', ')} FROM qss_issues WHERE ${conditionOf('qss_issues', selection)}`;
  for await (const { count, cell } of database.stream(sql, valuesOf(selection)))
    for (let row = 0; row < count; row += 1) {
      const [code, recordId, path, text, expected] = Object.values(COLUMNS).map((_, at) => cell(at, row));
      const issue = { code, recordId, path: jsonIn(path), text, expected };
      const fault = issueFault(issue);
      if (fault !== undefined) throw unexpectedValue(database.name, 'qss_issues', COLUMNS[fault]);
      // The checks said so.
      yield issue as SampleIssue;
    }
}

/** The value of a JSON text; undefined for any other text. */
function jsonIn(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
