import { describe, expect, it } from 'vitest';
import { SAMPLE_COLUMNS, SNAPSHOT_COLUMNS } from 'zoom-qss';
import { tables } from 'zoom-qss/store';
import { TABLE_NAMES, TABLES } from '../../src/store/columns.js';

const DIALECTS = ['postgres', 'duckdb', 'clickhouse'] as const;

describe.each(DIALECTS)('tables(%s)', (dialect) => {
  const sql = tables(dialect);

  it('has every column of a row, with its meaning', () => {
    for (const { name, meaning } of [...SAMPLE_COLUMNS, ...SNAPSHOT_COLUMNS]) {
      expect(sql).toMatch(new RegExp(`^  ${name} \\w`, 'm'));
      expect(sql).toContain(meaning.replaceAll("'", "''"));
    }
  });

  it('can be cut into statements, and says its version', () => {
    expect(sql).toMatch(/^-- zoom-qss schema, version 1\n/);
    const statements = sql.split(/;\n/);
    expect(statements.pop()).toBe('');
    if (dialect === 'postgres') expect(statements.shift()).toMatch(/^-- .*\nSELECT pg_advisory_xact_lock\(/);
    for (const statement of statements) expect(statement).toMatch(/^(?:-- .*\n)?(?:CREATE|COMMENT) /);
  });
});

describe('the columns', () => {
  it('are whole where nothing else can be', () => {
    const whole = TABLES.samples.columns.filter(({ kind }) => kind === 'whole').map(({ name }) => name);
    expect(whole).toEqual([
      'measured_at_ms',
      'event_at_ms',
      'conference_start_at_ms',
      'conference_end_at_ms',
      'participant_ordinal',
      'resolution_width',
      'resolution_height',
      'row_version',
      'row_rank',
    ]);
  });

  it('begin with the id and end with the rank, in every table', () => {
    for (const name of TABLE_NAMES) {
      const { columns } = TABLES[name];
      expect([columns[0]?.name, columns.at(-1)?.name]).toEqual(['id', 'row_rank']);
      // Ranks have room for so many columns.
      expect(columns.length).toBeLessThan(128);
    }
  });

  it('rejects another dialect', () => {
    // @ts-expect-error a dialect that is not written
    expect(() => tables('mysql')).toThrow('dialect');
  });
});
