import { appendFileSync, closeSync, openSync } from 'node:fs';
import { UsageError } from '../usage-error.js';

/** A file of rejects or issues, written while the output goes elsewhere. */
export interface SideFile {
  write(data: string | Uint8Array): void;
  close(): void;
}

const BATCH_BYTES = 65_536;
/** Readable by the owner only: the file holds payloads. */
const MODE = 0o600;

/** Creates or truncates a file. @throws {UsageError} if it cannot be opened */
export function openSideFile(path: string): SideFile {
  const file = open(path);
  let buffers: Uint8Array[] = [];
  let bytes = 0;

  const flush = (): void => {
    appendFileSync(file, Buffer.concat(buffers));
    buffers = [];
    bytes = 0;
  };

  return {
    write(data) {
      // A copy: the bytes of a line are a view of a large chunk, which they would keep in memory.
      const copy = Buffer.from(data);
      buffers.push(copy);
      bytes += copy.length;
      if (bytes >= BATCH_BYTES) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'w', MODE);
  } catch (error) {
    // openSync throws only system errors.
    throw new UsageError(`Cannot write ${path} (${(error as NodeJS.ErrnoException).code}).`);
  }
}
