import { collect, type ReportInput } from './collect.js';
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from './generated/page.js';

/**
 * Makes the report: one HTML file that needs no network, with everything in it. It may be mailed or printed; keep in mind
 * that it names people, and says what they sat at.
 *
 * Text from payloads reaches the page as JSON, and the screen as text: never as markup. The page's policy allows its own
 * script and style by their hashes, and no request of any kind.
 *
 * @throws {ArgumentError} for thresholds that cannot be used
 * @example
 * writeFileSync('report.html', renderReport({ samples, snapshots, issues, generatedAtMs: Date.now() }))
 */
export function renderReport(input: ReportInput): string {
  const data = collect(input);
  const policy = [
    "default-src 'none'",
    `script-src '${SCRIPT_HASH}'`,
    `style-src '${STYLE_HASH}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(data.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<noscript><p>This report draws itself with the script inside this file: allow it to run, or open the file in another browser.</p></noscript>
<script type="application/json" id="data">${json(data)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** JSON in which nothing can end a script element, or begin a comment in one. */
function json(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
