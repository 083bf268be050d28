import { EventParseError } from '../errors.js';

const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true });

/** The text of a body, or undefined if the body is a value already: text and bytes are read, everything else is left. */
export function decode(input: unknown): string | undefined {
  const bytes = typeof input === 'string' ? undefined : bytesOf(input);
  const text = typeof input === 'string' ? input : bytes && decodeUtf8(bytes);
  // TextDecoder takes a byte order mark away; in text it would make the JSON unreadable.
  return text?.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/**
 * The value of a JSON text.
 *
 * The message of JSON.parse quotes the text, which is payload, so that neither it nor the error is passed on.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (text.trim() === '') throw new EventParseError('body_empty', 'The body is empty.');
    // Only at the end of the message is it the engine's; elsewhere it may be quoted payload.
    const position =
      error instanceof SyntaxError
        ? /at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(error.message)?.[1]
        : undefined;
    const place = position === undefined ? '' : ` from position ${position} on`;
    throw new EventParseError(
      'body_not_json',
      `The body, of ${text.length} characters, is not JSON${place}.`,
    );
  }
}

function decodeUtf8(bytes: AllowSharedBufferSource): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new EventParseError('body_not_utf8', `The body, of ${bytes.byteLength} bytes, is not UTF-8.`);
  }
}

/** The bytes of a body, of any realm: a Jest sandbox has constructors of its own. */
function bytesOf(input: unknown): AllowSharedBufferSource | undefined {
  if (ArrayBuffer.isView(input)) return input;
  try {
    const isBuffer = Object.prototype.toString.call(input) === '[object ArrayBuffer]';
    // DataView refuses what only calls itself an ArrayBuffer.
    return isBuffer ? new DataView(input as ArrayBuffer) : undefined;
  } catch {
    return undefined;
  }
}
