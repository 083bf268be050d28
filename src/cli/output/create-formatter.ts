import type { Format, Kind } from '../commands/normalize/options.js';
import { columnsOf, type Io } from '../io.js';
import { csvFormatter } from './csv-format.js';
import type { Formatter } from './formatter.js';
import { jsonFormatter, ndjsonFormatter } from './json-formats.js';
import { tableFormatter } from './table-format.js';

/** @param kind what a CSV file holds, which has one kind of rows */
export function createFormatter(format: Format, kind: Kind, io: Io): Formatter {
  switch (format) {
    case 'ndjson':
      return ndjsonFormatter();
    case 'json':
      return jsonFormatter();
    case 'csv':
      return csvFormatter(kind);
    case 'table':
      return tableFormatter({
        columns: columnsOf(io),
        styled: io.stdout.hasColors?.() ?? false,
        wayOut: (columns) =>
          `take ${io.stdout.isTTY ? `a window ${columns} wide` : `COLUMNS=${columns}`} or --format csv`,
      });
  }
}
