import { EventParseError } from '../errors.js';

/** Made at the first body of bytes: some test environments, such as jsdom, have no TextDecoder. */
let decoder: TextDecoder | undefined;

/** The text of a body, or undefined if the input is neither text nor bytes but a parsed value. */
export function decode(input: unknown): string | undefined {
  // TextDecoder removes a byte order mark; JSON.parse does not accept one.
  if (typeof input === 'string') return input.charCodeAt(0) === 0xfeff ? input.slice(1) : input;
  const bytes = bytesOf(input);
  return bytes && decodeUtf8(bytes);
}

/**
 * The value of a JSON text.
 *
 * `JSON.parse` quotes the text, which is payload, in its message: that error is not passed on.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (text.trim() === '') throw new EventParseError('body_empty', 'The body is empty.');
    throw new EventParseError(
      'body_not_json',
      `The body, of ${count(text.length, 'character')}, is not JSON.`,
    );
  }
}

function decodeUtf8(bytes: AllowSharedBufferSource): string {
  decoder ??= new TextDecoder('utf-8', { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    throw new EventParseError(
      'body_not_utf8',
      `The body, of ${count(bytes.byteLength, 'byte')}, is not UTF-8.`,
    );
  }
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** The bytes of a body from any realm: a Jest sandbox has its own constructors. */
function bytesOf(input: unknown): AllowSharedBufferSource | undefined {
  if (ArrayBuffer.isView(input)) return input;
  try {
    const isBuffer = Object.prototype.toString.call(input) === '[object ArrayBuffer]';
    // DataView throws for a value that only calls itself an ArrayBuffer.
    return isBuffer ? new DataView(input as ArrayBuffer) : undefined;
  } catch {
    return undefined;
  }
}
