import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSimulator, type DeliveryReport, deliver } from '../../../testing/index.js';
import { parseArguments } from '../../arguments.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import { checkPaths } from '../../input/inputs.js';
import { hearOfInterruption } from '../../interruption.js';
import type { Io } from '../../io.js';
import { counted, grouped } from '../../output/counted.js';
import { printable } from '../../output/printable.js';
import { writeReport } from '../../output/write-report.js';
import { createIntake } from '../../receive/intake.js';
import { serve } from '../../receive/serve.js';
import { counting, readStory, STORY_OPTIONS, type StoryWish, type Told } from '../../story.js';
import { UsageError } from '../../usage-error.js';
import { type Board, createBoard } from './board.js';
import { type DemoFiles, prepareFolder } from './folder.js';
import { showBoard } from './view.js';

/** An hour in ten seconds. */
const USUAL_SPEED = 360;
const CONCURRENCY = 16;

/** `zoom-qss demo`. */
export async function demo(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { values, positionals } = parseArguments(args, {
    ...STORY_OPTIONS,
    out: { type: 'string' },
  });
  if (positionals.length > 0) throw new UsageError('It takes options only.');
  const story = readStory(values, USUAL_SPEED);
  const simulator = createSimulator({ ...story.simulator, faults: true });
  // Whoever has enough of it can close the pipe, and still gets the files.
  io.stdout.on('error', () => {});

  const files = prepareFolder(values.out);
  const board = createBoard();
  const sent = await sendThrough(story, simulator, files, board, io);
  const inputs = [files.out, files.issues].filter((path) => existsSync(path));
  await writeReport(files.report, checkPaths({ inputs, rejects: undefined, issues: undefined }, io), {
    title: 'Zoom call quality, simulated',
    hasIssues: true,
    unreadable: board.counts.rejected,
  });
  io.stdout.write(describe(sent, board, files));
  const isWell = sent.lost === 0 && board.counts.failed === 0;
  return isWell ? EXIT.ok : EXIT.rejected;
}

/** Sends a story through a receiver on this machine, over HTTP. */
async function sendThrough(
  { simulator: { minutes }, speed }: StoryWish,
  simulator: ReturnType<typeof createSimulator>,
  files: DemoFiles,
  board: Board,
  io: Io,
): Promise<DeliveryReport> {
  const secret = randomBytes(24).toString('base64url');
  const told: Told = { deliveries: 0, minute: 0, minutes };
  const intake = createIntake(secret, files, (happening) => {
    if (happening.kind === 'validated') io.stdout.write('The endpoint answered the URL validation.\n');
    board.note(happening);
  });
  const interruption = hearOfInterruption();
  try {
    const served = await serve(intake.receiver, '127.0.0.1', 0);
    io.stdout.write(
      `A receiver listens at ${served.url}. Sending it ${counted(minutes, 'minute')} of calls.\n`,
    );
    const view = showBoard(io, board, told);
    try {
      return await deliver(counting(simulator, told), {
        url: served.url,
        secret,
        speed,
        concurrency: CONCURRENCY,
        signal: interruption.signal,
      });
    } finally {
      view.end();
      await served.close();
    }
  } finally {
    interruption.forget();
    intake.close();
  }
}

function describe(sent: DeliveryReport, { counts }: Board, files: DemoFiles): string {
  return `
${counted(sent.sent, 'request')} sent, ${grouped(sent.delivered)} answered with 200, ${grouped(sent.lost)} lost${sent.stopped ? '; interrupted' : ''}.
${counted(counts.events, 'event')} taken, ${counted(counts.duplicates, 'duplicate')} dropped, ${counted(counts.rejected, 'unreadable body')} kept aside.
${counted(counts.samples, 'sample')} and ${counted(counts.snapshots, 'snapshot')} written, ${counted(counts.issues, 'issue')} met.

${filesWritten(files)}`;
}

function filesWritten({ out, issues, rejects, report }: DemoFiles): string {
  return Object.entries({ Samples: out, Issues: issues, Rejects: rejects, Report: report })
    .filter(([, path]) => existsSync(path))
    .map(([name, path]) => `${name.padEnd(9)}${printable(resolve(path))}\n`)
    .join('');
}
