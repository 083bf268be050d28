import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = [
  'src',
  'scripts',
  'specs',
  'docs',
  'examples',
  'test/fixtures',
  'README.md',
  'CHANGELOG.md',
  'package.json',
  'tsconfig.json',
];

/** The only entry that the table of fields gets. */
const ENTRY = `
  /** Delay of the echo. */
  echoDelayMs: {
    label: 'echo delay',
    unit: 'ms',
    worse: 'higher',
    read: readMilliseconds,
    wire: bounded('*_echo_delay', 'echo_delay'),
  },
} as const satisfies Record<string, Metric>;`;

const PROGRAM = `
import { readFileSync } from 'node:fs';
import { parseEvent, toSamples, toRow, SAMPLE_COLUMNS } from './src/index.js';
import { breaches, createRollup } from './src/quality/index.js';
import { renderReport } from './src/report/index.js';
import { migrations, tables } from './src/store/index.js';

const examples = JSON.parse(readFileSync('test/fixtures/qss-events.json', 'utf8'));
const raw = examples.find(({ event }) => event === 'meeting.participant_qos');
raw.payload.object.participant.qos[0].details.echo_delay = '250 ms';
const { samples, issues } = toSamples(parseEvent(raw));
const thresholds = { echoDelayMs: 200 };
const rollup = createRollup({ thresholds });
rollup.add(samples[0]);
const row = toRow(samples[0]);
console.log(JSON.stringify({
  issues,
  bounds: samples[0].echoDelayMs,
  cells: Object.fromEntries(Object.entries(row).filter(([name]) => name.startsWith('echo'))),
  columns: SAMPLE_COLUMNS.filter(({ name }) => name.startsWith('echo')),
  breaches: breaches(samples[0], thresholds),
  figures: rollup.participants()[0].metrics.echoDelayMs,
  share: rollup.participants()[0].breachShare,
  page: renderReport({ samples, snapshots: [], generatedAtMs: 0, thresholds }),
  event: JSON.stringify(raw),
  ddl: tables('postgres'),
  migration: migrations('postgres', 1),
}));
`;

describe('a metric that is added to the table of fields, and nowhere else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'made-up-metric-'));
  const run = (args: string[], input = '') =>
    execFileSync('npx', ['--no-install', ...args], {
      cwd: folder,
      encoding: 'utf8',
      input,
      env: { ...process.env, COLUMNS: '600' },
    });
  let found: Record<string, unknown>;

  beforeAll(() => {
    const filter = (path: string) => !path.endsWith('/node_modules');
    for (const path of SOURCES) cpSync(join(root, path), join(folder, path), { recursive: true, filter });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const table = join(folder, 'src/samples/fields.ts');
    const text = readFileSync(table, 'utf8');
    writeFileSync(table, text.replace('\n} as const satisfies Record<string, Metric>;', ENTRY));
    run(['tsx', 'scripts/generate.ts']);
    run(['tsx', 'scripts/build-report.ts']);
    writeFileSync(join(folder, 'program.ts'), PROGRAM);
    found = JSON.parse(run(['tsx', 'program.ts']));
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has its types: sources and generated files compile', () => {
    expect(run(['tsc', '-p', 'src'])).toBe('');
  }, 180_000);

  it('is read, in its unit, without an issue', () => {
    expect(found.bounds).toEqual({ min: null, avg: 250, max: null });
    expect(found.issues).toEqual([]);
  });

  it('has cells in rows and described columns', () => {
    expect(found.cells).toEqual({ echo_delay_ms_min: null, echo_delay_ms_avg: 250, echo_delay_ms_max: null });
    expect(found.columns).toContainEqual({
      name: 'echo_delay_ms_avg',
      type: 'number',
      unit: 'ms',
      nullable: true,
      meaning: 'Average: delay of the echo.',
    });
  });

  it('has its documentation on each column of the row, and in docs/columns.md', () => {
    const rows = readFileSync(join(folder, 'src/generated/rows.ts'), 'utf8');
    expect(rows).toContain(
      '  /** Average: delay of the echo. */\n  readonly echo_delay_ms_avg: number | null;\n',
    );
    expect(readFileSync(join(folder, 'docs/columns.md'), 'utf8')).toContain(
      '| `echo_delay_ms_avg` | number | ms |',
    );
  });

  it('can be judged, in the direction that the table says, and has figures', () => {
    expect(found.breaches).toEqual([{ metric: 'echoDelayMs', statistic: 'avg', value: 250, limit: 200 }]);
    expect(found.figures).toMatchObject({ count: 1, avg: 250 });
    expect(found.share).toBe(1);
  });

  it('is in the tables of a new database, and is added to those of an old one', () => {
    expect(found.ddl).toContain('\n  echo_delay_ms_avg double precision,\n');
    expect(found.ddl).toContain("echo_delay_ms_avg IS '[ms] Average: delay of the echo.'");
    expect(found.ddl).toMatch(/^-- zoom-qss schema, version 2\n/);
    const added = ['min', 'avg', 'max'].map(
      (bound) =>
        `ALTER TABLE qss_samples ADD COLUMN IF NOT EXISTS echo_delay_ms_${bound} double precision;\n`,
    );
    expect(String(found.migration).match(/^ALTER .*\n/gm)).toEqual(added);
  });

  it('is in the tables of the command line', () => {
    const output = run(['tsx', 'src/cli/main.ts', 'normalize'], `${found.event}\n`);
    expect(output).toContain('echo delay');
    expect(output).toContain('250');
  });

  it('is in the report, with its label and unit', () => {
    expect(found.page).toContain('label:"echo delay",unit:"ms"');
    expect(found.page).toContain('echoDelayMs');
  });
});
