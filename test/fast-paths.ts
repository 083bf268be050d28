/**
 * Fast paths against plain ones: what the library reads in a special way must be what a plain program reads. The test runs each
 * a few thousand times; `npm run check:fast-paths` a million times.
 */
import fc from 'fast-check';
import type { QosSample } from 'zoom-qss';
import { sampleFault, snapshotFault } from '../src/generated/record-faults.js';
import { ordinalOf } from '../src/quality/item.js';
import { Latest } from '../src/quality/latest.js';
import { hasKnownFields, noteFields } from '../src/samples/check-fields.js';
import { IssueList } from '../src/samples/issue.js';
import { readDateTime } from '../src/samples/time.js';
import { conforms, isScalar, mayBeRounded } from '../src/shapes/conforms.js';
import { compile, type Shape } from '../src/shapes/shape.js';
import { readBitrate } from '../src/values/bitrate.js';
import { readFrameRate } from '../src/values/frame-rate.js';
import { readMilliseconds } from '../src/values/milliseconds.js';
import { readPercent } from '../src/values/percent.js';
import type { Reader } from '../src/values/reader.js';
import { readResolution } from '../src/values/resolution.js';
import { readRssi } from '../src/values/rssi.js';
import { readScore } from '../src/values/score.js';
import { changed, plainFault, samples, snapshots } from './generated/plain-fault.js';
import { at, sampleOf, who } from './quality/samples.js';

interface FastPath {
  readonly name: string;
  readonly property: fc.IProperty<unknown[]>;
}

const BLANK = /^\s*(?:|-|--|n\/a)\s*$/i;

interface Quantity {
  readonly read: Reader<number>;
  /** The powers of ten by which each unit is larger, in lower case. */
  readonly units: Readonly<Record<string, number>>;
  readonly least: number;
}

const QUANTITIES: readonly Quantity[] = [
  { read: readBitrate, units: { '': 0, kbps: 0, bps: -3, mbps: 3, gbps: 6 }, least: 0 },
  { read: readMilliseconds, units: { '': 0, ms: 0, us: -3, s: 3 }, least: 0 },
  { read: readPercent, units: { '': 0, '%': 0 }, least: 0 },
  { read: readFrameRate, units: { '': 0, fps: 0 }, least: 0 },
  { read: readRssi, units: { '': 0, dbm: 0 }, least: -Number.MAX_SAFE_INTEGER },
  { read: readScore, units: { '': 0 }, least: 0 },
];

const NUMBER = /^\s*([+-]?(?:\d+\.?\d*|\.\d+))(?:e([+-]?\d{1,4}))?\s*(.*?)\s*$/is;

function plainNumber(text: string, { units, least }: Quantity): number | null | undefined {
  if (BLANK.test(text)) return null;
  const [, digits, exponent = '0', unit = ''] = NUMBER.exec(text) ?? [];
  const shift = Object.entries(units).find(([name]) => name === unit.toLowerCase())?.[1];
  if (digits === undefined || shift === undefined) return undefined;
  const number = Number(`${digits}e${Number(exponent) + shift}`);
  return number >= least && number <= Number.MAX_SAFE_INTEGER ? number + 0 : undefined;
}

function plainResolution(text: string): object | null | undefined {
  if (BLANK.test(text)) return null;
  const sides = /^\s*(\d{1,9})\s*[*x]\s*(\d{1,9})\s*$/i.exec(text);
  if (sides === null) return undefined;
  const [width, height] = [Number(sides[1]), Number(sides[2])];
  return width === 0 && height === 0 ? null : { width, height };
}

const UTC_SECONDS = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** A time without fraction and offset; `Date` would take days that no month has for days of the next. */
function plainTime(text: string): number | undefined {
  const time = new Date(text);
  if (!UTC_SECONDS.test(text) || Number.isNaN(time.getTime())) return undefined;
  return time.toISOString().startsWith(text.slice(0, 10)) ? time.getTime() : undefined;
}

/** The guard without a shortcut: each field is looked up by its name. */
function plainConforms(value: unknown, shape: Shape): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const [name, field] of shape.fields) {
    const inner = (value as Record<string, unknown>)[name];
    if (!(name in value)) {
      if (field.required === 1) return false;
    } else if (field.shape !== undefined) {
      if (!plainConforms(inner, field.shape)) return false;
    } else if (!isScalar(inner, field.kind) || mayBeRounded(inner, field.kind)) return false;
  }
  return true;
}

const INNER = compile('a? c?', () => undefined);
const KNOWING_SHAPES = ['a? b?:{a? c?}', 'a? b?:Inner[] c?'].map((notation) =>
  compile(notation, () => INNER),
);

const SHAPES = ['a? b? c?:string|number', 'a b? c?:number', 'a? b?:{a? c?:string|number} c?:boolean'].map(
  (notation) => compile(notation, () => undefined),
);

/** The walk that notes each field which the shape does not know, with its path. */
function notedFields(value: object, shape: Shape): number {
  const issues = new IssueList();
  noteFields(value, shape, issues);
  return issues.all.length;
}

const same = (own: unknown, plain: unknown) => JSON.stringify({ own }) === JSON.stringify({ own: plain });

const number = fc.oneof(
  fc.stringMatching(/^[-+]?\d{1,12}$/),
  fc.stringMatching(/^-?\d{0,6}\.\d{0,6}$/),
  fc.stringMatching(/^[-+.\de]{0,8}$/),
  fc.stringMatching(/^-?[89]\d{8,20}(e-?\d)?$/),
);
const unit = fc.constantFrom(
  '',
  'kbps',
  'Kbps',
  'KBPS',
  'bps',
  'Mbps',
  'ms',
  'MS',
  's',
  'us',
  '%',
  'fps',
  'FPS',
  'dBm',
  '\u0005',
  '\u212abps',
);
const space = fc.constantFrom('', '', ' ', ' ', '  ', '\t', '\u00a0');
const value = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(space, number, space, unit, space).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('', '-', '--', ' - ', 'N/A', '- -') },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const side = fc.stringMatching(/^\d{0,10}$/);
const size = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(space, side, space, fc.constantFrom('*', 'x', 'X', '**', ''), space, side, space)
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: value },
);
const time = fc.oneof(
  fc.stringMatching(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\dZ$/),
  fc.stringMatching(/^\d{4}[-\d][01]\d[-\d][0-3]\d[T ][0-2]\d[:\d][0-6]\d[:\d][0-6]\d[Zz]$/),
);
const key = fc.constantFrom('a', 'b', 'c', 'd', '__proto__');
const scalar = fc.constantFrom<unknown>('', 'text', 0, 63, 2 ** 53, true, null, undefined, []);
const object = fc
  .array(fc.tuple(key, fc.oneof(scalar, fc.dictionary(key, scalar))), { maxLength: 5 })
  .map(Object.fromEntries);

const texts = fc.dictionary(key, fc.constantFrom('', 'text'));
const known = fc.record(
  {
    a: fc.constant('text'),
    b: fc.oneof(texts, fc.array(texts, { maxLength: 3 })),
    c: fc.constant(''),
    d: fc.constant(1),
  },
  { requiredKeys: [] },
);

const name = fc.constantFrom('1', '2', null);
/** Samples of few people in few places at few times. */
const said = fc
  .record({ id: name, email: name, uuid: name, accountId: name, minute: fc.nat(1), hasNote: fc.boolean() })
  .map(({ id, email, uuid, accountId, minute, hasNote }) =>
    sampleOf({
      accountId,
      eventAtMs: minute,
      conference: at({ uuid }),
      // Fields that are not ours are learned too.
      participant: Object.assign(who({ id, email }), hasNote && { note: 1 }),
    }),
  );

function isSameOwner(one: QosSample, other: QosSample): boolean {
  const latest = new Latest<true>();
  latest.set(one, true);
  return latest.ownerOf(other) === true;
}

export const FAST_PATHS: readonly FastPath[] = [
  {
    name: 'a quantity in its documented form is read as any other form is',
    property: fc.property(value, fc.constantFrom(...QUANTITIES), (text, quantity) =>
      same(quantity.read(text), plainNumber(text, quantity)),
    ),
  },
  {
    name: 'a resolution is read as by a regular expression',
    property: fc.property(size, (text) => same(readResolution(text), plainResolution(text))),
  },
  {
    name: "a time in Zoom's own form is read as by Date",
    property: fc.property(time, (text) => {
      const own = readDateTime(text);
      // Leap seconds and other cases are for the pattern, which tests of its own hold.
      return /:60Z$/i.test(text) || text.includes('z') || same(own, plainTime(text));
    }),
  },
  {
    name: 'the guard finds what looking up every name finds',
    property: fc.property(object, fc.constantFrom(...SHAPES), (given, shape) =>
      same(conforms(given, shape, true), plainConforms(given, shape)),
    ),
  },
  {
    name: 'an event has only known fields if the walk with paths notes none',
    property: fc.property(
      known,
      fc.constantFrom(...KNOWING_SHAPES),
      (given, shape) =>
        // Only values that have the type of the shape are walked.
        !conforms(given, shape) || same(hasKnownFields(given, shape), notedFields(given, shape) === 0),
    ),
  },
  {
    name: 'the first wrong field of a record is that of a walk of the tables',
    property: fc.property(
      changed(samples),
      changed(snapshots),
      (sample, snapshot) =>
        sampleFault(sample) === plainFault(sample, 'sample') &&
        snapshotFault(snapshot) === plainFault(snapshot, 'snapshot'),
    ),
  },
  {
    name: 'an id that ends in no digit has the ordinal that its pattern finds',
    property: fc.property(fc.stringMatching(/^(?:[a-z0-9]{0,2}\|){7,9}[a-z0-9|]{0,10}$/), (id) =>
      same(ordinalOf(id), Number(/^(?:[^|]*\|){8}(\d{1,9})$/.exec(id)?.[1] ?? 0)),
    ),
  },
  {
    name: 'two samples have one owner if all of who, where and when is the same',
    property: fc.property(said, said, (one, other) => same(isSameOwner(one, other), same(one, other))),
  },
];
