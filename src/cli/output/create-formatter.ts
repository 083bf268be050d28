import type { Kind } from '../input/outcome.js';
import { columnsOf, type Io } from '../io.js';
import { csvFormatter } from './csv-format.js';
import type { Format, Formatter, RowFormat } from './formatter.js';
import { jsonFormatter, ndjsonFormatter } from './json-formats.js';
import { tableFormatter } from './table-format.js';

/**
 * Creates the formatter for a `--format`.
 *
 * @param kind the kind of rows in a CSV file, which holds only one
 */
export function createFormatter(format: Format, kind: Kind, io: Io): Formatter {
  if (format !== 'table') return createRowFormatter(format, kind);
  return tableFormatter({
    columns: columnsOf(io),
    styled: io.stdout.hasColors?.() ?? false,
    hint: (columns) =>
      `${io.stdout.isTTY ? `widen the window to ${columns}` : `set COLUMNS=${columns}`} or use --format csv`,
  });
}

/** Creates a formatter that formats each row alone. */
export function createRowFormatter(format: RowFormat, kind: Kind): Formatter {
  switch (format) {
    case 'ndjson':
      return ndjsonFormatter();
    case 'json':
      return jsonFormatter();
    case 'csv':
      return csvFormatter(kind);
  }
}
