import { ArgumentError, RestTransportError, ZoomApiError } from '../../../errors.js';
import {
  createQssClient,
  type ParticipantQosSummary,
  type QssClient,
  type SessionUserQosSummary,
} from '../../../rest/index.js';
import { type RestSource, samplesFromRest } from '../../../samples/index.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import type { Io } from '../../io.js';
import { createFormatter } from '../../output/create-formatter.js';
import { formatCount } from '../../output/format-count.js';
import { printable } from '../../output/printable.js';
import { openSideFile } from '../../output/side-file.js';
import { createTextWriter } from '../../output/text-writer.js';
import { UsageError } from '../../usage-error.js';
import { conferenceOf } from '../normalize/options.js';
import { failureLine } from './failure-line.js';
import { type List, readOptions } from './options.js';

/** Ten pages. */
const PROGRESS_EVERY = 100;

type People = AsyncIterable<ParticipantQosSummary | SessionUserQosSummary>;

/** What came of one conference. */
interface Count {
  people: number;
  samples: number;
  issues: number;
}

/** `zoom-qss fetch`. */
export async function fetch(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { list, ids, format, issues: issuesPath, client } = readOptions(args, io);
  const way = issuesPath === undefined ? ' (list them with --issues file)' : '';
  const source: RestSource = `rest.${list}`;
  const zoom = createQssClient(client);
  // A list asks for nothing until it is read, so that an id which cannot be used ends it before anything is sent.
  const lists = ids.map((id) => ({ id, name: `${list} ${id}`, people: listOf(zoom, list, id) }));
  const output = createTextWriter(io.stdout);
  const formatter = createFormatter(format, 'samples', io);
  const issuesFile = issuesPath === undefined ? undefined : openSideFile(issuesPath);
  let failed = 0;

  const read = async (id: string, name: string, people: People, count: Count): Promise<void> => {
    for await (const person of people) {
      const { samples, issues } = samplesFromRest(person, { source, conference: conferenceOf(source, id) });
      const path = [list === 'session' ? 'users' : 'participants', count.people];
      for (const issue of issues)
        issuesFile?.write(`${JSON.stringify({ input: name, ...issue, path: [...path, ...issue.path] })}\n`);
      let text = '';
      for (const record of samples) text += formatter.row({ kind: 'sample', record });
      count.people += 1;
      count.samples += samples.length;
      count.issues += issues.length;
      await output.write(text);
      if (output.closed) return;
      if (count.people % PROGRESS_EVERY === 0) io.stderr.write(countLine(`${name}, so far`, count, ''));
    }
  };

  try {
    for (const { id, name, people } of lists) {
      const count: Count = { people: 0, samples: 0, issues: 0 };
      try {
        await read(id, name, people, count);
        io.stderr.write(countLine(name, count, way));
      } catch (error) {
        if (!(error instanceof ZoomApiError || error instanceof RestTransportError)) throw error;
        failed += 1;
        io.stderr.write(failureLine(name, error));
      }
      if (output.closed) return EXIT.ok;
    }
    await output.write(formatter.end());
    await output.flush();
  } finally {
    issuesFile?.close();
  }
  if (failed > 0) io.stderr.write(`Failed: ${failed} of ${formatCount(ids.length, list)}.\n`);
  return failed === 0 ? EXIT.ok : EXIT.rejected;
}

function listOf(zoom: QssClient, list: List, id: string): People {
  try {
    if (list === 'session') return zoom.sessionUsers(id);
    return list === 'webinar' ? zoom.webinarParticipants(id) : zoom.meetingParticipants(id);
  } catch (error) {
    if (error instanceof ArgumentError) throw new UsageError('An id is neither blank nor "." nor "..".');
    throw error;
  }
}

/** @param way how issues can be seen, if they were not asked for */
function countLine(name: string, { people, samples, issues }: Count, way: string): string {
  const met = issues === 0 ? '' : `, ${formatCount(issues, 'issue')} met${way}`;
  return `${printable(name)}: ${formatCount(people, 'participant')}, ${formatCount(samples, 'sample')}${met}\n`;
}
