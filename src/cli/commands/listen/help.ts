export const LISTEN_HELP = `Usage: zoom-qss listen --out file | --store database [option …]

Receives Zoom's webhooks: answers the URL validation, checks signatures, drops duplicates, and writes samples and client
snapshots as NDJSON, like normalize. Zoom gets its answer after they are written. SIGINT (Ctrl-C) or SIGTERM stops it
after the running requests.

Zoom sends to public HTTPS addresses only: put a reverse proxy or a tunnel in front. The secret token comes from
ZOOM_WEBHOOK_SECRET_TOKEN, or from standard input, which is read to its end. Give two, one a line, to rotate it.

  --out file         append samples and snapshots to this file; - writes them to standard output
  --store database   store samples, snapshots and issues in a database, beside --out or instead of it: a DuckDB file
                     (qss.duckdb), which needs @duckdb/node-api in the current folder, or postgres://user@host/database,
                     whose password comes from PGPASSWORD. Zoom gets its answer after the commit
  --rejects file     append whole bodies that cannot be read, are unknown, or lost a value; default for --out x.ndjson:
                     x.rejects.ndjson; for --out -: rejects.ndjson
  --issues file      append unreadable values, missing or unknown fields, …; default x.issues.ndjson or issues.ndjson; with
                     --store alone only if given
  --fsync            wait for the disk before each answer. Without it, a power failure can lose the last half minute
  --report file      when it stops, make a report of everything in --out, or without that file in --store
  --port number      default 8080; 0 for any free port
  --host address     default 127.0.0.1; 0.0.0.0 accepts other machines

Files that were renamed or removed are created again before the next answer, or at once after SIGHUP. A second listener on
the same file does not start. As a service, run node_modules/.bin/zoom-qss: npx does not pass signals on.

Standard error shows what it receives and refuses, by event name and reason. The files hold personal data. After a
restart an event may be written twice; its samples keep their ids, and the report counts them once.

Exit status: 0 stopped by a signal; 1 something could not be written; 2 the arguments or the environment are invalid.

Examples
  zoom-qss listen --out samples.ndjson
  zoom-qss listen --store qss.duckdb
  zoom-qss listen --out - | your-program
  zoom-qss listen --port 3000 --out samples.ndjson --report report.html < secret.txt
`;
