export const FETCH_HELP = `Usage: zoom-qss fetch meeting|webinar|session [option …] id …

Gets the quality of ended meetings, webinars and Video SDK sessions from Zoom's REST API, as samples: one for each item
of qos[]. An id is a meeting's or webinar's number, the UUID of one instance, or a session's id; one that begins with
- goes behind --.

Credentials are those of a server-to-server OAuth app, and come from the environment only:
  ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET

Output
  --format table     for people (default)
  --format ndjson    one object a line, each with "kind": "sample"
  --format json      the same objects as one array
  --format csv       flat columns, each described in docs/columns.md
  --issues file      list what was met in the answers, as NDJSON: unreadable values, unknown fields, …
                     It quotes payload text, which may be personal.

Where to ask
  --base-url url     the API of a region or of Zoom for Government: https://api.zoomgov.com/v2
  --token-url url    where tokens are, for hosts that are not Zoom's
  --allow-insecure-base-url    take http: URLs, over which anyone on the way can read the secret. For tests.
  --requests-per-second n      at most so many: the account's limit is shared by all its apps

An id that fails is named on standard error with Zoom's code and tracking id, and the rest go on.

Exit status: 0 all was read; 1 an id failed; 2 the arguments cannot be used.

Examples
  zoom-qss fetch meeting 85746065
  zoom-qss fetch webinar --format csv 92834719 92834720 > samples.csv
  zoom-qss fetch session --base-url https://api-eu.zoom.us/v2 --format ndjson 4kZ3PDWNQ8SLb/qxBU9g8A== > samples.ndjson
`;
