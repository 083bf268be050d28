import { type RestTransportError, ZoomApiError } from '../../../errors.js';
import { formatCount } from '../../output/format-count.js';
import { printable } from '../../output/printable.js';

/** Formats a line that says which id failed and why, with what Zoom's support asks for. */
export function failureLine(name: string, error: ZoomApiError | RestTransportError): string {
  const facts: string[] = [error.code];
  let quote = '';
  if (error instanceof ZoomApiError) {
    quote = error.zoomMessage ? ` Zoom says: ${error.zoomMessage}` : '';
    facts.push(`HTTP ${error.status}`);
    if (error.zoomCode !== undefined) facts.push(`Zoom code ${error.zoomCode}`);
    if (error.trackingId) facts.push(`tracking id ${error.trackingId}`);
    if (error.retryAt) facts.push(`retry after ${error.retryAt.toISOString()}`);
    if (error.scopes.length > 0) facts.push(`scope ${error.scopes.join(', ')}`);
  } else if (error.reason) facts.push(error.reason);
  const { progress } = error;
  if (progress)
    facts.push(
      `after ${formatCount(progress.pages, 'page')} and ${formatCount(progress.items, 'participant')}`,
    );
  return `${printable(`${name}: ${error.message}${quote} (${facts.join('; ')})`)}\n`;
}
