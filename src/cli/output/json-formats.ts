import type { Row } from '../input/outcome.js';
import type { Formatter } from './formatter.js';
import { createSampleJson } from './sample-json.js';

/** One object a line: the sample or snapshot, with its kind before it. */
export function ndjsonFormatter(): Formatter {
  const toJson = createRowJson();
  return { row: (row) => `${toJson(row)}\n`, end: () => '' };
}

/** The same objects as one array, a line for each. */
export function jsonFormatter(): Formatter {
  const toJson = createRowJson();
  let before = '[\n';
  return {
    row: (row) => {
      const text = before + toJson(row);
      before = ',\n';
      return text;
    },
    end: () => (before === '[\n' ? '[]\n' : '\n]\n'),
  };
}

function createRowJson(): (row: Row) => string {
  const sampleJson = createSampleJson();
  return (row) =>
    row.kind === 'sample'
      ? sampleJson(row.record, row.isPlain)
      : `{"kind":"snapshot",${JSON.stringify(row.record).slice(1)}`;
}
