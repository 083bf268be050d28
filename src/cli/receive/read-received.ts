import { existsSync } from 'node:fs';
import { openInputs } from '../input/inputs.js';
import { type Records, readRecords } from '../input/read-records.js';
import type { Io } from '../io.js';
import type { ReceiverFiles } from './file-receiver.js';

/** Reads back the samples, snapshots and issues that a receiver wrote. */
export function readReceived({ out, issues }: ReceiverFiles, io: Io): Promise<Records> {
  return readRecords(
    openInputs(
      [out, issues].filter((path) => existsSync(path)),
      io,
    ),
  );
}
