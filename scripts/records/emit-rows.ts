import { CLIENT_FIELDS } from '../../src/samples/fields.js';
import { columnsOf, type RecordColumn, type RecordType, SENT_FIELDS } from './columns.js';

/** Rows: their types, each column with its meaning, and what flattens a record into one. */
export function emitRows(): string {
  const ofSamples = columnsOf('QosSample');
  const ofSnapshots = columnsOf('ClientSnapshot');
  const contexts = ofSnapshots.filter(({ field }) => !(field in CLIENT_FIELDS || field === SENT_FIELDS));
  return `import type { QosSample } from '../samples/sample.js';
import type { ClientSnapshot } from '../samples/snapshot.js';

/** A sample as one flat record. Every column is present; blank ones are \`null\`. */
${emitType('SampleRow', 'QosSample', ofSamples)}
export function sampleRow(sample: QosSample): SampleRow {
${emitBody('sample', ofSamples)}}

/** A snapshot as one flat record. Every column is present; blank and unsent ones are \`null\`. */
${emitType('SnapshotRow', 'ClientSnapshot', ofSnapshots)}
/** The columns of a snapshot that say who, where and when. */
export function snapshotContextRow(snapshot: ClientSnapshot): Partial<SnapshotRow> {
${emitBody('snapshot', contexts)}}
`;
}

// A type alias: an interface is not assignable to Record<string, unknown>, which query builders take.
function emitType(row: string, record: RecordType, columns: readonly RecordColumn[]): string {
  return `export type ${row} = {
${columns.map((column) => `${jsDoc(column.meaning)}  readonly ${column.name}: ${typeOf(column, record)};\n`).join('')}};
`;
}

function emitBody(parameter: string, columns: readonly RecordColumn[]): string {
  const objects = [...new Set(columns.filter(({ key }) => key !== undefined).map(({ field }) => field))];
  return `  const { ${objects.join(', ')} } = ${parameter};
  return {
${columns.map((column) => `    ${column.name}: ${cellOf(column, parameter)},\n`).join('')}  };
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
  if (key === undefined) return `${record}.${field}${nullable && record === 'snapshot' ? ' ?? null' : ''}`;
  return field === 'conference' || field === 'participant' ? `${field}.${key}` : `${field}?.${key} ?? null`;
}
