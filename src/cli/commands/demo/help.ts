export const DEMO_HELP = `Usage: zoom-qss demo [option …]

Shows all of it without a Zoom account: starts a receiver on this machine with a secret of its own, has its URL validated,
and sends it an hour of calls as Zoom would, with duplicates, late events, unreadable bodies and what else real life adds.
At the end there are the samples, and a report to open in a browser. It takes less than half a minute.

  --out dir              where to write, over nothing; without it ./zoom-qss-demo, where samples.ndjson, issues.ndjson,
                         rejects.ndjson and report.html are replaced
  --scenario name        quiet-office, home-wifi-burst-loss, vpn-latency, room-connector, web-gateway, phone-queue,
                         or mixed (default)
  --seed number          another story for each; the same seed, the same story
  --participants number  about 40 in mixed, 6 or 8 elsewhere
  --minutes number       how long the story is: 60
  --speed number         how much faster than in life: 360, an hour in ten seconds

In a terminal it shows streams while they come, those in breach of Zoom's limits first; elsewhere a line from time to time.

Exit status: 0 the report is written; 1 something went wrong; 2 the arguments cannot be used.
`;
