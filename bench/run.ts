/**
 * Runs the bench files and prints one table. The exit status is 1 if a result is more than 5 % above its limit, or bytes are
 * above it at all.
 *
 *     npm run bench                     runs every bench/*.bench.ts
 *     npm run bench -- values size      runs files whose name contains one of the words
 *     npm run bench -- --quick values   runs fewer and shorter rounds
 *
 * A bench file exports `rows`: a list of rows, or a function that returns or resolves with one. Each file is bundled as a
 * consumer would bundle it, since the loader of this program adds code to every function, and runs in its own process, so that
 * what V8 optimised for one file does not affect the next. A file whose results differ between processes
 * exports the number of `processes` to take the median of; the table shows the lowest and the highest result as their spread.
 * A file that starts something exports `close`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { isMet, median, type Row } from './harness.js';
import type { Report } from './report.js';

const QUICKLY = '--quick';

const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

process.exitCode = await runAll();

async function runAll(): Promise<number> {
  const files = readdirSync(new URL('.', import.meta.url))
    .filter((name) => name.endsWith('.bench.ts'))
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  if (files.length === 0) {
    console.error('No bench file has a name that contains these words.');
    return 2;
  }
  printLine('', 'measured', 'spread', 'limit', 'aim', '');
  let status = 0;
  for (const file of files) status = Math.max(status, await runFile(file));
  return status;
}

async function runFile(file: string): Promise<number> {
  const program = await bundle(file);
  const reports: Report[] = [];
  try {
    do {
      const report = await runApart(program);
      if (report === undefined) return 1;
      reports.push(report);
    } while (reports.length < (reports[0]?.processes ?? 1));
  } finally {
    rmSync(program);
  }
  return printReports(reports);
}

/** Writes the bundle beside the bench file, so that the paths in it stay true. */
async function bundle(file: string): Promise<string> {
  const outfile = fileURLToPath(new URL(`.${file}.mjs`, import.meta.url));
  await build({
    stdin: {
      contents: `import * as bench from './${file}'; import { report } from './report.js'; await report(bench);`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    outfile,
  });
  return outfile;
}

function printReports(reports: readonly Report[]): number {
  let status = 0;
  for (const [index, row] of (reports[0]?.rows ?? []).entries()) {
    const measures = reports.map((report) => report.measures[index] as number);
    const measured = median(measures);
    const spread =
      measures.length === 1
        ? ''
        : `${digits(Math.min(...measures), row)} - ${digits(Math.max(...measures), row)}`;
    const met = isMet(row, measured);
    if (!met) status = 1;
    const verdict = row.limit === undefined ? '' : met ? 'pass' : 'MISS';
    printLine(row.name, format(measured, row), spread, format(row.limit, row), format(row.aim, row), verdict);
  }
  return status;
}

/** Runs a bundle in its own process; undefined if it fails, after it has printed why. */
async function runApart(program: string): Promise<Report | undefined> {
  const child = fork(program, options.includes(QUICKLY) ? [QUICKLY] : [], {
    execArgv: ['--expose-gc'],
    // JSON would turn NaN into null, which must not pass for a result.
    serialization: 'advanced',
  });
  let report: Report | undefined;
  child.on('message', (message: Report) => {
    report = message;
  });
  const [code]: number[] = await once(child, 'close');
  return code === 0 ? report : undefined;
}

function format(measure: number | undefined, row: Omit<Row, 'measure'>): string {
  return measure === undefined ? '' : `${digits(measure, row)} ${row.unit ?? 'x'}`.trimEnd();
}

function digits(measure: number, { unit = 'x' }: Omit<Row, 'measure'>): string {
  return measure.toFixed(unit === 'x' || unit === 'µs' ? 2 : 0);
}

function printLine(name: string, ...cells: readonly string[]): void {
  const verdict = cells.at(-1) ?? '';
  const columns = cells.slice(0, -1).map((cell) => cell.padStart(13));
  console.log(`${name.padEnd(66)}${columns.join('')}  ${verdict}`.trimEnd());
}
