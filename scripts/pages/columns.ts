import { CLIENT_FIELD_NAMES, wireNames } from '../../src/samples/client-fields.js';
import { type Column, SAMPLE_COLUMNS, SNAPSHOT_COLUMNS } from '../../src/samples/columns.js';
import { METRICS, type Metric } from '../../src/samples/metrics.js';
import { snakeCase } from '../../src/samples/snake-case.js';
import type { Glossary } from '../spec/describe.js';
import { jsDocOf } from './jsdoc.js';
import { code, NOTE, table } from './markdown.js';

/** What a page says of a column besides its name and unit. */
interface Entry {
  readonly from: string;
  readonly meaning: string;
  readonly unit?: string | undefined;
  readonly isNumber?: boolean;
}

/** Where the columns come from that no table of the library has: not one field, but what each event calls it. */
const FROM: Record<string, string> = {
  id: 'made from the columns that name the event and the participant, and the place in the list',
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
  resolution_width: '`resolution`',
  resolution_height: '`resolution`',
  cpu_pressure_min: '`system_min_cpu_pressure_level`',
  cpu_pressure_avg: '`system_avg_cpu_pressure_level`',
  cpu_pressure_max: '`system_max_cpu_pressure_level`',
  quality: '`quality`',
  quality_score: '`quality_score`',
  mos: '`mos`',
  network: '`network`',
  notification: '`network_notification`',
  device: '`device`',
  network_type: '`network_type`',
};

const UNITS: Record<string, string> = {
  measured_at_ms: 'ms since 1970-01-01T00:00:00Z',
  event_at_ms: 'ms since 1970-01-01T00:00:00Z',
  resolution_width: 'pixels',
  resolution_height: 'pixels',
};

const NUMBERS = new Set(['quality_score', 'mos']);

/** docs/columns.md. */
export function columnPage(glossary: Glossary): string {
  return `${NOTE}# Columns

What \`toRow\` makes of a sample and of a snapshot. Every column is in every row; what was blank or not sent is \`null\`. The unit
is the last part of a number's name, but for \`min\`, \`avg\` and \`max\`. A live event's only value is an average of its interval
and stands under \`avg\`.

## Samples

One row for each item of \`qos[]\`, from \`toSamples\` or \`samplesFromRest\`: ${SAMPLE_COLUMNS.length} columns.

${columnTable(SAMPLE_COLUMNS, sampleEntries())}
## Client snapshots

One row for each item of \`data[]\`, from \`toClientSnapshots\`: ${SNAPSHOT_COLUMNS.length} columns.

${columnTable(SNAPSHOT_COLUMNS, snapshotEntries(glossary))}`;
}

function columnTable<R>(columns: readonly Column<R>[], entries: ReadonlyMap<string, Entry>): string {
  const rows = columns.map(({ name }) => {
    const entry = entries.get(name);
    if (!entry) throw new Error(`scripts/pages/columns.ts does not say where the column ${name} comes from.`);
    const { from, meaning, unit = '' } = entry;
    const isNumber = unit !== '' || NUMBERS.has(name) || entry.isNumber;
    return [code(name), isNumber ? 'number' : 'text', unit, from, meaning];
  });
  return table(['column', 'type', 'unit', 'read from', 'meaning'], rows);
}

function sampleEntries(): Map<string, Entry> {
  const entries = commonEntries('QosSample', jsDocOf('src/samples/types.ts'));
  const docs = jsDocOf('src/samples/metrics.ts');
  for (const [metric, { wire, unit }] of Object.entries<Metric>(METRICS)) {
    for (const bound of ['min', 'avg', 'max'] as const) {
      const from = wire[bound]?.map(code).join(', ') ?? 'not sent';
      entries.set(`${snakeCase(metric)}_${bound}`, {
        from,
        meaning: docs.get(`METRICS.${metric}`) ?? '',
        unit,
      });
    }
  }
  return entries;
}

function snapshotEntries(glossary: Glossary): Map<string, Entry> {
  const entries = commonEntries(
    'ClientSnapshot',
    new Map([...jsDocOf('src/samples/types.ts'), ...jsDocOf('src/samples/to-client-snapshots.ts')]),
  );
  for (const field of CLIENT_FIELD_NAMES) {
    const wire = wireNames(field);
    entries.set(snakeCase(field), {
      from: wire.map(code).join(', '),
      meaning: glossary.fields[wire[0]]?.meaning ?? '',
      isNumber: field.endsWith('Port'),
    });
  }
  return entries;
}

function commonEntries(record: string, docs: ReadonlyMap<string, string>): Map<string, Entry> {
  const meanings = new Map<string, string>();
  for (const [member, text] of docs) {
    const [owner = '', name = ''] = member.split('.');
    const field = snakeCase(name).replace(/^cpu_pressure$|^resolution$/, '$&_');
    const meaning = text.replace(/(?<=`)[a-z]+[A-Z]\w*(?=`)/g, snakeCase);
    if (owner === record) meanings.set(field, meaning);
    if (owner === 'Conference' || owner === 'Participant')
      meanings.set(`${owner.toLowerCase()}_${field}`, meaning);
  }
  const meaningOf = (column: string) =>
    meanings.get(column) ?? meanings.get(column.replace(/[a-z]+$/, '')) ?? '';
  return new Map(
    Object.entries(FROM).map(([column, from]) => [
      column,
      { from, meaning: meaningOf(column), unit: UNITS[column] },
    ]),
  );
}
