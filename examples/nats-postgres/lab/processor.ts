import { readdirSync, readFileSync } from 'node:fs';
import type { Part } from './part.js';

/** Linux counts processor time in ticks of 10 ms. */
const TICK_MS = 10;

/** The processor time that parts and their child processes have used, in milliseconds. */
export function processorMs(parts: readonly Part[]): number {
  const pids = new Set(parts.map(({ pid }) => pid));
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // After the name of the program: state, parent, …; the 12th to the 15th are times, its own and of ended children.
    const fields = statOf(name)?.split(' ') ?? [];
    const isPart = pids.has(Number(name));
    if (isPart || pids.has(Number(fields[1])))
      for (const field of fields.slice(11, isPart ? 15 : 13)) ticks += Number(field);
  }
  return ticks * TICK_MS;
}

function statOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '');
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
