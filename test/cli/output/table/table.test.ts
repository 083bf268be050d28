import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../../src/cli/output/printable.js';
import type { TableColumn } from '../../../../src/cli/output/table/column.js';
import { displayWidth, truncate } from '../../../../src/cli/output/table/display-width.js';
import { drawTable } from '../../../../src/cli/output/table/table.js';

interface Person {
  readonly name: string | null;
  readonly low?: string | null;
  readonly high?: string | null;
}

const COLUMNS: readonly TableColumn<Person>[] = [
  { name: 'name', rank: 1, align: 'left', minWidth: 6, text: ({ name }) => name },
  { name: 'score', unit: 'points', part: 'min', rank: 3, align: 'right', text: ({ low = null }) => low },
  { name: 'score', unit: 'points', part: 'max', rank: 2, align: 'right', text: ({ high = null }) => high },
];

const draw = (people: readonly Person[], columns = 80) =>
  drawTable(people, COLUMNS, { columns, styled: false }).split('\n').slice(0, -1);

describe('a table', () => {
  it('has names, units and parts above a line for each record, and a dash for a blank', () => {
    expect(
      draw([
        { name: 'Jill', low: '1', high: '12.5' },
        { name: 'Bo', low: null, high: '3' },
      ]),
    ).toEqual([
      '         score',
      '        points',
      'name  min  max',
      '────  ────────',
      'Jill    1 12.5',
      'Bo      –    3',
    ]);
  });

  it('has no column without text', () => {
    expect(draw([{ name: 'Jill' }])).toEqual(['name', '────', 'Jill']);
  });

  it('drops the column of highest rank that does not fit, and says so', () => {
    const lines = draw([{ name: 'Jill', low: '1000000000', high: '2' }], 18);
    expect(lines.at(-1)).toBe('1 column does not…');
    expect(lines.join('\n')).not.toContain('1000000000');
  });

  it('says how wide it would be with all columns', () => {
    const hint = (columns: number) => `take ${columns}`;
    const people = [{ name: 'Jill', low: '1'.repeat(40), high: '2' }];
    const text = drawTable(people, COLUMNS, { columns: 40, styled: false, hint });
    expect(text).toContain('1 column does not fit: take 50.\n');
    expect(drawTable(people, COLUMNS, { columns: 50, styled: false, hint })).not.toContain('not fit');
  });

  it('first drops mostly blank columns, and distinguishing ones whose cells all agree', () => {
    const columns: readonly TableColumn<Person>[] = [
      { name: 'name', rank: 1, isDistinguishing: true, align: 'left', text: ({ name }) => name },
      { name: 'low', rank: 2, align: 'left', text: ({ low = null }) => low },
      { name: 'high', rank: 3, align: 'left', text: ({ high = null }) => high },
    ];
    const heads = (...people: Person[]) =>
      drawTable(people, columns, { columns: 10, styled: false }).split('\n')[0]?.trim();
    expect(heads({ name: 'A', low: '1', high: '2' }, { name: 'B', low: '1', high: '2' })).toBe('name  low');
    expect(heads({ name: 'A', low: '1', high: '2' }, { name: 'A', low: '1', high: '2' })).toBe('low  high');
    expect(
      heads({ name: 'A', high: '2' }, { name: 'B', low: '1', high: '2' }, { name: 'C', high: '2' }),
    ).toBe('name  high');
  });

  it('truncates text before it drops a column, and never a number', () => {
    expect(draw([{ name: 'Wolfeschlegelstein', high: '123456' }], 16).at(-1)).toBe('Wolfesc…  123456');
  });

  it('widens text into the space left', () => {
    expect(draw([{ name: 'Wolfeschlegelstein', high: '1' }], 40).at(-1)).toBe('Wolfeschlegelstein       1');
  });

  it('is bold and dim only if styled', () => {
    const styled = drawTable([{ name: 'Jill', low: null, high: '1' }], COLUMNS, {
      columns: 80,
      styled: true,
    });
    expect(styled).toContain('\x1b[1m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the test looks for them
    expect(styled.replaceAll(/\x1b\[\d+m/g, '')).toBe(`${draw([{ name: 'Jill', high: '1' }]).join('\n')}\n`);
  });

  it('is never wider than asked for and has no control character, for any name', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('日本語の名前', '👩‍💻 Jill', '\x1b[2J'),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ name, high: fc.string() }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 20, max: 60 }),
        (people, columns) => {
          for (const line of draw(people, columns)) {
            expect(displayWidth(line)).toBeLessThanOrEqual(columns);
            expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
          }
        },
      ),
    );
  });
});

describe('display width', () => {
  it('is two for East Asian characters and emoji, and zero for combining marks', () => {
    expect(displayWidth('Jill')).toBe(4);
    expect(displayWidth('日本')).toBe(4);
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('🙂')).toBe(2);
  });

  it('is cut between characters, never within one', () => {
    expect(truncate('日本語', 6)).toBe('日本語');
    expect(truncate('日本語', 5)).toBe('日本…');
    expect(truncate('日本語', 4)).toBe('日…');
  });
});

describe('printable text', () => {
  it('replaces what could control a terminal', () => {
    expect(printable('a\x1b[31mred\x07\x7f\u202e\u009b1mé 日本')).toBe('a␛[31mred␇␡��1mé 日本');
  });
});
