import { createSimulator } from '../../../testing/index.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import type { Io } from '../../io.js';
import { formatCount } from '../../output/format-count.js';
import { printable } from '../../output/printable.js';
import { openSideFile } from '../../output/side-file.js';
import { createTextWriter } from '../../output/text-writer.js';
import type { Options } from './options.js';

/** Writes the bodies of a simulation to a file or standard output, one a line, in the order in which Zoom would send them. */
export async function writeBodies(
  { simulation, out }: Extract<Options, { out: string }>,
  { stdout, stderr }: Io,
): Promise<ExitStatus> {
  const deliveries = createSimulator(simulation.simulator);
  if (out === '-') {
    const output = createTextWriter(stdout);
    for (const { body } of deliveries) {
      await output.write(`${body}\n`);
      if (output.closed) break;
    }
    await output.flush();
    return EXIT.ok;
  }
  const file = openSideFile(out);
  let count = 0;
  try {
    for (const { body } of deliveries) {
      file.write(Buffer.from(`${body}\n`));
      count += 1;
    }
    file.commit();
  } finally {
    file.close();
  }
  stderr.write(`Wrote ${printable(out)}: ${formatCount(count, 'event')}.\n`);
  return EXIT.ok;
}
