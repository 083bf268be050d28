/** A line that comes in parts. It holds what has not been taken yet. */
export interface PartialLine {
  /** Adds a part. Returns what is held, once it is worth a look. */
  add(bytes: Buffer): Buffer | undefined;
  /** Holds the rest only. */
  keep(rest: Buffer): void;
  /** Adds the last part. Returns what is held. */
  end(bytes: Buffer): Buffer;
}

/** Creates a line without a part. It is worth a look each time it has doubled, so that the work is linear in its length. */
export function createPartialLine(): PartialLine {
  let parts: Buffer[] = [];
  let size = 0;
  let sizeToLook = 0;
  const end = (bytes: Buffer): Buffer => {
    parts = [Buffer.concat([...parts, bytes])];
    return parts[0] as Buffer;
  };
  return {
    add(bytes) {
      size += bytes.length;
      if (size >= sizeToLook) return end(bytes);
      parts.push(bytes);
      return undefined;
    },
    keep(rest) {
      parts = [rest];
      size = rest.length;
      sizeToLook = 2 * size;
    },
    end,
  };
}
