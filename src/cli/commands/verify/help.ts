export const VERIFY_HELP = `Usage: zoom-qss verify --timestamp time --signature signature body-file

Says whether a webhook request is genuine, and if not, why: it tries what commonly goes wrong, a body that was parsed and
written again, white space, line ends, a time in milliseconds, and names what fits.

  --timestamp time       the header x-zm-request-timestamp
  --signature signature  the header x-zm-signature
  body-file              the body, byte for byte as it came; - for standard input

The secret comes from ZOOM_WEBHOOK_SECRET_TOKEN, or as the first line of standard input; never as an argument, which other
processes can see. Neither it nor a signature is ever shown: whoever could have bodies signed here could forge events.

Exit status: 0 genuine and in time; 1 not; 2 the arguments cannot be used.

Examples
  zoom-qss verify --timestamp 1735689600 --signature v0=3f2a… body.json
  zoom-qss verify --timestamp 1735689600 --signature v0=3f2a… body.json < secret.txt
`;
