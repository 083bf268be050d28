import { beforeAll, describe, expect, it } from 'vitest';
import { databaseSections, readViewColumns, type ViewColumns } from '../../scripts/pages/views.js';

describe('the sections on tables and views of docs/columns.md', () => {
  let columns: ViewColumns;
  beforeAll(async () => {
    columns = await readViewColumns();
  });

  it('have every view, with the columns of metrics as patterns', () => {
    const page = databaseSections(columns);
    for (const view of columns.keys()) expect(page).toContain(`\n| \`${view}\` | \``);
    expect([...columns.keys()]).toHaveLength(13);
    expect(page).toContain('| `qss_reading_times` | `conference_key`, `participant_key`, `product`, ');
    expect(page).toContain('`breach_share`, `*_avg`, `*_p5`, `*_p95` |');
    expect(page).not.toMatch(/\| `latency_ms/);
  });

  it('stop the generation at a column that they cannot explain, and at a meaning that no column has', () => {
    const more = new Map([...columns, ['qss_days', ['day', 'weekday']]]);
    expect(() => databaseSections(more)).toThrow('does not say what weekday means');
    const fewer = new Map([...columns].filter(([view]) => view !== 'qss_reading_times'));
    expect(() => databaseSections(fewer)).toThrow(
      'describes duration_ms, judged_ms, breach_ms, which is gone',
    );
  });
});
