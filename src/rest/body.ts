import type { FetchResponse } from './fetch.js';

/** The most that an answer may have, unpacked: two hundred times a large page. */
const MAX_ANSWER_BYTES = 16 * 2 ** 20;

/**
 * The text of a response, or `undefined` if it is too large: a small answer may unpack to one that fills the memory.
 *
 * Only a stream can be counted as it arrives; a `fetch` of the caller's that gives none bounds its answers itself.
 */
export async function readBody(response: FetchResponse): Promise<string | undefined> {
  const { body } = response;
  if (!isStream(body)) return response.text();
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) return;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return Symbol.asyncIterator in Object(body);
}
