export const SIMULATE_HELP = `Usage: zoom-qss simulate --url url [option …]
       zoom-qss simulate --out file [option …]

Sends your endpoint what Zoom would send over an hour of calls. It validates the URL, then delivers signed events as they
happen. Like Zoom, it waits three seconds for an answer and retries after 5, 20 and 60 simulated minutes. The secret
token of your endpoint comes from ZOOM_WEBHOOK_SECRET_TOKEN, or from the first line of standard input.

With --out it sends nothing, and writes the bodies of the events at once: one a line, as normalize reads them.

  --url url              your endpoint
  --out file             or where to write the bodies; - for standard output
  --allow-remote         allow another machine than this one. It gets thousands of requests: ask its owner.
  --scenario name        quiet-office, home-wifi-burst-loss, vpn-latency, room-connector, web-gateway, phone-queue,
                         or mixed (default)
  --seed number          the same seed sends the same bodies; default 1
  --participants number  default about 40 for mixed, 6 or 8 for the others
  --minutes number       simulated length; default 60
  --start time           when the simulated hour begins, as 2026-01-05T09:00Z (default) or now
  --speed number         simulated time against real time; default 60: an hour takes a minute
  --concurrency number   the most requests at once; default 8
  --faults               add duplicates, late and unordered events, blanks, unknown events and unreadable bodies

Signatures are dated now. With --start now and --speed 1 events are as well, as metrics and alerts by the clock need.

Exit status: 0 every event was delivered; 1 some were not, or it was interrupted; 2 the arguments or the environment are
invalid.

Examples
  zoom-qss simulate --out events.ndjson --minutes 10
  zoom-qss simulate --url http://localhost:3000/webhooks/zoom
  zoom-qss simulate --url http://localhost:3000/ --scenario phone-queue --speed 600 --faults --seed 7
`;
