export const REPORT_HELP = `Usage: zoom-qss report [option …] [file …]

Makes one HTML file of samples: conferences and participants worst first, each with a time line of latency, jitter, loss
and bitrate. It needs no network, and opens in any browser. It names people: keep it as you keep the samples.

Reads what normalize, fetch and listen write as NDJSON or JSON: samples, snapshots, and issues. Files or standard
input (-).

  -o, --out file     where to write it: report.html by default
  --issues file      what they listed with their --issues; without it the page cannot say that every value was read
  --title text       what stands at its top
  --preset name      the limits: zoom (default), microsoft, microsoftPoor or twilio

Exit status: 0 it is written; 1 it is written without what could not be read, or there was nothing to write it of; 2 the
arguments cannot be used.

Examples
  zoom-qss report samples.ndjson
  zoom-qss report -o monday.html --title Monday --issues issues.ndjson samples.ndjson
  zoom-qss normalize --format ndjson events.ndjson | zoom-qss report
`;
