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

/** One column of a record, with what is generated from it. */
export interface RecordColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean';
  readonly unit: string;
  readonly nullable: boolean;
  readonly meaning: string;
  /** The fields on the wire, in Markdown. */
  readonly from: string;
  /** The record's field, and the key in it where it holds an object. */
  readonly field: string;
  readonly key: string | undefined;
}

export type RecordType = 'QosSample' | 'ClientSnapshot';

/** The columns of a record, in order. */
export function columnsOf(record: RecordType): RecordColumn[] {
  return record === 'QosSample'
    ? [...contextColumns(SAMPLE_CONTEXT, 'SampleContext'), ...metricColumns(), ...detailColumns()]
    : [...contextColumns(SNAPSHOT_CONTEXT, 'ClientContext'), ...clientColumns(), SENT_FIELDS_COLUMN];
}

/** The one column that no field has a name for: which fields of a snapshot were sent. */
export const SENT_FIELDS = 'sentFields';

const SENT_FIELDS_COLUMN: RecordColumn = {
  name: snakeCase(SENT_FIELDS),
  type: 'text',
  unit: '',
  nullable: false,
  meaning:
    'The columns whose fields were sent, separated by commas: of those that are `null` it tells which were sent blank. Fields that are not in it are unchanged.',
  from: 'which keys the item has',
  field: SENT_FIELDS,
  key: undefined,
};

const contextDocs = jsDocOf('src/samples/context.ts');
const fieldDocs = jsDocOf('src/samples/fields.ts');

/** The comment on a field; a field without one stops the build. */
function meaningOf(docs: ReadonlyMap<string, string>, member: string): string {
  const meaning = docs.get(member);
  if (meaning === undefined) throw new Error(`${member} has no comment, which is the meaning of its column.`);
  // Columns refer to columns.
  return meaning.replace(/(?<=`)[a-z]+[A-Z]\w*(?=`)/g, snakeCase);
}

/** Where the columns come from that each event fills in its own way. */
const CONTEXT_FROM: Readonly<Record<string, string>> = {
  id: 'made from what names the event, the participant, the stream and the time',
  source: '`event`, or the REST list',
  product: '`event`',
  span: '`event`',
  measured_at_ms: '`date_time`',
  event_at_ms: '`event_ts`',
  account_id: '`account_id`',
  conference_uuid: '`uuid`; sessions `session_id`, calls `call_id`',
  conference_id: '`id`; sessions `session_key`',
  conference_name: 'sessions `session_name`',
  conference_start_at_ms: 'calls `call_start_time`; REST: given with the context',
  conference_end_at_ms: 'calls `call_end_time`; REST: given with the context',
  participant_id: '`participant_id`; `*_qos` events `user_id`; sessions `id`',
  participant_user_id:
    '`participant_user_id`; summaries and REST `id`; sessions `user_key`; calls `id` or `user_id`',
  participant_zoom_user_id: 'REST lists of sessions `id`',
  participant_name: '`user_name`; sessions `name`',
  participant_email: '`email`; calls `user_email`',
  participant_role: "calls, the party's `type`",
  participant_is_original_host: 'sessions `is_original_host`',
  participant_ordinal: 'the position among equal people in the list',
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
      if (from === undefined) throw new Error(`CONTEXT_FROM does not say where ${name} comes from.`);
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
      // The keys of a wire table are bounds, and so are those of its cells.
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

/** The meaning of a metric's field, with the bound that the column holds. */
function boundMeaning(member: string, key: string | undefined): string {
  const meaning = meaningOf(fieldDocs, member);
  const bound = BOUND_WORDS[key ?? ''];
  return bound === undefined ? meaning : `${bound}: ${meaning.slice(0, 1).toLowerCase()}${meaning.slice(1)}`;
}

const BOUND_WORDS: Readonly<Record<string, string>> = { min: 'Lowest', avg: 'Average', max: 'Highest' };

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
