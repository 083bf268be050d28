import type { Row } from '../input/outcome.js';
import type { Formatter } from './formatter.js';
import { createSampleJson } from './sample-json.js';

/** Formats each row as one line of JSON: the sample or snapshot, with its kind first. */
export function ndjsonFormatter(): Formatter {
  const toJson = createRowJson();
  return { row: (row) => `${toJson(row)}\n`, end: () => '' };
}

/** Formats the same objects as one array, a line for each. */
export function jsonFormatter(): Formatter {
  const toJson = createRowJson();
  let separator = '[\n';
  return {
    row: (row) => {
      const text = separator + toJson(row);
      separator = ',\n';
      return text;
    },
    end: () => (separator === '[\n' ? '[]\n' : '\n]\n'),
  };
}

function createRowJson(): (row: Row) => string {
  const sampleJson = createSampleJson();
  return (row) =>
    row.kind === 'sample'
      ? sampleJson(row.record, row.isPlain)
      : `{"kind":"snapshot",${JSON.stringify(row.record).slice(1)}`;
}
