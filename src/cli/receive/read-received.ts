import { existsSync } from 'node:fs';
import { framedValuesOf } from '../input/framed-values.js';
import { openInputs } from '../input/inputs.js';
import { createEventReader } from '../input/read-event.js';
import { type Records, readRecords } from '../input/read-records.js';
import type { Io } from '../io.js';
import type { ReceiverFiles } from './receiver-files.js';

/** Reads back the samples, snapshots and issues that a receiver wrote. */
export function readReceived({ out, issues }: ReceiverFiles, io: Io): Promise<Records> {
  return readRecords(
    openInputs(
      [out, issues].filter((path) => path !== undefined).filter((path) => existsSync(path)),
      io,
    ),
  );
}

/** Counts the bodies in a file of rejects that cannot be read, those of earlier runs too. */
export async function countUnreadable({ rejects }: ReceiverFiles, io: Io): Promise<number> {
  if (!existsSync(rejects)) return 0;
  const read = createEventReader({ samples: true, snapshots: true });
  let unreadable = 0;
  for (const input of openInputs([rejects], io))
    for await (const values of framedValuesOf(input, read))
      for (const { outcome } of values) if (outcome.status === 'rejected') unreadable += 1;
  return unreadable;
}
