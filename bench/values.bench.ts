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

/** One quantity: its values as Zoom sends them, and a careful regular expression to compare with. */
interface Quantity {
  readonly name: string;
  /** How many values of one stream have this quantity. */
  readonly share: number;
  readonly parse: Read;
  readonly form: RegExp;
  readonly texts: readonly string[];
}

type Read = (text: string) => unknown;

const SCALES = new Map(Object.entries({ bps: 1e-3, mbps: 1e3, gbps: 1e6, us: 1e-3, s: 1e3 }));

// One value in four is blank, as when some of a participant's streams are idle.
const quantities: Quantity[] = [
  {
    name: 'bitrate',
    share: 3,
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
    share: 6,
    parse: parseMilliseconds,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(us|ms|s)?\s*$/i,
    texts: ['134 ms', '0 ms', '7.53 ms', '', '615 ms', '12 ms', '', '1 ms', '8', '', '23 ms', '48 ms'],
  },
  {
    name: 'percent',
    share: 6,
    parse: parsePercent,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(%)?\s*$/,
    texts: ['0.03%', '0.0%', '', '4 %', '0%', '72%', '', '1.25%', '12%', '', '33%', '0.1%'],
  },
  {
    name: 'frame rate',
    share: 3,
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
    name: 'resolution',
    share: 1,
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
  },
  {
    name: 'rssi',
    share: 1,
    parse: parseRssi,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(dbm)?\s*$/i,
    texts: ['-56', '-61', '', '-48', '-70', '-39', '', '-82', '-55', '', '-44', '-67'],
  },
  {
    name: 'score',
    share: 1,
    parse: parseScore,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*$/,
    texts: ['3.65', '4.5', '', '4.21', '2.9', '3.98', '', '4.33', '1.7', '', '4.05', '3.5'],
  },
  {
    name: 'port',
    share: 0,
    parse: parsePort,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*$/,
    texts: ['8801', '443', '', '51234', '8802', '60111', '', '8803', '54001', '', '3478', '49152'],
  },
];

// Limits apply to the mix of quantities in an event. The row of a single quantity is for information: for a whole number
// without a unit, such as a port, parseFloat returns the number that V8 caches in the string from JSON.parse.
export const rows: Row[] = [
  {
    name: 'values: one value, against an anchored regular expression',
    limit: 1 / 2.5,
    measure: timeRatio(readStream(byParse), readStream(byExpression)),
  },
  {
    name: 'values: one value, against bare parseFloat',
    limit: 1,
    measure: timeRatio(readStream(byParse), readStream(byParseFloat)),
  },
  ...quantities.flatMap((quantity) => [
    {
      name: `values: ${quantity.name}, against an anchored regular expression`,
      measure: timeRatio(readAll(quantity, byParse), readAll(quantity, byExpression)),
    },
    {
      name: `values: ${quantity.name}, against bare parseFloat`,
      measure: timeRatio(readAll(quantity, byParse), readAll(quantity, byParseFloat)),
    },
  ]),
];

function byParse({ parse }: Quantity): Read {
  return parse;
}

function byParseFloat({ name }: Quantity): Read {
  if (name !== 'resolution') return parseFloat;
  return (text) => ({ width: parseFloat(text), height: parseFloat(text.slice(text.indexOf('*') + 1)) });
}

function byExpression({ name, form }: Quantity): Read {
  return (text) => {
    if (text === '' || text === '-' || text === '--' || text === 'N/A' || text.trim() === '') return null;
    const match = form.exec(text);
    if (match === null) throw new Error('unreadable');
    if (name === 'resolution') return { width: Number(match[1]), height: Number(match[2]) };
    const unit = match[2];
    return Number(match[1]) * (unit === undefined ? 1 : (SCALES.get(unit.toLowerCase()) ?? 1));
  };
}

/** Reads the values of a stream, quantity by quantity. */
function readStream(by: (quantity: Quantity) => Read): () => unknown {
  const loops = quantities.flatMap((quantity) => Array(quantity.share).fill(readAll(quantity, by)));
  return () => {
    let last: unknown;
    for (const loop of loops) last = loop();
    return last;
  };
}

/** A separate loop for each function, so that V8 optimises each on its own. */
function readAll(quantity: Quantity, by: (quantity: Quantity) => Read): () => unknown {
  // V8 represents strings from JSON.parse differently from literals.
  const texts: string[] = JSON.parse(JSON.stringify(quantity.texts));
  const loop = new Function(
    'texts',
    'read',
    'return () => { let last; for (let i = 0; i < texts.length; i++) last = read(texts[i]); return last }',
  );
  return loop(texts, by(quantity));
}
