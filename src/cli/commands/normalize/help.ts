export const NORMALIZE_HELP = `Usage: zoom-qss normalize [option …] [file …]

Turns QSS webhook events, or answers of the QoS REST lists, into numeric samples (one for each item of qos[]) and
client snapshots (one for each item of data[]). Reads JSON, arrays, and NDJSON, from files or standard input (-).

Output
  --format table     for people; the columns that fit the terminal, or COLUMNS, or 120 (default)
  --format ndjson    one object a line, each with its "kind": "sample" or "snapshot"
  --format json      the same objects as one array
  --format csv       flat columns, each described in docs/columns.md; needs --kind. Text that a spreadsheet would
                     take for a formula begins with an apostrophe
  --kind samples     only samples
  --kind snapshots   only snapshots

What cannot be read is named on standard error by line and reason; the rest goes on.
  --rejects file     take it there as it came, to be read again
  --issues file      list what was met in what could be read, as NDJSON: unreadable values, unknown fields, …
                     Both files hold payload text, which may be personal; --issues quotes it in "text".

REST answers
  --source name      rest.meeting, rest.webinar or rest.session
  --conference id    the number or UUID that was asked for

Exit status: 0 all was read; 1 something was rejected; 2 the arguments cannot be used.

Examples
  zoom-qss normalize events.ndjson
  zoom-qss normalize --format csv --kind samples events/*.json > samples.csv
  zcat events.ndjson.gz | zoom-qss normalize --format ndjson --rejects rejects.ndjson > samples.ndjson
  zoom-qss normalize --source rest.meeting --conference 85746065 page-1.json page-2.json
`;
