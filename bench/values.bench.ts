import {
  parseBitrate,
  parseFrameRate,
  parseMilliseconds,
  parsePercent,
  parsePort,
  parseResolution,
  parseRssi,
  parseScore,
} from '../src/values/index.js';
import { type Row, timeRatio } from './harness.js';

/** One quantity: how its values come, and what a careful reader would write with a regular expression. */
interface Case {
  readonly name: string;
  readonly parse: (text: string) => unknown;
  readonly form: RegExp;
  readonly texts: readonly string[];
}

const UNITS: Record<string, number> = {
  '': 1,
  kbps: 1,
  mbps: 1e3,
  gbps: 1e6,
  bps: 1e-3,
  ms: 1,
  s: 1e3,
  us: 1e-3,
};

// About one value in four is blank, as where some streams of a participant are idle.
const cases: Case[] = [
  {
    name: 'bitrate',
    parse: parseBitrate,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(bps|kbps|mbps|gbps)?\s*$/i,
    texts: [
      '63 kbps',
      '27.15 kbps',
      '',
      '1055 kbps',
      '0 kbps',
      '72 kbps',
      '',
      '512 kbps',
      '6',
      '',
      '84 kbps',
      '2048 kbps',
    ],
  },
  {
    name: 'milliseconds',
    parse: parseMilliseconds,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(us|ms|s)?\s*$/i,
    texts: ['134 ms', '0 ms', '7.53 ms', '', '615 ms', '12 ms', '', '1 ms', '8', '', '23 ms', '48 ms'],
  },
  {
    name: 'percent',
    parse: parsePercent,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(%)?\s*$/,
    texts: ['0.03%', '0.0%', '', '4 %', '0%', '72%', '', '1.25%', '12%', '', '33%', '0.1%'],
  },
  {
    name: 'frame rate',
    parse: parseFrameRate,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(fps)?\s*$/i,
    texts: [
      '12 fps',
      '0 fps',
      '',
      '24 fps',
      '30 fps',
      '25 fps',
      '',
      '5 fps',
      '15 fps',
      '',
      '29 fps',
      '8 fps',
    ],
  },
  {
    name: 'rssi',
    parse: parseRssi,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(dbm)?\s*$/i,
    texts: ['-56', '-61', '', '-48', '-70', '-39', '', '-82', '-55', '', '-44', '-67'],
  },
  {
    name: 'score',
    parse: parseScore,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*()$/,
    texts: ['3.65', '4.5', '', '4.21', '2.9', '3.98', '', '4.33', '1.7', '', '4.05', '3.5'],
  },
  {
    name: 'port',
    parse: parsePort,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*()$/,
    texts: ['8801', '443', '', '51234', '8802', '60111', '', '8803', '54001', '', '3478', '49152'],
  },
];

const resolutions: Case = {
  name: 'resolution',
  parse: parseResolution,
  form: /^\s*(\d+)\s*[*x]\s*(\d+)\s*$/i,
  texts: [
    '1280*720',
    '640*360',
    '',
    '0*0',
    '320*180',
    '1920*1080',
    '',
    '160*90',
    '640*360',
    '',
    '1280*720',
    '640*480',
  ],
};

export const rows: Row[] = [
  ...cases.map((each) => againstExpression(each, matchQuantity)),
  againstExpression(resolutions, matchResolution),
  ...cases.map((each) => againstParseFloat(each, parseFloat)),
  againstParseFloat(resolutions, parseFloatTwice),
];

function againstExpression(
  { name, parse, form, texts }: Case,
  match: (text: string, form: RegExp) => unknown,
): Row {
  const values = received(texts);
  return {
    name: `values: ${name}, against an anchored regular expression`,
    limit: 1 / 2.5,
    measure: timeRatio(
      readAll(values, parse),
      readAll(values, (text) => match(text, form)),
    ),
  };
}

function againstParseFloat({ name, parse, texts }: Case, peer: (text: string) => unknown): Row {
  const values = received(texts);
  return {
    name: `values: ${name}, against bare parseFloat`,
    limit: 1,
    measure: timeRatio(readAll(values, parse), readAll(values, peer)),
  };
}

/** Texts as they come out of a body: JSON.parse makes strings of its own kind. */
function received(texts: readonly string[]): string[] {
  return JSON.parse(JSON.stringify(texts));
}

/** A loop of its own for each function, so that neither pays for the other's being there. */
function readAll(texts: string[], read: (text: string) => unknown): () => unknown {
  const loop = new Function(
    'texts',
    'read',
    'return () => { let last; for (let i = 0; i < texts.length; i++) last = read(texts[i]); return last }',
  );
  return loop(texts, read);
}

function matchQuantity(text: string, form: RegExp): number | null {
  if (text.trim() === '' || text === '-' || text === '--' || text === 'N/A') return null;
  const match = form.exec(text);
  if (match === null) throw new Error('unreadable');
  return Number(match[1]) * (UNITS[(match[2] ?? '').toLowerCase()] ?? 1);
}

function matchResolution(text: string, form: RegExp): { width: number; height: number } | null {
  if (text.trim() === '' || text === '-' || text === '--' || text === 'N/A') return null;
  const match = form.exec(text);
  if (match === null) throw new Error('unreadable');
  const width = Number(match[1]);
  const height = Number(match[2]);
  return width === 0 && height === 0 ? null : { width, height };
}

function parseFloatTwice(text: string): { width: number; height: number } {
  return { width: parseFloat(text), height: parseFloat(text.slice(text.indexOf('*') + 1)) };
}
