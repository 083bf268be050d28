import { emptySample } from '../../generated/sample.js';
import { JUDGED_METRIC_NAMES, type JudgedMetric } from '../../quality/reading.js';
import { LABELS, RAW } from '../../report/client-labels.js';
import type { Participation } from '../../report/participations.js';
import type { Item, ReportSample, ReportSnapshot } from '../../report/records.js';
import { BOUNDS } from '../../samples/field.js';
import { METRICS, SAMPLE_CONTEXT } from '../../samples/fields.js';
import type { Conference, Participant, Product } from '../../samples/index.js';
import type { MutableSample } from '../../samples/sample.js';
import { snakeCase } from '../../samples/snake-case.js';
import { unexpectedValue } from './cannot-read.js';
import { type CellCheck, SAMPLE_CELLS, SNAPSHOT_CELLS } from './cell-checks.js';
import type { ReadableDatabase, Rows } from './readable-database.js';

/** Reads a value from the cells of a row. */
type Read<T> = (rows: Rows, row: number) => T;

/** Columns to select, and how a record is made of them. */
export interface RecordColumns<T> {
  readonly columns: readonly string[];
  readonly read: Read<T>;
}

/** What one or more rows say of who and where. */
export interface Identity {
  readonly key: string;
  readonly conferenceKey: string;
  readonly product: Product;
  readonly conference: Conference;
  readonly participant: Participant;
  /** When the latest of them was made. */
  readonly saidAtMs: number | null;
}

/** Selects columns one after the other, and remembers where each is. */
class ColumnList {
  readonly columns: string[] = [];
  readonly #database: ReadableDatabase;
  readonly #source: Source;
  readonly #from: number;

  /** @param from how many columns are selected before these */
  constructor(database: ReadableDatabase, source: Source, from: number) {
    this.#database = database;
    this.#source = source;
    this.#from = from;
  }

  /** A column whose cells are not numbers. */
  text(column: string): Read<unknown> {
    return this.#checked(column, this.#select(column));
  }

  number(column: string): Read<unknown> {
    return this.#checked(column, this.expression(column));
  }

  /** A number that the database computes. */
  expression(sql: string): Read<unknown> {
    return this.#select(this.#database.number(sql));
  }

  #select(sql: string): Read<unknown> {
    const at = this.#from + this.columns.push(sql) - 1;
    return (rows, row) => rows.cell(at, row);
  }

  #checked(column: string, read: Read<unknown>): Read<unknown> {
    const { name } = this.#database;
    const { table, checks } = this.#source;
    const check = checks[column];
    if (check === undefined) throw new Error(`There is no column ${column}.`);
    return (rows, row) => {
      const cell = read(rows, row);
      if (!check(cell)) throw unexpectedValue(name, table, column);
      return cell;
    };
  }
}

/** Where columns are selected from. */
interface Source {
  /** For people. */
  readonly table: string;
  readonly checks: Readonly<Record<string, CellCheck>>;
}

const SAMPLES: Source = { table: 'qss_samples', checks: SAMPLE_CELLS };
const SNAPSHOTS: Source = { table: 'qss_snapshots', checks: SNAPSHOT_CELLS };
const BOTH: Source = { table: 'qss_samples or qss_snapshots', checks: SAMPLE_CELLS };

/** The texts that many samples have in common. */
const KIND_TEXTS = ['source', 'span', 'type', 'media', 'direction', 'path', 'quality', 'network'] as const;
export const KIND_COLUMNS: readonly string[] = KIND_TEXTS.map(snakeCase);

/** What many samples have in common. */
export type SampleKind = Pick<ReportSample, (typeof KIND_TEXTS)[number]>;

export function kindColumns(database: ReadableDatabase, from: number): RecordColumns<SampleKind> {
  const list = new ColumnList(database, SAMPLES, from);
  return { columns: list.columns, read: kindIn(list) };
}

function kindIn(list: ColumnList): Read<SampleKind> {
  const read = objectReader(mapped(KIND_TEXTS, (name) => list.text(snakeCase(name))));
  // The columns have every field of a kind, with its type.
  return read as Read<unknown> as Read<SampleKind>;
}

/** An id has its ordinal as a ninth part, if it is not 0. */
const ORDINAL = "split_part(id, '|', 9)";
const ORDINAL_NUMBER = `(CASE WHEN ${ORDINAL} = '' THEN 0 WHEN ${ORDINAL} ~ '^[0-9]{1,9}$' THEN ${ORDINAL}::bigint ELSE 0 END)`;

/**
 * What the report reads of a sample.
 *
 * @param kinds if given, the database numbers them, from 1
 */
export function sampleColumns(
  database: ReadableDatabase,
  from: number,
  kinds: readonly SampleKind[] | undefined,
): {
  columns: readonly string[];
  read(rows: Rows, row: number, whose: Omit<Participation, 'samples'>): Item;
} {
  const list = new ColumnList(database, SAMPLES, from);
  const kindOf = kinds === undefined ? kindIn(list) : numberedKind(list.expression('kind'), kinds);
  const ordinal = list.expression(ORDINAL_NUMBER);
  const [measuredAtMs, eventAtMs] = [list.number('measured_at_ms'), list.number('event_at_ms')];
  const notification = list.text('notification');
  const metrics = JUDGED_METRIC_NAMES.map((metric) => {
    if (!(metric in METRICS)) return { metric, read: list.number(snakeCase(metric)) };
    const [min, avg, max] = BOUNDS.map((bound) => list.number(snakeCase(`${metric}_${bound}`)));
    return { metric, read: boundsReader(min as Read<unknown>, avg as Read<unknown>, max as Read<unknown>) };
  });
  return {
    columns: list.columns,
    read(rows, row, { conference, known }) {
      // The columns have these types.
      const stream = kindOf(rows, row);
      const { source, span, quality, network } = stream;
      const origin = {
        source,
        span,
        product: conference.product,
        accountId: null,
        eventAtMs: eventAtMs(rows, row) as number | null,
      };
      const who = { conference: conference.known.value, participant: known.value };
      const sample = emptySample(origin, who, stream, '', measuredAtMs(rows, row) as number | null);
      sample.quality = quality;
      sample.network = network;
      sample.notification = notification(rows, row) as string | null;
      for (const { metric, read } of metrics) set(sample, metric, read(rows, row));
      return { ordinal: Number(ordinal(rows, row)), sample };
    },
  };
}

function numberedKind(number: Read<unknown>, kinds: readonly SampleKind[]): Read<SampleKind> {
  // Every row has a kind.
  return (rows, row) => kinds[Number(number(rows, row)) - 1] as SampleKind;
}

function set(sample: MutableSample, metric: JudgedMetric, value: unknown): void {
  // Columns of a metric have what the metric is.
  (sample as Record<JudgedMetric, unknown>)[metric] = value;
}

/** What the report reads of a snapshot. Whether a blank was sent makes no difference to it. */
export function snapshotColumns(database: ReadableDatabase, from: number): RecordColumns<ReportSnapshot> {
  const list = new ColumnList(database, SNAPSHOTS, from);
  const read = objectReader({
    eventAtMs: list.number('event_at_ms'),
    ...mapped(['id', ...Object.keys(LABELS), ...Object.values(RAW)], (name) => list.text(snakeCase(name))),
  });
  // The columns have every field of such a snapshot, with its type.
  return { columns: list.columns, read: read as Read<unknown> as Read<ReportSnapshot> };
}

const IDENTITY_GROUPS = ['conference', 'participant'] as const;

/** The columns of a table that say who and where. */
export const IDENTITY_COLUMNS: readonly string[] = [
  'participant_key',
  'conference_key',
  'product',
  ...IDENTITY_GROUPS.flatMap((name) =>
    Object.keys(SAMPLE_CONTEXT[name].cells).map((cell) => snakeCase(`${name}_${cell}`)),
  ),
];

/** Who and where. */
export function identityColumns(database: ReadableDatabase, from: number): RecordColumns<Identity> {
  const list = new ColumnList(database, BOTH, from);
  const group = (name: (typeof IDENTITY_GROUPS)[number]) =>
    objectReader(
      Object.fromEntries(
        Object.entries(SAMPLE_CONTEXT[name].cells).map(([cell, { type }]) => {
          const column = snakeCase(`${name}_${cell}`);
          return [cell, type === 'number' ? list.number(column) : list.text(column)];
        }),
      ),
    );
  const read = objectReader({
    key: list.text('participant_key'),
    conferenceKey: list.text('conference_key'),
    product: list.text('product'),
    conference: group('conference'),
    participant: group('participant'),
    saidAtMs: list.expression('said_at_ms'),
  });
  // The columns have every field of an identity, with its type.
  return { columns: list.columns, read: read as Read<unknown> as Read<Identity> };
}

/** Reads an object that is null if all of its cells are. */
function boundsReader(readMin: Read<unknown>, readAvg: Read<unknown>, readMax: Read<unknown>): Read<unknown> {
  return (rows, row) => {
    const [min, avg, max] = [readMin(rows, row), readAvg(rows, row), readMax(rows, row)];
    return min === null && avg === null && max === null ? null : { min, avg, max };
  };
}

function objectReader(readers: Readonly<Record<string, Read<unknown>>>): Read<Record<string, unknown>> {
  const entries = Object.entries(readers);
  return (rows, row) => {
    const object: Record<string, unknown> = {};
    for (const [name, read] of entries) object[name] = read(rows, row);
    return object;
  };
}

function mapped(
  names: readonly string[],
  reader: (name: string) => Read<unknown>,
): Record<string, Read<unknown>> {
  return Object.fromEntries(names.map((name) => [name, reader(name)]));
}
