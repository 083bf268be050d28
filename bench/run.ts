/**
 * Runs the bench files and prints one table. The exit status is 1 if a result is above its limit.
 *
 *     npm run bench                     runs every bench/*.bench.ts
 *     npm run bench -- values size      runs files whose name contains one of the words
 *     npm run bench -- --quick values   runs fewer and shorter rounds
 *
 * A bench file exports `rows`: a list of rows, or a function that returns or resolves with one. Each file runs in its own
 * process, so that what V8 optimised for one file does not affect the next. A file whose results differ between processes
 * exports the number of `processes` to take the median of.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMet, median, QUICK, type Row, THOROUGH } from './harness.js';

/** What a bench file exports. */
interface Bench {
  readonly rows: readonly Row[] | (() => readonly Row[] | Promise<readonly Row[]>);
  readonly processes?: number;
}

/** The results of one process. */
interface Report {
  readonly processes: number;
  readonly rows: readonly Omit<Row, 'measure'>[];
  readonly measures: readonly number[];
}

const CHILD = '--child';
const QUICKLY = '--quick';

const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

if (options.includes(CHILD)) process.send?.(await measure(words[0] ?? ''));
else process.exitCode = await runAll();

async function runAll(): Promise<number> {
  const files = readdirSync(new URL('.', import.meta.url))
    .filter((name) => name.endsWith('.bench.ts'))
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  if (files.length === 0) {
    console.error('No bench file has a name that contains these words.');
    return 2;
  }
  printLine('', 'measured', 'limit', 'aim', '');
  let status = 0;
  for (const file of files) status = Math.max(status, await runFile(file));
  return status;
}

async function runFile(file: string): Promise<number> {
  const first = await runApart(file);
  if (first === undefined) return 1;
  const reports = [first];
  while (reports.length < first.processes) {
    const report = await runApart(file);
    if (report === undefined) return 1;
    reports.push(report);
  }
  let status = 0;
  for (const [index, row] of first.rows.entries()) {
    const measured = median(reports.map(({ measures }) => measures[index] as number));
    const met = isMet(row, measured);
    if (!met) status = 1;
    const verdict = row.limit === undefined ? '' : met ? 'pass' : 'MISS';
    printLine(row.name, format(measured, row), format(row.limit, row), format(row.aim, row), verdict);
  }
  return status;
}

/** Runs a bench file in its own process; undefined if it fails, after it has printed why. */
async function runApart(file: string): Promise<Report | undefined> {
  const quick = options.filter((option) => option === QUICKLY);
  const child = fork(fileURLToPath(import.meta.url), [file, CHILD, ...quick], {
    execArgv: [...process.execArgv, '--expose-gc'],
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

async function measure(file: string): Promise<Report> {
  const { rows, processes = 1 }: Bench = await import(new URL(file, import.meta.url).href);
  const effort = options.includes(QUICKLY) ? QUICK : THOROUGH;
  const list = typeof rows === 'function' ? await rows() : rows;
  const measures: number[] = [];
  for (const row of list) measures.push(await row.measure(effort));
  // A message between processes cannot contain functions.
  return { processes, rows: list.map(({ measure, ...row }) => row), measures };
}

function format(measure: number | undefined, { unit = 'x' }: Omit<Row, 'measure'>): string {
  if (measure === undefined) return '';
  return unit === 'x' ? `${measure.toFixed(2)} x` : `${Math.round(measure)} ${unit}`;
}

function printLine(name: string, measure: string, limit: string, aim: string, verdict: string): void {
  console.log(
    `${name.padEnd(64)}${measure.padStart(10)}${limit.padStart(10)}${aim.padStart(10)}  ${verdict}`.trimEnd(),
  );
}
