export const DEMO_HELP = `Usage: zoom-qss demo [option …]

Shows everything without a Zoom account. It starts a receiver on this machine, validates its URL, and sends it an hour of
simulated calls as Zoom would, with duplicates, late events and unreadable bodies among them. It writes the samples and a
report to open in a browser, and with @duckdb/node-api in the current folder a DuckDB file, of which it shows three views.
It takes about fifteen seconds.

  --out dir              where to write; existing files are kept. Without it: ./zoom-qss-demo, where samples.ndjson,
                         issues.ndjson, rejects.ndjson, report.html and qss.duckdb are replaced
  --scenario name        quiet-office, home-wifi-burst-loss, vpn-latency, room-connector, web-gateway, phone-queue,
                         or mixed (default)
  --seed number          the same seed simulates the same calls; default 1
  --participants number  default about 40 for mixed, 6 or 8 for the others
  --minutes number       simulated length; default 60
  --speed number         simulated time against real time; default 360: an hour takes ten seconds

A terminal shows the streams as they arrive, those that break Zoom's limits first. Elsewhere a line appears every few
seconds.

Exit status: 0 the report was written; 1 something was lost; 2 the arguments are invalid.
`;
