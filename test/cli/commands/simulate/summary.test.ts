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

const NO_CODES = { of: () => [] };

it('says nothing of a speed that was reached within a tenth', () => {
  expect(summaryOf(REPORT, NO_CODES, { tookMs: 1_000, reached: 55, asked: 60 })).not.toContain('Speed');
  expect(summaryOf(REPORT, NO_CODES, { tookMs: 1_000, reached: 50, asked: 60 })).toMatch(
    /^Speed: 50\. .* for 60\.$/m,
  );
});

it('says nothing of the speed where events were sent again', () => {
  const report = { ...REPORT, retries: 1 };
  expect(summaryOf(report, NO_CODES, { tookMs: 1_000, reached: 50, asked: 60 })).not.toContain('Speed');
});

it('names the codes of a status, with how often each came', () => {
  const codes = {
    of: (status: number) =>
      status === 503
        ? ([
            ['busy', 1_200],
            ['overloaded', 3],
          ] as const)
        : [],
  };
  const report = { ...REPORT, answers: { 200: 2, 503: 1_204 } };
  expect(summaryOf(report, codes, { tookMs: 1_000, reached: 60, asked: 60 })).toMatch(
    /^answers by status {2}200: 2, 503: 1,204 \(1,200 busy, 3 overloaded\)$/m,
  );
});
