import { collectPacked, type PackedReport, type ReportInput } from './collect.js';
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from './generated/page.js';
import { json } from './json.js';
import { piecesOf } from './packed-participant.js';

/**
 * Renders the report as one self-contained HTML file. It loads nothing from the network, so it can be mailed or printed.
 * It contains personal data: names, e-mail addresses, IP addresses and devices.
 *
 * Text from payloads is embedded as JSON and shown as text, never as markup. The page's Content Security Policy allows
 * only its own script and style, by hash, and no requests.
 *
 * @throws {ArgumentError} `argument_invalid`: a threshold that is unknown or not a number
 * @example
 * writeFileSync('report.html', renderReport({ samples, snapshots, issues, generatedAtMs: Date.now() }))
 */
export function renderReport(input: ReportInput): string {
  const decoder = new TextDecoder();
  const pieces = [...pageOf(collectPacked(input))];
  return pieces.map((piece) => (typeof piece === 'string' ? piece : decoder.decode(piece))).join('');
}

/** The same in pieces of text or UTF-8: the page of a long day is larger than all that it is made of. */
export function* pageOf(report: PackedReport): Generator<string | Uint8Array> {
  const policy = [
    "default-src 'none'",
    `script-src '${SCRIPT_HASH}'`,
    `style-src '${STYLE_HASH}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(report.data.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<noscript><p>This report needs JavaScript. Allow scripts for this file, or open it in another browser.</p></noscript>
<script type="application/json" id="data">`;
  yield* jsonOf(report);
  yield `</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** A `ReportData` as JSON. */
function* jsonOf({ data, participants }: PackedReport): Generator<string | Uint8Array> {
  yield `${json(data).slice(0, -1)},"participants":[`;
  for (const [place, { packed, conference }] of participants.entries()) {
    if (place > 0) yield ',';
    yield* piecesOf(packed, conference);
  }
  yield ']}';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
