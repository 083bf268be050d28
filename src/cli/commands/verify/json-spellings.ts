import { isObject } from '../../../shapes/conforms.js';

/** How a serializer spaces JSON. */
interface Style {
  readonly name: string;
  readonly comma: string;
  readonly colon: string;
  /** Each member gets a line of its own, indented by this for each level. */
  readonly indent?: string;
}

const STYLES: readonly Style[] = [
  { name: 'without white space', comma: ',', colon: ':' },
  { name: 'with a space after commas and colons', comma: ', ', colon: ': ' },
  { name: 'indented by two spaces', comma: ',', colon: ': ', indent: '  ' },
  { name: 'indented by four spaces', comma: ',', colon: ': ', indent: '    ' },
  { name: 'indented by tabs', comma: ',', colon: ': ', indent: '\t' },
];

type Order = (keys: string[], depth: number) => string[];

const rootFirst =
  (...first: string[]): Order =>
  (keys, depth) =>
    depth > 0
      ? keys
      : [...first.filter((key) => keys.includes(key)), ...keys.filter((key) => !first.includes(key))];

const ORDERS: readonly (readonly [name: string, order: Order])[] = [
  ['', (keys) => keys],
  ['with event, payload and event_ts in this order', rootFirst('event', 'payload', 'event_ts')],
  ['with event, event_ts and payload in this order', rootFirst('event', 'event_ts', 'payload')],
  ['with keys in alphabetical order', (keys) => keys.sort()],
];

const escapeAll = (text: string, characters: RegExp) =>
  text.replace(characters, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
const escapeUnicode = (text: string) => escapeAll(text, /[\u007f-\uffff]/g);
const escapeSlashes = (text: string) => text.replaceAll('/', '\\/');

const ESCAPES: readonly (readonly [name: string, escaped: (text: string) => string])[] = [
  ['', (text) => text],
  ['with non-ASCII characters escaped', escapeUnicode],
  ['with slashes escaped', escapeSlashes],
  ['with non-ASCII characters and slashes escaped', (text) => escapeUnicode(escapeSlashes(text))],
  ['with <, > and & escaped', (text) => escapeAll(text, /[<>&\u2028\u2029]/g)],
];

/** The texts that common serializers write for one JSON value, each with a description. */
export function* jsonSpellings(value: unknown): Generator<[text: string, style: string], void, undefined> {
  for (const [order, sort] of ORDERS) {
    for (const style of STYLES) {
      const text = write(value, style, sort, 0);
      for (const [escapes, escaped] of ESCAPES)
        yield [escaped(text), [style.name, order, escapes].filter(Boolean).join(', ')];
    }
  }
}

function write(value: unknown, style: Style, order: Order, depth: number): string {
  if (Array.isArray(value))
    return enclose(
      '[',
      value.map((each) => write(each, style, order, depth + 1)),
      ']',
      style,
      depth,
    );
  if (!isObject(value)) return JSON.stringify(value);
  const members = order(Object.keys(value), depth).map(
    (key) => JSON.stringify(key) + style.colon + write(value[key], style, order, depth + 1),
  );
  return enclose('{', members, '}', style, depth);
}

function enclose(open: string, parts: readonly string[], close: string, style: Style, depth: number): string {
  if (parts.length === 0 || style.indent === undefined) return open + parts.join(style.comma) + close;
  const line = `\n${style.indent.repeat(depth)}`;
  return open + parts.map((part) => line + style.indent + part).join(style.comma) + line + close;
}
