import { CLIENT_FIELDS } from '../../src/samples/fields.js';
import { columnsOf, type RecordColumn, type RecordType } from './columns.js';

/** The row types, each column with its meaning, and the functions that flatten a record into a row. */
export function emitRows(): string {
  return `import type { QosSample } from '../samples/sample.js';
import type { ClientSnapshot } from '../samples/snapshot.js';

${emitRow('QosSample', 'SampleRow', 'A sample as one flat record. Every column is present; blank ones are `null`.')}
${emitRow('ClientSnapshot', 'SnapshotRow', 'A snapshot as one flat record. Every column is present; blank and unsent ones are `null`.')}`;
}

function emitRow(record: RecordType, row: string, doc: string): string {
  const columns = columnsOf(record);
  const parameter = record === 'QosSample' ? 'sample' : 'snapshot';
  const objects = [...new Set(columns.filter(({ key }) => key !== undefined).map(({ field }) => field))];
  return `/** ${doc} */
export interface ${row} {
${columns.map((column) => `${jsDoc(column.meaning)}  readonly ${column.name}: ${typeOf(column, record)};\n`).join('')}}

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
  if (key !== undefined || type === 'number')
    return `${type === 'text' ? 'string' : type}${nullable ? ' | null' : ''}`;
  if (field in CLIENT_FIELDS) return 'string | null';
  // Text fields may be unions of literals, which a row keeps; an optional field becomes null.
  const isOptional = field === 'device' || field === 'networkType';
  return isOptional ? `Exclude<${record}['${field}'], undefined>` : `${record}['${field}']`;
}

/** Conference and participant are always present; any other object may be null. */
function cellOf({ field, key, nullable }: RecordColumn, record: string): string {
  if (key === undefined) return `${record}.${field}${nullable && record === 'snapshot' ? ' ?? null' : ''}`;
  return field === 'conference' || field === 'participant' ? `${field}.${key}` : `${field}?.${key} ?? null`;
}
