import { RestTransportError, ZoomApiError } from '../../../errors.js';
import { createQssClient } from '../../../rest/index.js';
import type { RestSource } from '../../../samples/index.js';
import { batchOf } from '../../database/batch-of.js';
import { openDatabase } from '../../database/open-database.js';
import { createRowWriter } from '../../database/row-writer.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { requestedConference } from '../../input/conference.js';
import { createPageReader } from '../../input/read-rows.js';
import { isNothingRead, lossesOmitted } from '../../input/repair-issues.js';
import type { Io } from '../../io.js';
import { createFormatter } from '../../output/create-formatter.js';
import { formatCount, formatNumber } from '../../output/format-count.js';
import { printable } from '../../output/printable.js';
import { createRowText } from '../../output/row-text.js';
import { openSideFile } from '../../output/side-file.js';
import { createTextWriter } from '../../output/text-writer.js';
import { failureLine } from './failure-line.js';
import { readOptions } from './options.js';
import { type Page, pagesOf } from './pages.js';

/** Participants between two lines of progress: ten pages. */
const PROGRESS_EVERY = 100;

/** What one conference gave. */
interface Counts {
  participants: number;
  samples: number;
  issues: number;
  /** Fields and items beyond the first 100 of a page that were missing or unreadable. */
  notListed: number;
}

/** Runs `zoom-qss fetch`. */
export async function fetch(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { list, ids, format, issues: issuesPath, store, client } = readOptions(args, io);
  const hint = issuesPath === undefined ? ' (list them with --issues file)' : '';
  const source: RestSource = `rest.${list}`;
  const zoom = createQssClient(client);
  // A list sends nothing until it is read, so an invalid id stops the command before the first request.
  const conferences = ids.map((id) => ({
    id,
    name: `${list} ${id}`,
    pages: pagesOf(zoom, list, id),
  }));
  const output = createTextWriter(io.stdout);
  const rowText = format === undefined ? undefined : createRowText(createFormatter(format, 'samples', io));
  const database = store === undefined ? undefined : await openDatabase(store);
  const stored = database === undefined ? undefined : createRowWriter(database);
  // A database gets the rest though the reader of standard output has gone.
  const isOver = () => output.closed && stored === undefined;
  const issuesFile = issuesPath === undefined ? undefined : openSideFile(issuesPath);
  let failed = 0;

  /** Writes the samples of a conference. Returns whether values were there, and none could be read. */
  const read = async (
    id: string,
    name: string,
    pages: AsyncIterable<Page>,
    counts: Counts,
  ): Promise<boolean> => {
    const readItems = createPageReader({
      source,
      conference: requestedConference(source, id),
      // Rows do not name their account, but events do, and it is a part of every key.
      accountId: client.accountId,
    });
    let page = 0;
    let isNothing = false;
    for await (const { items, repairs } of pages) {
      page += 1;
      const { rows, issues } = readItems(items, repairs);
      isNothing ||= isNothingRead(rows, issues);
      for (const issue of issues) issuesFile?.write(`${JSON.stringify({ input: name, page, ...issue })}\n`);
      await stored?.add(batchOf({ rows, issues }));
      const text = rowText?.add(rows) ?? '';
      const linesBefore = Math.floor(counts.participants / PROGRESS_EVERY);
      counts.participants += items.length;
      counts.samples += rows.length;
      counts.issues += issues.length;
      counts.notListed += lossesOmitted(repairs);
      await output.write(text);
      if (isOver()) return false;
      if (Math.floor(counts.participants / PROGRESS_EVERY) > linesBefore)
        io.stderr.write(countLine(`${name}, so far`, counts, ''));
    }
    return isNothing && counts.samples === 0;
  };

  try {
    for (const { id, name, pages } of conferences) {
      const counts: Counts = { participants: 0, samples: 0, issues: 0, notListed: 0 };
      try {
        const isNothing = await read(id, name, pages, counts);
        io.stderr.write(countLine(name, counts, hint));
        if (isNothing) {
          failed += 1;
          io.stderr.write(`${printable(name)}: nothing in the answer can be read.\n`);
        }
      } catch (error) {
        if (!(error instanceof ZoomApiError || error instanceof RestTransportError)) throw error;
        failed += 1;
        io.stderr.write(failureLine(name, error));
      }
      if (isOver()) {
        issuesFile?.commit();
        return EXIT.ok;
      }
    }
    await stored?.flush();
    await output.write(rowText?.end() ?? '');
    await output.flush();
    issuesFile?.commit();
  } finally {
    issuesFile?.close();
    await database?.close();
  }
  if (stored) io.stderr.write(stored.summary());
  if (failed > 0) io.stderr.write(`Failed: ${failed} of ${formatCount(ids.length, list)}.\n`);
  return failed + (stored?.rejected ?? 0) === 0 ? EXIT.ok : EXIT.rejected;
}

/** @param hint how to see the issues, if they were not asked for */
function countLine(name: string, { participants, samples, issues, notListed }: Counts, hint: string): string {
  const found = issues === 0 ? '' : `, ${formatCount(issues, 'issue')}${hint}`;
  const more = notListed === 0 ? '' : `, ${formatNumber(notListed)} more beyond the first 100 of a page`;
  const counted = [formatCount(participants, 'participant'), formatCount(samples, 'sample')].join(', ');
  return `${printable(name)}: ${counted}${found}${more}\n`;
}
