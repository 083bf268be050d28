import { createRandom, type Random } from '../src/testing/random.js';
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
import { each, type Job, type Row, timeRatio } from './harness.js';

/** One quantity: its values as Zoom sends them, and a careful regular expression to compare with. */
interface Quantity {
  readonly name: string;
  /** How many values of one stream have this quantity. */
  readonly share: number;
  readonly parse: Read;
  readonly form: RegExp;
  readonly unit: string;
  /** Writes a value that is not blank, without its unit. */
  readonly write: (random: Random) => string;
  /** The result to reach against the regular expression, where this quantity has its own. */
  readonly limit?: number;
}

type Read = (text: string) => unknown;

const SCALES = new Map(Object.entries({ bps: 1e-3, mbps: 1e3, gbps: 1e6, us: 1e-3, s: 1e3 }));

const whole = (least: number, most: number) => (random: Random) => String(random.integer(least, most));
const decimal = (least: number, most: number) => (random: Random) =>
  String(random.chance(0.3) ? random.integer(least * 100, most * 100) / 100 : random.integer(least, most));

const quantities: readonly Quantity[] = [
  {
    name: 'bitrate',
    share: 3,
    parse: parseBitrate,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(bps|kbps|mbps|gbps)?\s*$/i,
    unit: ' kbps',
    write: decimal(0, 2500),
  },
  {
    name: 'milliseconds',
    share: 6,
    parse: parseMilliseconds,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(us|ms|s)?\s*$/i,
    unit: ' ms',
    write: decimal(0, 600),
  },
  {
    name: 'percent',
    share: 6,
    parse: parsePercent,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(%)?\s*$/,
    unit: '%',
    write: decimal(0, 100),
  },
  {
    name: 'frame rate',
    share: 3,
    parse: parseFrameRate,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(fps)?\s*$/i,
    unit: ' fps',
    write: whole(0, 30),
  },
  {
    name: 'resolution',
    share: 1,
    parse: parseResolution,
    form: /^\s*(\d+)\s*[*x]\s*(\d+)\s*$/i,
    unit: '',
    write: (random) => `${random.integer(10, 192) * 10}*${random.integer(9, 108) * 10}`,
    limit: 0.6,
  },
  {
    name: 'rssi',
    share: 1,
    parse: parseRssi,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(dbm)?\s*$/i,
    unit: '',
    write: whole(-90, -30),
    limit: 0.6,
  },
  {
    name: 'score',
    share: 1,
    parse: parseScore,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*$/,
    unit: '',
    write: (random) => String(random.integer(100, 500) / 100),
  },
  {
    name: 'port',
    share: 0,
    parse: parsePort,
    form: /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*$/,
    unit: '',
    write: whole(1, 65_535),
    limit: 0.6,
  },
];

const TEXTS = 512;

/**
 * Values of a quantity: one in four is blank, as when some of a participant's streams are idle, and one in ten of the others has
 * its unit in another case or with another space than documented.
 */
function textsOf({ name, unit, write }: Quantity, half: string): string[] {
  const random = createRandom(`${name}/${half}`);
  const texts = Array.from({ length: TEXTS }, () => {
    if (random.chance(0.25)) return '';
    if (random.chance(0.9)) return write(random) + unit;
    return write(random) + (random.chance(0.5) ? unit.trim() : unit.toUpperCase());
  });
  // V8 represents strings from JSON.parse differently from literals.
  return JSON.parse(JSON.stringify(texts));
}

export const processes = 5;

// For a whole number without a unit, such as a port, parseFloat returns the number that V8 caches in the string from JSON.parse.
export const rows: Row[] = [
  {
    name: 'values: one value, against an anchored regular expression',
    limit: 1 / 2.5,
    measure: ratioOf(quantities, byParse, byExpression),
  },
  {
    name: 'values: one value, against bare parseFloat',
    limit: 1,
    measure: ratioOf(quantities, byParse, byParseFloat),
  },
  ...quantities.flatMap((quantity): Row[] => [
    {
      name: `values: ${quantity.name}, against an anchored regular expression`,
      ...(quantity.limit !== undefined && { limit: quantity.limit }),
      measure: ratioOf([{ ...quantity, share: 1 }], byParse, byExpression),
    },
    {
      name: `values: ${quantity.name}, against bare parseFloat`,
      measure: ratioOf([{ ...quantity, share: 1 }], byParse, byParseFloat),
    },
  ]),
];

type By = (quantity: Quantity) => Read;

/** How long one reader takes for the values of a stream, quantity by quantity, as a multiple of another's time. */
function ratioOf(list: readonly Quantity[], by: By, peerBy: By): Row['measure'] {
  const jobs = (half: string) => ({ subject: reading(list, by, half), peer: reading(list, peerBy, half) });
  const { subject, peer } = jobs('measured');
  return timeRatio(subject, peer, jobs('warm-up'));
}

function reading(list: readonly Quantity[], by: By, half: string): Job {
  const jobs = list.flatMap((quantity) =>
    Array<Job>(quantity.share).fill(each(textsOf(quantity, half), by(quantity))),
  );
  return () => {
    let last: unknown;
    for (const job of jobs) last = job();
    return last;
  };
}

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

for (const quantity of quantities) {
  for (const text of textsOf(quantity, 'measured')) {
    const [own, peer] = [quantity.parse(text), byExpression(quantity)(text)];
    if (JSON.stringify(own) !== JSON.stringify(peer))
      throw new Error(`The two read ${quantity.name} differently.`);
  }
}
