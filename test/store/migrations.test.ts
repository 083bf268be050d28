import { expect, it } from 'vitest';
import { migrations } from 'zoom-qss/store';
import { TABLE_NAMES } from '../../src/store/columns.js';
import { columnsSince, SCHEMA_VERSION } from '../../src/store/versions.js';

it('lists every column in a version: a new column needs a new version', () => {
  for (const name of TABLE_NAMES) expect(columnsSince(name, SCHEMA_VERSION)).toEqual([]);
  expect(SCHEMA_VERSION).toBe(1);
});

it('has nothing to do for the current version, and rejects one that does not exist', () => {
  expect(migrations('postgres', SCHEMA_VERSION)).toBe('');
  for (const version of [0, 1.5, SCHEMA_VERSION + 1])
    expect(() => migrations('postgres', version)).toThrow('from');
});
