import { jsonSpellings } from './json-spellings.js';
import { distinct, type Variation } from './variation.js';

const BYTE_ORDER_MARK = '\ufeff';

/** The likely originals of a body that was changed on its way from Zoom into a file. */
export function bodyVariations(body: Buffer): Variation<Buffer>[] {
  // Latin-1 keeps every byte, so bytes that are not UTF-8 are not lost.
  const latin1 = body.toString('latin1');
  const isUtf8 = Buffer.from(body.toString()).equals(body);
  const variants = [...byteVariants(latin1), ...(isUtf8 ? textVariants(body.toString()) : [])];
  return distinct(latin1, variants).map(({ value, ...rest }) => ({
    value: rest.fix === undefined ? body : Buffer.from(value, 'latin1'),
    ...rest,
  }));
}

type Variant = readonly [bytes: string, fix: string];

function* byteVariants(bytes: string): Generator<Variant, void, undefined> {
  yield [withoutLineEnd(bytes), 'remove the line end after the body'];
  yield [bytes.trim(), 'remove the white space around the body'];
  yield [bytes.replaceAll('\r\n', '\n'), 'end lines with LF, not CR LF'];
  yield [bytes.replace(/\r?\n/g, '\r\n'), 'end lines with CR LF, not LF'];
  if (/^[A-Za-z0-9+/=\s]+$/.test(bytes))
    yield [Buffer.from(bytes, 'base64').toString('latin1'), 'decode the body from Base64'];
}

function* textVariants(text: string): Generator<Variant, void, undefined> {
  const bytesOf = (each: string) => Buffer.from(each).toString('latin1');
  if (text.startsWith(BYTE_ORDER_MARK))
    yield [bytesOf(text.slice(1)), 'remove the byte order mark before the body'];
  // UTF-8 that was decoded as Latin-1 and encoded as UTF-8 again.
  if (/[\u0080-\u00ff]/.test(text) && /^[\0-\u00ff]*$/.test(text))
    yield [text, 'encode the body as UTF-8 once, not twice'];
  const value = parse(text.replace(BYTE_ORDER_MARK, ''));
  if (typeof value === 'string') yield [bytesOf(value), 'unpack the body from a string of JSON'];
  if (typeof value !== 'object' || value === null) return;
  try {
    for (const [spelling, style] of jsonSpellings(value))
      yield [bytesOf(spelling), `write the same JSON ${style}`];
  } catch (error) {
    // Nested too deeply for the stack, which no event is.
    if (!(error instanceof RangeError)) throw error;
  }
}

function withoutLineEnd(bytes: string): string {
  let end = bytes.length;
  while (bytes[end - 1] === '\n' || bytes[end - 1] === '\r') end -= 1;
  return bytes.slice(0, end);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
