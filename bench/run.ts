/**
 * Runs the bench files and prints one table; the exit status is 1 if a limit is missed.
 *
 *     npm run bench                     all of bench/*.bench.ts
 *     npm run bench -- values size      those whose name contains one of the words
 *     npm run bench -- --quick values   fewer and shorter rounds
 *
 * A bench file exports `rows`: a list of rows, or a function that gives one, now or later. Each file has a process of its
 * own, so that what the compiler learned from one is not held against the next.
 */
import { fork } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMet, QUICK, type Row, THOROUGH } from './harness.js';

type Rows = readonly Row[] | (() => readonly Row[] | Promise<readonly Row[]>);

const CHILD = '--child';
const QUICKLY = '--quick';

const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

process.exitCode = options.includes(CHILD) ? await runFile(words[0] ?? '') : await runAll();

async function runAll(): Promise<number> {
  const files = readdirSync(new URL('.', import.meta.url))
    .filter((name) => name.endsWith('.bench.ts'))
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  if (files.length === 0) {
    console.error('No such bench.');
    return 2;
  }
  printLine('', 'measured', 'limit', 'aim', '');
  let status = 0;
  for (const file of files) status = Math.max(status, await runApart(file));
  return status;
}

function runApart(file: string): Promise<number> {
  const quick = options.filter((option) => option === QUICKLY);
  const child = fork(fileURLToPath(import.meta.url), [file, CHILD, ...quick], {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

async function runFile(file: string): Promise<number> {
  const { rows }: { rows: Rows } = await import(new URL(file, import.meta.url).href);
  const effort = options.includes(QUICKLY) ? QUICK : THOROUGH;
  let status = 0;
  for (const row of typeof rows === 'function' ? await rows() : rows) {
    const measure = await row.measure(effort);
    const met = isMet(row, measure);
    if (!met) status = 1;
    const verdict = row.limit === undefined ? '' : met ? 'pass' : 'MISS';
    printLine(row.name, format(measure, row), format(row.limit, row), format(row.aim, row), verdict);
  }
  return status;
}

function format(measure: number | undefined, { unit = 'x' }: Row): string {
  if (measure === undefined) return '';
  return unit === 'x' ? `${measure.toFixed(2)} x` : `${Math.round(measure)} ${unit}`;
}

function printLine(name: string, measure: string, limit: string, aim: string, verdict: string): void {
  console.log(
    `${name.padEnd(64)}${measure.padStart(10)}${limit.padStart(10)}${aim.padStart(10)}  ${verdict}`.trimEnd(),
  );
}
