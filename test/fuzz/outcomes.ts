import assert from 'node:assert/strict';
import type { Outcome } from '../../src/cli/input/outcome.js';
import { MARK } from './checks.js';
import { checkRecords } from './samples.js';

/** A value of a file is read as records that hold, or rejected for a reason that shows no payload. */
export function checkOutcome(outcome: Outcome): void {
  if (outcome.status === 'rejected') {
    assert.ok(!outcome.reason.includes(MARK), 'a reason shows payload');
    return;
  }
  const rows = outcome.status === 'read' ? outcome.rows : [];
  checkRecords(
    rows.map(({ record }) => record),
    outcome.issues,
  );
}
