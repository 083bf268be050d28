import { EventParseError } from '../errors.js';

const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true });

/** The text of a body, or undefined if the body is a value already: text and bytes are read, everything else is left. */
export function decode(input: unknown): string | undefined {
  const text = typeof input === 'string' ? input : isBytes(input) ? decodeUtf8(input) : undefined;
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
    const position = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined;
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

/** Known by their own tests, which hold for bytes of another realm too, a Jest sandbox for one. */
function isBytes(input: unknown): input is AllowSharedBufferSource {
  return ArrayBuffer.isView(input) || Object.prototype.toString.call(input) === '[object ArrayBuffer]';
}
