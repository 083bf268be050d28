export const VERIFY_HELP = `Usage: zoom-qss verify --timestamp time --signature signature body-file

Checks whether a webhook request is genuine. If it is not, it tries common causes, such as a body that was parsed and
serialized again, white space, line ends or a time in milliseconds, and names the one that fits.

  --timestamp time       the header x-zm-request-timestamp
  --signature signature  the header x-zm-signature
  body-file              the body, byte for byte as received; - for standard input

The secret comes from ZOOM_WEBHOOK_SECRET_TOKEN, or from the first line of standard input. It is never an argument, which
other processes can see. No secret and no computed signature is ever printed: a printed one could be used to forge
events.

Exit status: 0 genuine and recent; 1 not; 2 the arguments are invalid.

Examples
  zoom-qss verify --timestamp 1735689600 --signature v0=3f2a… body.json
  zoom-qss verify --timestamp 1735689600 --signature v0=3f2a… body.json < secret.txt
`;
