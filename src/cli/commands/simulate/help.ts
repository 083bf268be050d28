export const SIMULATE_HELP = `Usage: zoom-qss simulate --url url [option …]

Sends your endpoint what Zoom would send over an hour of calls: validates the URL, then delivers signed events as they
happen, each with three seconds to be answered, and again after 5, 20 and 60 minutes of the story where Zoom would try
again. The secret token your endpoint checks with comes from ZOOM_WEBHOOK_SECRET_TOKEN, or as the first line of standard
input.

  --url url              where to send
  --allow-remote         let it be another machine. It gets thousands of requests: ask its owner.
  --scenario name        quiet-office, home-wifi-burst-loss, vpn-latency, room-connector, web-gateway, phone-queue,
                         or mixed (default)
  --seed number          another story for each; the same seed, the same bytes
  --participants number  about 40 in mixed, 6 or 8 elsewhere
  --minutes number       how long the story is: 60
  --speed number         how much faster than in life: 60, an hour in a minute
  --concurrency number   requests under way at most: 8
  --faults               with duplicates, late and unordered events, blanks, unknown events and unreadable bodies

Its events are of January 2026, whenever it is run; their signatures are of now.

Exit status: 0 all were delivered; 1 some were not, or it was interrupted; 2 the arguments cannot be used.

Examples
  zoom-qss simulate --url http://localhost:3000/webhooks/zoom
  zoom-qss simulate --url http://localhost:3000/ --scenario phone-queue --speed 600 --faults --seed 7
`;
