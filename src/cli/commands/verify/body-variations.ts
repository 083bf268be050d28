import { rewrittenJson } from './rewritten-json.js';
import { distinct, type Variation } from './variation.js';

const BYTE_ORDER_MARK = '\ufeff';

/** What a body may have been before something between Zoom and its file changed it. */
export function bodyVariations(body: Buffer): Variation<Buffer>[] {
  // Byte by byte, so that nothing is lost of what is no UTF-8.
  const latin1 = body.toString('latin1');
  const isUtf8 = Buffer.from(body.toString()).equals(body);
  const variants = [...changesOfBytes(latin1), ...(isUtf8 ? changesOfText(body.toString()) : [])];
  return distinct(latin1, variants).map(({ value, ...change }) => ({
    value: change.change === undefined ? body : Buffer.from(value, 'latin1'),
    ...change,
  }));
}

type Change = readonly [bytes: string, change: string];

function* changesOfBytes(bytes: string): Generator<Change, void, undefined> {
  yield [withoutLineEnd(bytes), 'the line end after the body is taken away'];
  yield [bytes.trim(), 'the white space around the body is taken away'];
  yield [bytes.replaceAll('\r\n', '\n'), 'line ends are LF, not CR LF'];
  yield [bytes.replace(/\r?\n/g, '\r\n'), 'line ends are CR LF, not LF'];
  if (/^[A-Za-z0-9+/=\s]+$/.test(bytes))
    yield [Buffer.from(bytes, 'base64').toString('latin1'), 'the body is decoded from Base64'];
}

function* changesOfText(text: string): Generator<Change, void, undefined> {
  const asBytes = (each: string) => Buffer.from(each).toString('latin1');
  if (text.startsWith(BYTE_ORDER_MARK))
    yield [asBytes(text.slice(1)), 'the byte order mark before the body is taken away'];
  // UTF-8 that was read as Latin-1 and written as UTF-8 again.
  if (/[\u0080-\u00ff]/.test(text) && /^[\0-\u00ff]*$/.test(text))
    yield [text, 'the body is UTF-8 once, not twice'];
  const value = jsonIn(text.replace(BYTE_ORDER_MARK, ''));
  if (typeof value === 'string') yield [asBytes(value), 'the body is JSON itself, not a string of JSON'];
  if (typeof value !== 'object' || value === null) return;
  try {
    for (const [rewritten, change] of rewrittenJson(value))
      yield [asBytes(rewritten), `the body is the same JSON written otherwise: ${change}`];
  } catch (error) {
    // Nested deeper than there is stack for, which no event is.
    if (!(error instanceof RangeError)) throw error;
  }
}

function withoutLineEnd(bytes: string): string {
  let end = bytes.length;
  while (bytes[end - 1] === '\n' || bytes[end - 1] === '\r') end -= 1;
  return bytes.slice(0, end);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
