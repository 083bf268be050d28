import { collect, type ReportInput } from './collect.js';
import type { ReportData } from './data.js';
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from './generated/page.js';

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
  return renderData(collect(input));
}

/** Renders what `collect` computed. */
export function renderData(data: ReportData): string {
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
<noscript><p>This report needs JavaScript. Allow scripts for this file, or open it in another browser.</p></noscript>
<script type="application/json" id="data">${json(data)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** JSON that is safe inside a script element: it cannot close the element or start an HTML comment. */
function json(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
