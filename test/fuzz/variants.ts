/**
 * Makes many texts of one: a JSON text is taken apart once, and each variant has one to three of its values, members or
 * keys changed, or is cut or spoilt somewhere. The same numbers give the same variant.
 */
import { MARK } from './checks.js';

/** Gives numbers from 0 to 1. */
export type Random = () => number;

/** A value of a JSON text, by where it starts and ends. */
interface Slot {
  readonly start: number;
  readonly end: number;
  /** Where its member starts; the same as `start` for an item of a list. */
  readonly memberStart: number;
}

/** A piece of the text that something else replaces. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

const VALUES: readonly string[] = [
  ...['null', 'true', 'false', '0', '5', '-1.5', '1.0', '-0', '1e3', '1e999', '-1e999', '1e-400'],
  ...['9007199254740992', '9007199254740993', '-6971668082545971778', '0.1', '1626230691572', '86399999.5'],
  ...['""', '" "', '"text"', '"true"', '"5"', '"05"', '"1e3"', '"-"', '"N/A"', '"%"', '"|"', '"NaN"'],
  ...['"63 kbps"', '"0.03%"', '"134 ms"', '"12 fps"', '"1280*720"', '"-56"', '"dBm"', '"Infinity"'],
  ...['"1626230691572"', '" 1626230691572.0 "', '"2021-07-13T21:44:51Z"', '"2021-02-30T24:00:60+99:99"'],
  ...[
    '"\\u0000"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\\ud83d\\ude00"',
    '"\\u2028"',
    '"__proto__"',
    '"\u00e9"',
  ],
  ...['{}', '[]', '[null]', '[{}]', '["text"]', '[5]', '[[]]', '{"news":null}', '{"__proto__":{"a":1}}'],
  ...[JSON.stringify(MARK), `"${MARK} kbps"`, `{"${MARK}":"${MARK}"}`],
];
const KEYS = [
  'news',
  '__proto__',
  'constructor',
  'toString',
  'event',
  'event_ts',
  'qos',
  'details',
  MARK,
  '',
];
const NOISE = ['', '', '{', '}', '[', ']', '"', ',', ':', '\\', '\\u', '\n', '\0', '\ud800', '\uFEFF', MARK];

/** Returns what makes a variant of a text. */
export function variantsOf(text: string): (random: Random) => string {
  const slots = slotsIn(text);
  return (random) => {
    if (slots.length === 0 || random() < 0.1) return spoilt(text, random);
    const edits: Edit[] = [];
    for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) {
      const edit = editOf(text, slots, random);
      // Edits of one place would undo each other.
      if (edits.every(({ start, end }) => edit.end <= start || edit.start >= end)) edits.push(edit);
    }
    edits.sort((one, other) => one.start - other.start);
    let variant = '';
    let at = 0;
    for (const { start, end, put } of edits) {
      variant += text.slice(at, start) + put;
      at = end;
    }
    variant += text.slice(at);
    return random() < 0.05 ? spoilt(variant, random) : variant;
  };
}

/** Text that was cut, or in which something is missing, doubled or put in. */
function spoilt(text: string, random: Random): string {
  const start = Math.floor(random() * (text.length + 1));
  const end = Math.max(0, start + Math.floor(random() * 60) - 20);
  return text.slice(0, start) + pick(NOISE, random) + text.slice(end);
}

function editOf(text: string, slots: readonly Slot[], random: Random): Edit {
  const slot = pick(slots, random);
  const { start, end, memberStart } = slot;
  const now = text.slice(start, end);
  const hasKey = memberStart < start;
  switch (Math.floor(random() * 10)) {
    case 0: {
      // With the comma after it, or else the one before.
      if (text[end] === ',') return { start: memberStart, end: end + 1, put: '' };
      return { start: memberStart - (text[memberStart - 1] === ',' ? 1 : 0), end, put: '' };
    }
    case 1:
      return { start, end, put: `[${now}]` };
    case 2:
      return { start, end, put: `[${now},${random() < 0.5 ? now : pick(VALUES, random)}]` };
    case 3:
      return { start, end, put: inAnotherForm(now) };
    case 4: {
      const other = pick(slots, random);
      return { start, end, put: text.slice(other.start, other.end) };
    }
    case 5: {
      const key = random() < 0.2 ? text.slice(memberStart, start) : `${JSON.stringify(pick(KEYS, random))}:`;
      return { start: memberStart, end: memberStart, put: `${hasKey ? key : ''}${pick(VALUES, random)},` };
    }
    case 6:
      if (hasKey) return { start: memberStart, end: start, put: `${JSON.stringify(pick(KEYS, random))}:` };
      return { start, end, put: `${now},${now}` };
    case 7: {
      const place = start + 1 + Math.floor(random() * Math.max(0, now.length - 1));
      if (now.length < 2)
        return { start, end, put: now + pick(['0', '.5', 'e9', '999999999999999'], random) };
      return { start: place, end: place + (random() < 0.5 ? 0 : 1), put: pick(INSIDE, random) };
    }
    default:
      return { start, end, put: pick(VALUES, random) };
  }
}

/** What is put within a text or a number. */
const INSIDE = [
  '0',
  '9',
  '.',
  '-',
  ' ',
  '%',
  'e',
  '|',
  '\\u0000',
  '\\ud800',
  '\\ud83d\\ude00',
  '\\n',
  MARK,
  'é',
  '',
];

/** A number as text, text as the number it begins with, a list as its first item. */
function inAnotherForm(now: string): string {
  if (now[0] === '"') return String(Number.parseFloat(now.slice(1)) || 0);
  if (now[0] === '[' || now[0] === '{') return now[0] === '[' && now.length > 2 ? now.slice(1, -1) : '[]';
  return `"${now}"`;
}

/** The values in a JSON text, all but the outermost. For another text, those of its beginning that is JSON. */
function slotsIn(text: string): Slot[] {
  const slots: Slot[] = [];
  const open: { start: number; memberStart: number }[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"|[-+.\w]+|[[\]{}:,]/g;
  let key: number | undefined;
  let last = { start: 0, end: 0 };
  for (let token = tokens.exec(text); token !== null && slots.length < 2_000; token = tokens.exec(text)) {
    const start = token.index;
    const [sign] = token[0];
    if (sign === ':') {
      key = last.start;
      slots.pop();
    } else if (sign === '{' || sign === '[') {
      open.push({ start, memberStart: key ?? start });
      key = undefined;
    } else if (sign === '}' || sign === ']') {
      const opened = open.pop();
      if (opened && open.length > 0) slots.push({ ...opened, end: tokens.lastIndex });
    } else if (sign !== ',') {
      last = { start, end: tokens.lastIndex };
      if (open.length > 0) slots.push({ ...last, memberStart: key ?? start });
      key = undefined;
    }
  }
  return slots;
}

/** One of several; there is at least one. */
export function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)] as T;
}
