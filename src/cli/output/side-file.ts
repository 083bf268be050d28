import { UsageError } from '../usage-error.js';
import { type Replacement, replaceFile } from './replacement.js';

/** A file of rejects or issues, written while the output goes elsewhere. It replaces an older one when it is committed. */
export type SideFile = Replacement;

const BATCH_BYTES = 65_536;

/** Begins to replace a file. @throws {UsageError} if it cannot be written */
export function openSideFile(path: string): SideFile {
  const file = open(path);
  let buffers: Uint8Array[] = [];
  let bytes = 0;

  const flush = (): void => {
    file.write(Buffer.concat(buffers));
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
    commit() {
      flush();
      file.commit();
    },
    close: file.close,
  };
}

function open(path: string): Replacement {
  try {
    return replaceFile(path);
  } catch (error) {
    // replaceFile throws only system errors, and names the file.
    throw new UsageError((error as NodeJS.ErrnoException).message);
  }
}
