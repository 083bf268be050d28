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
${emitObjects('sample', ofSamples)}  return {
${emitCells('sample', ofSamples, ({ name }, cell) => `${name}: ${cell}`)}  };
}

/** The values of \`sampleRow\` in the order of columns, in less than half the time. */
export function sampleCells(sample: QosSample): SampleRow[keyof SampleRow][] {
${emitObjects('sample', ofSamples)}  return [
${emitCells('sample', ofSamples, (_, cell) => cell)}  ];
}

/** A snapshot as one flat record. Every column is present; blank and unsent ones are \`null\`. */
${emitType('SnapshotRow', 'ClientSnapshot', ofSnapshots)}
/** The columns of a snapshot that say who, where and when. */
export function snapshotContextRow(snapshot: ClientSnapshot): Partial<SnapshotRow> {
${emitObjects('snapshot', contexts)}  return {
${emitCells('snapshot', contexts, ({ name }, cell) => `${name}: ${cell}`)}  };
}
`;
}

// A type alias: an interface is not assignable to Record<string, unknown>, which query builders take.
function emitType(row: string, record: RecordType, columns: readonly RecordColumn[]): string {
  return `export type ${row} = {
${columns.map((column) => `${jsDoc(column.meaning)}  readonly ${column.name}: ${typeOf(column, record)};\n`).join('')}};
`;
}

/** The objects of a record that hold some of its columns. */
function emitObjects(record: string, columns: readonly RecordColumn[]): string {
  const objects = new Set(columns.filter(({ key }) => key !== undefined).map(({ field }) => field));
  return `  const { ${[...objects].join(', ')} } = ${record};\n`;
}

function emitCells(
  record: string,
  columns: readonly RecordColumn[],
  line: (column: RecordColumn, cell: string) => string,
): string {
  return columns.map((column) => `    ${line(column, cellOf(column, record))},\n`).join('');
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
