import type { Formatter } from './formatter.js';
import type { Row } from './outcome.js';

/** One object a line: the sample or snapshot, with its kind before it. */
export const ndjsonFormatter = (): Formatter => ({ row: (row) => `${toJson(row)}\n`, end: () => '' });

/** The same objects as one array, a line for each. */
export function jsonFormatter(): Formatter {
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

// Text is put together, since an object made of two takes longer than all the rest.
function toJson({ kind, record }: Row): string {
  return `{"kind":"${kind}",${JSON.stringify(record).slice(1)}`;
}
