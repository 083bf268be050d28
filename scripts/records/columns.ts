import { BOUNDS, type ContextField, type Detail, type Metric } from '../../src/samples/field.js';
import {
  CLIENT_FIELDS,
  clientWireNames,
  DETAILS,
  METRICS,
  SAMPLE_CONTEXT,
  SNAPSHOT_CONTEXT,
} from '../../src/samples/fields.js';
import { snakeCase } from '../../src/samples/snake-case.js';
import { code } from '../pages/markdown.js';
import { jsDocOf } from './jsdoc.js';

/** One column of a record. */
export interface RecordColumn {
  readonly name: string;
  readonly type: 'text' | 'number';
  readonly unit: string;
  readonly nullable: boolean;
  readonly meaning: string;
  /** The fields in Zoom's payloads that it is read from, in Markdown. */
  readonly from: string;
  /** The field of the record, and the key within it if the field is an object. */
  readonly field: string;
  readonly key: string | undefined;
}

export type RecordType = 'QosSample' | 'ClientSnapshot';

/** The columns of a record, in order. */
export function columnsOf(record: RecordType): RecordColumn[] {
  return record === 'QosSample'
    ? [...contextColumns(SAMPLE_CONTEXT, 'SampleContext'), ...metricColumns(), ...detailColumns()]
    : [...contextColumns(SNAPSHOT_CONTEXT, 'ClientContext'), ...clientColumns()];
}

const contextDocs = jsDocOf('src/samples/context.ts');
const fieldDocs = jsDocOf('src/samples/fields.ts');

/** The JSDoc of a field; throws if it has none. */
function meaningOf(docs: ReadonlyMap<string, string>, member: string): string {
  const meaning = docs.get(member);
  if (meaning === undefined)
    throw new Error(`${member} needs a JSDoc comment, which becomes the meaning of its column.`);
  // The JSDoc names fields; the page names columns.
  return meaning.replace(/(?<=`)[a-z]+[A-Z]\w*(?=`)/g, snakeCase);
}

/** The origin of columns whose field has a different name in each event. */
const CONTEXT_FROM: Readonly<Record<string, string>> = {
  id: 'derived from the columns that identify event and participant, and the position in the list',
  source: '`event`, or the REST list',
  product: '`event`',
  window: '`event`',
  measured_at_ms: '`date_time`',
  event_at_ms: '`event_ts`',
  account_id: '`account_id`',
  conference_uuid: '`uuid`; sessions `session_id`, calls `call_id`',
  conference_id: '`id`; sessions `session_key`',
  conference_name: 'sessions `session_name`',
  participant_id: '`participant_id`; `*_qos` events `user_id`; sessions `id`',
  participant_user_id:
    '`participant_user_id`; summaries and REST `id`; sessions `user_key`; calls `id` or `user_id`',
  participant_name: '`user_name`; sessions `name`',
  participant_email: '`email`; calls `user_email`',
  participant_role: "calls, the party's `type`",
  type: '`type`',
  media: '`type`',
  direction: '`type`',
  path: '`type`',
  device: '`device`',
  network_type: '`network_type`',
};

function contextColumns(fields: Readonly<Record<string, ContextField>>, owner: string): RecordColumn[] {
  return Object.entries(fields).flatMap(([field, entry]) => {
    const cells = 'cells' in entry ? Object.entries(entry.cells) : [[undefined, entry] as const];
    const type = 'cells' in entry ? capital(field) : owner;
    return cells.map(([key, cell]) => {
      const name = snakeCase(key === undefined ? field : `${field}_${key}`);
      const from = CONTEXT_FROM[name];
      if (from === undefined) throw new Error(`CONTEXT_FROM has no origin for the column ${name}.`);
      return {
        name,
        type: cell.type,
        unit: cell.unit ?? '',
        nullable: cell.required !== true,
        meaning: meaningOf(contextDocs, `${type}.${key ?? field}`),
        from,
        field,
        key,
      };
    });
  });
}

function metricColumns(): RecordColumn[] {
  return Object.entries<Metric>(METRICS).flatMap(([field, { unit, wire }]) =>
    BOUNDS.map((key) => ({
      name: snakeCase(`${field}_${key}`),
      type: 'number' as const,
      unit,
      nullable: true,
      meaning: boundMeaning(`METRICS.${field}`, key),
      from: wire[key]?.map(code).join(', ') ?? 'not sent',
      field,
      key,
    })),
  );
}

function detailColumns(): RecordColumn[] {
  return Object.entries<Detail>(DETAILS).flatMap(([field, { wire, cells, unit = '' }]) => {
    const entries = typeof cells === 'string' ? [[undefined, cells] as const] : Object.entries(cells);
    return entries.map(([key, type]) => ({
      name: snakeCase(key === undefined ? field : `${field}_${key}`),
      type,
      unit,
      nullable: true,
      meaning: boundMeaning(`DETAILS.${field}`, key),
      // A wire table has the same keys as its cells: min, avg and max.
      from: code(typeof wire === 'string' ? wire : wire[key as keyof typeof wire]),
      field,
      key,
    }));
  });
}

function clientColumns(): RecordColumn[] {
  return (Object.keys(CLIENT_FIELDS) as (keyof typeof CLIENT_FIELDS)[]).map((field) => ({
    name: snakeCase(field),
    type: CLIENT_FIELDS[field].type,
    unit: '',
    nullable: true,
    meaning: meaningOf(fieldDocs, `CLIENT_FIELDS.${field}`),
    from: clientWireNames(field).map(code).join(', '),
    field,
    key: undefined,
  }));
}

/** The meaning of a field, preceded by the column's bound if it has one. */
function boundMeaning(member: string, key: string | undefined): string {
  const meaning = meaningOf(fieldDocs, member);
  const bound = BOUND_WORDS[key ?? ''];
  return bound === undefined ? meaning : `${bound}: ${meaning.slice(0, 1).toLowerCase()}${meaning.slice(1)}`;
}

const BOUND_WORDS: Readonly<Record<string, string>> = { min: 'Lowest', avg: 'Average', max: 'Highest' };

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
