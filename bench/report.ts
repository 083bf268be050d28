import { QUICK, type Row, THOROUGH } from './harness.js';

/** What a bench file exports. */
interface Bench {
  readonly rows: readonly Row[] | (() => readonly Row[] | Promise<readonly Row[]>);
  readonly processes?: number;
  /** Stops what the rows started. */
  readonly close?: () => Promise<void>;
}

/** The results of one process. */
export interface Report {
  readonly processes: number;
  readonly rows: readonly Omit<Row, 'measure'>[];
  readonly measures: readonly number[];
}

/** Measures the rows of a bench file and sends the results to the parent process. */
export async function report({ rows, processes = 1, close }: Bench): Promise<void> {
  const effort = process.argv.includes('--quick') ? QUICK : THOROUGH;
  const list = typeof rows === 'function' ? await rows() : rows;
  const measures: number[] = [];
  for (const row of list) measures.push(await row.measure(effort));
  await close?.();
  // A message between processes cannot contain functions.
  const results: Report = { processes, rows: list.map(({ measure, ...row }) => row), measures };
  process.send?.(results, () => process.disconnect());
}
