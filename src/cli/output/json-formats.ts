import type { Row } from '../input/outcome.js';
import type { Formatter } from './formatter.js';
import { createSampleJson } from './sample-json.js';

/** Formats each row as one line of JSON: the sample or snapshot, with its kind first. */
export function ndjsonFormatter(): Formatter {
  const toJson = createRowJson();
  return { opening: '', separator: '', row: (row) => `${toJson(row)}\n`, end: () => '' };
}

/** Formats the same objects as one array, a line for each. */
export function jsonFormatter(): Formatter {
  return {
    opening: '[\n',
    separator: ',\n',
    row: createRowJson(),
    end: (hasRows) => (hasRows ? '\n]\n' : '[]\n'),
  };
}

function createRowJson(): (row: Row) => string {
  const sampleJson = createSampleJson();
  return (row) =>
    row.kind === 'sample'
      ? sampleJson(row.record, row.isPlain)
      : `{"kind":"snapshot",${JSON.stringify(row.record).slice(1)}`;
}
