export const LISTEN_HELP = `Usage: zoom-qss listen --out file [option …]

Receives Zoom's webhooks: answers the URL validation, checks signatures, drops what comes twice, and writes samples and
client snapshots as NDJSON, as normalize does. Zoom is answered when they are written. SIGINT (Ctrl-C) or SIGTERM ends it;
what is being handled is finished first.

Zoom sends to public HTTPS addresses only: put a reverse proxy or a tunnel in front. The secret token comes from
ZOOM_WEBHOOK_SECRET_TOKEN, or as the first line of standard input.

  --out file         samples and snapshots; added to what is there
  --rejects file     genuine bodies that cannot be read, as they came; out.rejects.ndjson by default, for --out out.ndjson
  --issues file      unreadable values, unknown fields, …; out.issues.ndjson by default
  --report file      at the end, make a report of all samples in --out
  --port number      8080 by default; 0 for any that is free
  --host address     127.0.0.1 by default; 0.0.0.0 opens it to other machines

What it receives and refuses is told on standard error, by event name and reason. The files hold personal data. After a
restart an event may be written twice: its samples have the same id, and the report counts them once.

Exit status: 0 ended by a signal; 1 something could not be written; 2 the arguments cannot be used.

Examples
  zoom-qss listen --out samples.ndjson
  zoom-qss listen --port 3000 --out samples.ndjson --report report.html < secret.txt
`;
