import { BlockBuffer } from './block-buffer.js';

/** The part of a fetch response that is used. */
export interface TextSource {
  /** Read in place of `text` where it is a stream of bytes. */
  readonly body?: unknown;
  text(): Promise<string>;
}

/**
 * The text of a response, or `undefined` if it has more than `maxBytes`; the rest is not read then.
 *
 * Only a stream can be counted as it arrives. A response without one is read by its own `text`.
 */
export async function readText(response: TextSource, maxBytes: number): Promise<string | undefined> {
  const { body } = response;
  if (!isStream(body)) return response.text();
  const buffer = new BlockBuffer(maxBytes);
  try {
    // Leaving the loop early cancels the stream.
    for await (const piece of body) if (!buffer.add(piece)) return undefined;
    return new TextDecoder().decode(buffer.bytes());
  } finally {
    buffer.free();
  }
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return Symbol.asyncIterator in Object(body);
}
