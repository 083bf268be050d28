import { expect, it } from 'vitest';
import { explained } from '../../../src/cli/database/sqlstate.js';

it('explains the codes of Postgres that somebody has to act on, and no other', () => {
  expect(explained('42501')).toBe('42501: permission denied');
  expect(explained('ENOSPC')).toBe('ENOSPC');
});
