import { columnsOf, type RecordType } from './columns.js';

/** The exported lists of columns. */
export function emitColumns(): string {
  return `import type { Column } from '../samples/column.js';

${emitList('QosSample', 'SAMPLE_COLUMNS', 'The columns of a sample\u2019s row, in order.')}
${emitList('ClientSnapshot', 'SNAPSHOT_COLUMNS', 'The columns of a snapshot\u2019s row, in order.')}`;
}

function emitList(record: RecordType, name: string, doc: string): string {
  const entries = columnsOf(record).map(
    (column) => `  {
    name: '${column.name}',
    type: '${column.type}',
    unit: '${column.unit}',
    nullable: ${column.nullable},
    meaning: ${JSON.stringify(column.meaning)},
  },
`,
  );
  return `/** ${doc} */\nexport const ${name} = [\n${entries.join('')}] as const satisfies readonly Column[];\n`;
}
