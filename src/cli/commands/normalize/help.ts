export const NORMALIZE_HELP = `Usage: zoom-qss normalize [option …] [file …]

Turns QSS webhook events, or answers of the QoS REST lists, into numeric samples (one for each item of qos[]) and
client snapshots (one for each item of data[]). Reads JSON, arrays and NDJSON from files or standard input (-). Events may
be in messages of Zoom's WebSocket delivery.

Output
  --format table     for people: the columns that fit the terminal, or COLUMNS, or 120 (default)
  --format ndjson    one object a line, each with "kind": "sample" or "snapshot"
  --format json      the same objects in one array
  --format csv       flat columns (docs/columns.md); needs --kind. Text that a spreadsheet would take for a formula,
                     ids included, gets an apostrophe in front
  --store database   store rows and issues by id in a database: a DuckDB file (qss.duckdb), which needs
                     @duckdb/node-api in the current folder, or postgres://user@host/database, whose password comes from
                     PGPASSWORD. Nothing is written to standard output then, unless --format is given
  --kind samples     samples only
  --kind snapshots   snapshots only

Rejected values are named on standard error by line and reason; the others are still written.
  --rejects file     write rejected values there unchanged, so that they can be read again
  --issues file      write issues in the values that were read, as NDJSON: unreadable values, missing or unknown
                     fields, …, each with the id of its sample or event
                     Both files quote payloads, which can be personal data.

Long inputs
  --workers number   read events in so many threads beside the one that writes, with the same output; default 0. For
                     --format ndjson, json or csv. The first 2 MB, arrays over many lines, and lines longer than 2 MB
                     are read by one thread. Each worker takes up to 60 MB of memory

REST answers
  --source name      rest.meeting, rest.webinar or rest.session
  --conference id    the number or UUID in the request
  --account id       the account, as in the account_id of events; default ZOOM_ACCOUNT_ID
  Give all pages of one list in order. A page of another kind is rejected by what it seems to be.

Exit status: 0 everything was read; 1 something was rejected; 2 the arguments are invalid.

Examples
  zoom-qss normalize events.ndjson
  zoom-qss normalize --format csv --kind samples events/*.json > samples.csv
  zoom-qss normalize --store qss.duckdb events.ndjson
  zcat events.ndjson.gz | zoom-qss normalize --format ndjson --rejects rejects.ndjson > samples.ndjson
  zoom-qss normalize --source rest.meeting --conference 85746065 page-1.json page-2.json
`;
