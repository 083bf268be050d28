import type { DeliveryReport } from '../../../testing/index.js';
import { formatNumber } from '../../output/format-count.js';
import type { ErrorCodes } from './error-codes.js';

/** How long the delivery took, and its speed, as simulated time against real time. */
export interface Pace {
  readonly tookMs: number;
  readonly reached: number;
  readonly asked: number;
}

/** A sender that keeps up is late by some milliseconds only. */
const KEEPS_UP = 0.9;

/** Some lines for people that say what was delivered. */
export function summaryOf(
  report: DeliveryReport,
  codes: Pick<ErrorCodes, 'of'>,
  { tookMs, reached, asked }: Pace,
): string {
  const statuses = Object.entries(report.answers).map(([status, count]) => {
    const named = codes.of(Number(status)).map(([code, times]) => `${formatNumber(times)} ${code}`);
    return `${status}: ${formatNumber(count)}${named.length > 0 ? ` (${named.join(', ')})` : ''}`;
  });
  const facts: [string, string][] = [
    ['events sent', `${formatNumber(report.sent)} in ${(tookMs / 1000).toFixed(1)} s`],
    ['delivered', formatNumber(report.delivered)],
    ['lost', formatNumber(report.lost)],
    ['retries', formatNumber(report.retries)],
    ['answers by status', statuses.join(', ') || 'none'],
    ['timeouts (3 s)', formatNumber(report.timeouts)],
    ['connection errors', formatNumber(report.connectionFailures)],
    ['slowest answer', `${Math.round(report.slowestMs)} ms`],
  ];
  const lines = facts.map(([name, value]) => `${name.padEnd(19)}${value}\n`);
  // What fails is slow as well, since it is sent again.
  if (report.retries === 0 && reached < KEEPS_UP * asked)
    lines.push(
      `Speed: ${formatNumber(Math.round(reached))}. The endpoint or this machine is too slow for ${formatNumber(asked)}.\n`,
    );
  if (report.stopped) lines.push('Interrupted.\n');
  return lines.join('');
}
