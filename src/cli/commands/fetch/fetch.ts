import { ArgumentError, RestTransportError, ZoomApiError } from '../../../errors.js';
import {
  createQssClient,
  type ParticipantQosSummary,
  type QssClient,
  type SessionUserQosSummary,
} from '../../../rest/index.js';
import { type RestSource, samplesFromRest } from '../../../samples/index.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { conferenceOf } from '../../input/conference.js';
import type { Io } from '../../io.js';
import { createFormatter } from '../../output/create-formatter.js';
import { formatCount } from '../../output/format-count.js';
import { printable } from '../../output/printable.js';
import { openSideFile } from '../../output/side-file.js';
import { createTextWriter } from '../../output/text-writer.js';
import { UsageError } from '../../usage-error.js';
import { failureLine } from './failure-line.js';
import { type List, readOptions } from './options.js';

/** Participants between two lines of progress: ten pages. */
const PROGRESS_EVERY = 100;

type Participants = AsyncIterable<ParticipantQosSummary | SessionUserQosSummary>;

/** What one conference gave. */
interface Counts {
  participants: number;
  samples: number;
  issues: number;
}

/** Runs `zoom-qss fetch`. */
export async function fetch(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { list, ids, format, issues: issuesPath, client } = readOptions(args, io);
  const hint = issuesPath === undefined ? ' (list them with --issues file)' : '';
  const source: RestSource = `rest.${list}`;
  const zoom = createQssClient(client);
  // A list sends nothing until it is read, so an invalid id stops the command before the first request.
  const conferences = ids.map((id) => ({
    id,
    name: `${list} ${id}`,
    participants: participantsOf(zoom, list, id),
  }));
  const output = createTextWriter(io.stdout);
  const formatter = createFormatter(format, 'samples', io);
  const issuesFile = issuesPath === undefined ? undefined : openSideFile(issuesPath);
  let failed = 0;

  const read = async (
    id: string,
    name: string,
    participants: Participants,
    counts: Counts,
  ): Promise<void> => {
    for await (const participant of participants) {
      const { samples, issues } = samplesFromRest(participant, {
        source,
        conference: conferenceOf(source, id),
      });
      const path = [list === 'session' ? 'users' : 'participants', counts.participants];
      for (const issue of issues)
        issuesFile?.write(`${JSON.stringify({ input: name, ...issue, path: [...path, ...issue.path] })}\n`);
      let text = '';
      for (const record of samples) text += formatter.row({ kind: 'sample', record });
      counts.participants += 1;
      counts.samples += samples.length;
      counts.issues += issues.length;
      await output.write(text);
      if (output.closed) return;
      if (counts.participants % PROGRESS_EVERY === 0)
        io.stderr.write(countLine(`${name}, so far`, counts, ''));
    }
  };

  try {
    for (const { id, name, participants } of conferences) {
      const counts: Counts = { participants: 0, samples: 0, issues: 0 };
      try {
        await read(id, name, participants, counts);
        io.stderr.write(countLine(name, counts, hint));
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

function participantsOf(zoom: QssClient, list: List, id: string): Participants {
  try {
    if (list === 'session') return zoom.sessionUsers(id);
    return list === 'webinar' ? zoom.webinarParticipants(id) : zoom.meetingParticipants(id);
  } catch (error) {
    if (error instanceof ArgumentError) throw new UsageError('An id must not be blank, "." or "..".');
    throw error;
  }
}

/** @param hint how to see the issues, if they were not asked for */
function countLine(name: string, { participants, samples, issues }: Counts, hint: string): string {
  const found = issues === 0 ? '' : `, ${formatCount(issues, 'issue')}${hint}`;
  return `${printable(name)}: ${formatCount(participants, 'participant')}, ${formatCount(samples, 'sample')}${found}\n`;
}
