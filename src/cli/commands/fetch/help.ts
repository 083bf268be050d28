export const FETCH_HELP = `Usage: zoom-qss fetch meeting|webinar|session [option …] id …

Gets the quality of ended meetings, webinars and Video SDK sessions from Zoom's REST API, as samples: one for each item
of qos[]. An id is the number of a meeting or webinar, the UUID of one instance, or the id of a session. Put -- before
an id that begins with -.

Credentials belong to a server-to-server OAuth app and come from the environment only:
  ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET

Output
  --format table     for people (default)
  --format ndjson    one object a line, each with "kind": "sample"
  --format json      the same objects in one array
  --format csv       flat columns (docs/columns.md)
  --store database   store samples and issues by id in a database: a DuckDB file (qss.duckdb), which needs
                     @duckdb/node-api in the current folder, or postgres://user@host/database, whose password comes from
                     PGPASSWORD. Nothing is written to standard output then, unless --format is given
  --issues file      write issues in the answers, as NDJSON: unreadable values, missing or unknown fields, …
                     The file quotes payloads, which can be personal data.

API
  --base-url url     the API of a region or of Zoom for Government: https://api.zoomgov.com/v2
  --token-url url    the token endpoint; required if the base URL is not a Zoom host
  --allow-insecure-base-url    allow http: URLs, which expose the secret to the network; for tests
  --requests-per-second n      limit the rate: all apps of an account share Zoom's limit

An id that fails is named on standard error with Zoom's code and tracking id; the others are still fetched.

Exit status: 0 everything was read; 1 an id failed, or nothing in its answer could be read; 2 the arguments or the
environment are invalid.

Examples
  zoom-qss fetch meeting 85746065
  zoom-qss fetch webinar --format csv 92834719 92834720 > samples.csv
  zoom-qss fetch session --base-url https://api-eu.zoom.us/v2 --format ndjson 4kZ3PDWNQ8SLb/qxBU9g8A== > samples.ndjson
`;
