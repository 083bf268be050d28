import { CLIENT_FIELDS } from '../../src/samples/fields.js';
import { snakeCase } from '../../src/samples/snake-case.js';
import { columnsOf, type RecordColumn, type RecordType, SENT_FIELDS } from './columns.js';

/** Rows: their types, each column with its meaning, and what flattens a record into one. */
export function emitRows(): string {
  return `import type { QosSample } from '../samples/sample.js';
import type { ClientSnapshot } from '../samples/snapshot.js';

${emitRow('QosSample', 'SampleRow', 'A sample as one flat record. Every column is present; blank ones are `null`.')}
${emitRow('ClientSnapshot', 'SnapshotRow', 'A snapshot as one flat record. Every column is present; blank and unsent ones are `null`.')}
${emitSentFields()}`;
}

/** Tells what was sent blank from what was not sent, which is null in a row too. */
function emitSentFields(): string {
  const fields = Object.keys(CLIENT_FIELDS).map((field) => `  ${field}: '${snakeCase(field)}',\n`);
  return `const CLIENT_COLUMNS = {
${fields.join('')}} as const;

/** The columns whose fields were sent, blank ones included. */
function sentFields(snapshot: ClientSnapshot): string {
  const sent: string[] = [];
  for (const [field, column] of Object.entries(CLIENT_COLUMNS))
    if (snapshot[field as keyof typeof CLIENT_COLUMNS] !== undefined) sent.push(column);
  return sent.join();
}
`;
}

function emitRow(record: RecordType, row: string, doc: string): string {
  const columns = columnsOf(record);
  const parameter = record === 'QosSample' ? 'sample' : 'snapshot';
  const objects = [...new Set(columns.filter(({ key }) => key !== undefined).map(({ field }) => field))];
  // A type alias: an interface is not assignable to Record<string, unknown>, which query builders take.
  return `/** ${doc} */
export type ${row} = {
${columns.map((column) => `${jsDoc(column.meaning)}  readonly ${column.name}: ${typeOf(column, record)};\n`).join('')}};

export function ${parameter}Row(${parameter}: ${record}): ${row} {
  const { ${objects.join(', ')} } = ${parameter};
  return {
${columns.map((column) => `    ${column.name}: ${cellOf(column, parameter)},\n`).join('')}  };
}
`;
}

function jsDoc(text: string): string {
  const lines = text.match(/.{1,110}(?: |$)/g)?.map((line) => line.trim()) ?? [];
  return lines.length === 1
    ? `  /** ${text} */\n`
    : `  /**\n${lines.map((line) => `   * ${line}\n`).join('')}   */\n`;
}

function typeOf({ type, nullable, field, key }: RecordColumn, record: RecordType): string {
  if (field === 'cpuPressure') return `NonNullable<QosSample['cpuPressure']>['${key}']`;
  if (key !== undefined || type !== 'text')
    return `${type === 'text' ? 'string' : type}${nullable ? ' | null' : ''}`;
  if (field === SENT_FIELDS) return 'string';
  if (field in CLIENT_FIELDS) return 'string | null';
  // Texts of the context may be unions of words, which a row keeps; what a snapshot was not sent is null.
  const isOptional = field === 'device' || field === 'networkType';
  return isOptional ? `Exclude<${record}['${field}'], undefined>` : `${record}['${field}']`;
}

/** Conference and participant are always there; what else holds an object may be null. */
function cellOf({ field, key, nullable }: RecordColumn, record: string): string {
  if (field === SENT_FIELDS) return `sentFields(${record})`;
  if (key === undefined) return `${record}.${field}${nullable && record === 'snapshot' ? ' ?? null' : ''}`;
  return field === 'conference' || field === 'participant' ? `${field}.${key}` : `${field}?.${key} ?? null`;
}
