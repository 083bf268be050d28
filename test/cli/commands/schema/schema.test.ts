import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { tables, views } from 'zoom-qss/store';
import { call } from '../../console.js';

describe('schema', () => {
  it.each(['postgres', 'duckdb', 'clickhouse'] as const)('prints the tables for %s', async (dialect) => {
    expect(await call(['schema', '--dialect', dialect])).toEqual({
      status: 0,
      stdout: tables(dialect),
      stderr: '',
    });
  });

  it('adds the views, and DuckDB runs all of it', async () => {
    const { stdout } = await call(['schema', '--dialect', 'duckdb', '--views']);
    expect(stdout).toBe(tables('duckdb') + views('duckdb'));
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(stdout);
    const rows = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM qss_participant_quality');
    expect(rows.getRows()).toEqual([[0]]);
    connection.closeSync();
    instance.closeSync();
  });

  it.each([
    [[], 'No dialect: add --dialect postgres, duckdb or clickhouse.'],
    [['--dialect', 'oracle'], '--dialect must be one of postgres, duckdb, clickhouse.'],
    [['--dialect', 'duckdb', 'file'], 'schema takes options only.'],
  ])('says what is wrong with %j', async (args, message) => {
    const { status, stdout, stderr } = await call(['schema', ...args]);
    expect(stderr).toContain(`zoom-qss: ${message}\n`);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});
