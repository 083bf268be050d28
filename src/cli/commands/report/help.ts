export const REPORT_HELP = `Usage: zoom-qss report [option …] [file …]

Makes one HTML file from samples: conferences and participants, worst first, each with latency, jitter, loss and bitrate
over time. It opens in any browser, without a network. It names people: protect it as you protect the samples.

Reads samples, snapshots and issues that normalize, fetch and listen wrote as NDJSON or JSON, from files or standard
input (-).

Or reads a database that they filled with --store: qss.duckdb, or postgres://user@host/database, whose password comes from
PGPASSWORD. Memory then holds some conferences at a time, and what the page shows.
  --from time        of a database only what was measured from then on: 2026-01-31, or 2026-01-31T09:00Z
  --to time          … and before then
  --meeting id       … in the conference with this number or UUID

  --workers number   read files in so many threads beside the one that writes, with the same page; default 0. It pays for
                     files of some 100 MB. The first 2 MB, arrays over many lines, and lines longer than 2 MB are read
                     by one thread. Each worker takes up to 60 MB of memory

  -o, --out file     default report.html; an existing file is replaced
  --issues file      what a command wrote with its --issues, and once more for each further file; without it the page
                     cannot say that every value was read
  --title text       the heading of the page
  --preset name      thresholds: zoom (default), microsoft, microsoftPoor or twilio

Exit status: 0 the report was written; 1 it was written without what could not be read, or there were no records; 2 the
arguments are invalid.

Examples
  zoom-qss report samples.ndjson
  zoom-qss report -o monday.html --title Monday --issues issues.ndjson samples.ndjson
  zoom-qss report --from 2026-01-31 --to 2026-02-01 qss.duckdb
  zoom-qss normalize --format ndjson events.ndjson | zoom-qss report
`;
