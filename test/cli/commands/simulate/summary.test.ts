import { expect, it } from 'vitest';
import { summaryOf } from '../../../../src/cli/commands/simulate/summary.js';

const REPORT = {
  sent: 2,
  delivered: 2,
  lost: 0,
  retries: 0,
  answers: { 200: 2 },
  timeouts: 0,
  connectionFailures: 0,
  slowestMs: 3.4,
  stopped: false,
};

it('says nothing of a speed that was reached within a tenth', () => {
  expect(summaryOf(REPORT, { tookMs: 1_000, reached: 55, asked: 60 })).not.toContain('Speed');
  expect(summaryOf(REPORT, { tookMs: 1_000, reached: 50, asked: 60 })).toMatch(/^Speed: 50\. .* for 60\.$/m);
});
