import { createCollector, IssueCounter, type ReportInput } from '../../report/index.js';
import type { Io } from '../io.js';
import { reportLine, writePacked } from '../output/report-file.js';
import { readDatabase } from './open-database.js';
import { issuesIn } from './read-issues.js';
import { participationsIn } from './read-participations.js';
import type { Selection } from './selection.js';
import type { StoreTarget } from './target.js';

export type DatabaseReportSettings = Pick<ReportInput, 'title' | 'preset' | 'unreadable'>;

/** All records. */
export const EVERYTHING: Selection = { fromMs: undefined, toMs: undefined, meeting: undefined };

/**
 * Writes the report of a database, which it reads one participant after the other, and says so. Without any record it leaves
 * the file alone and returns false.
 *
 * @throws {UsageError} if the database cannot be opened
 */
export async function reportDatabase(
  target: StoreTarget,
  out: string,
  { selection, ...settings }: DatabaseReportSettings & { readonly selection: Selection },
  io: Io,
): Promise<boolean> {
  const database = await readDatabase(target);
  try {
    const collector = createCollector({ ...settings, generatedAtMs: Date.now() });
    let snapshots = 0;
    for await (const participation of participationsIn(database, selection)) {
      collector.add(participation);
      snapshots += participation.snapshots.length;
    }
    const issues = new IssueCounter();
    for await (const issue of issuesIn(database, selection)) issues.add(issue);
    const report = collector.finish(issues);
    const { data } = report;
    const isEmpty = data.samples + snapshots + issues.count === 0;
    if (!isEmpty) writePacked(out, report);
    const counts = { snapshots, issues: issues.count };
    io.stderr.write(reportLine(out, counts, isEmpty ? null : data, `No records${matching(selection)}`));
    return !isEmpty;
  } finally {
    await database.close();
  }
}

/** Names the options that leave records out. */
function matching({ fromMs, toMs, meeting }: Selection): string {
  const given = Object.entries({ '--from': fromMs, '--to': toMs, '--meeting': meeting });
  const names = given.filter(([, value]) => value !== undefined).map(([name]) => name);
  return names.length === 0 ? '' : ` match ${names.join(' and ')}`;
}
