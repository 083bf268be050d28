import { EXIT, type ExitStatus } from '../../exit-status.js';
import type { FramedValue } from '../../input/framing.js';
import { checkPaths, type Input, totalSize } from '../../input/inputs.js';
import type { Read } from '../../input/outcome.js';
import { createEventReader } from '../../input/read-event.js';
import { createRestReader } from '../../input/read-rest.js';
import { valuesOf } from '../../input/values.js';
import type { Io } from '../../io.js';
import { createFormatter } from '../../output/create-formatter.js';
import { issueLine } from '../../output/issue-line.js';
import { rejectLine } from '../../output/reject-line.js';
import { openSideFile } from '../../output/side-file.js';
import { createTextWriter, type TextWriter } from '../../output/text-writer.js';
import { type Options, readOptions } from './options.js';
import { createProgressLine } from './progress-line.js';
import { createTotals } from './totals.js';

const LINE_FEED = Buffer.from('\n');
/** As many rejects as a person will read; a file or a pipe gets them all. */
const REJECTS_ON_A_TERMINAL = 20;

/** `zoom-qss normalize`. */
export async function normalize(args: readonly string[], io: Io): Promise<ExitStatus> {
  const options = readOptions(args);
  const inputs = checkPaths(options, io);
  const output = createTextWriter(io.stdout);
  const formatter = createFormatter(options.format, options.kinds.samples ? 'samples' : 'snapshots', io);
  const progress = createProgressLine(io, totalSize(inputs));
  const rejectsShown = io.stderr.isTTY ? REJECTS_ON_A_TERMINAL : Number.POSITIVE_INFINITY;
  const totals = createTotals(options, rejectsShown);
  const rejects = options.rejects === undefined ? undefined : openSideFile(options.rejects);
  const issues = options.issues === undefined ? undefined : openSideFile(options.issues);

  /** Sends one value where it belongs; a promise if the output must be waited for. */
  const take = (input: Input, found: FramedValue): Promise<void> | undefined => {
    const { outcome } = found;
    totals.count(outcome);
    if (outcome.status === 'rejected') {
      rejects?.write(found.bytes);
      rejects?.write(LINE_FEED);
      progress.clear();
      if (totals.rejected <= rejectsShown) io.stderr.write(rejectLine(input, found, outcome));
    }
    if (outcome.status !== 'read') return undefined;
    if (issues) for (const issue of outcome.issues) issues.write(issueLine(input, found, issue));
    let text = '';
    for (const row of outcome.rows) text += formatter.row(row);
    return output.write(text);
  };

  try {
    await readAll(inputs, createReader(options), take, output, (bytes) => progress.advance(bytes));
    await output.write(formatter.end());
    await output.flush();
  } finally {
    progress.clear();
    rejects?.close();
    issues?.close();
  }
  // Nobody reads any more: what was counted is not what there was.
  if (output.closed) return EXIT.ok;
  io.stderr.write(totals.summary());
  return totals.rejected === 0 ? EXIT.ok : EXIT.rejected;
}

async function readAll(
  inputs: readonly Input[],
  read: Read,
  take: (input: Input, found: FramedValue) => Promise<void> | undefined,
  output: TextWriter,
  advance: (bytes: number) => void,
): Promise<void> {
  for (const input of inputs) {
    for await (const values of valuesOf(input, read, advance)) {
      for (const found of values) {
        const wait = take(input, found);
        if (wait) await wait;
        if (output.closed) return;
      }
    }
  }
}

function createReader({ rest, kinds }: Options): Read {
  return rest === undefined ? createEventReader(kinds) : createRestReader(rest);
}
