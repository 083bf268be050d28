import { appendFileSync, closeSync, openSync } from 'node:fs';
import { UsageError } from '../usage-error.js';

/** A file written beside the output. */
export interface SideFile {
  write(data: string | Uint8Array): void;
  close(): void;
}

const BATCH_BYTES = 65_536;
/** Such files hold payloads: readable by their owner alone. */
const MODE = 0o600;

/** Makes a file, or empties one. @throws {UsageError} where it cannot */
export function openSideFile(path: string): SideFile {
  const file = open(path);
  let waiting: Uint8Array[] = [];
  let bytes = 0;

  const flush = (): void => {
    appendFileSync(file, Buffer.concat(waiting));
    waiting = [];
    bytes = 0;
  };

  return {
    write(data) {
      // Copied: the bytes of a line lie in a buffer of many, which would be kept for them.
      const copy = Buffer.from(data);
      waiting.push(copy);
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
    // openSync throws nothing but the system's errors.
    throw new UsageError(`Cannot write ${path} (${(error as NodeJS.ErrnoException).code}).`);
  }
}
