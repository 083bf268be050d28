import { describe, expect, it } from 'vitest';
import { RepairList } from '../../src/shapes/repair-list.js';

type Action = Parameters<RepairList['add']>[0];

/** A list to which some repairs were added, each with its number as its path. */
function listOf(...runs: [Action, number][]): RepairList {
  const list = new RepairList();
  let number = 0;
  for (const [action, times] of runs)
    for (let time = 0; time < times; time += 1) {
      const path = [number];
      list.add(action, () => ({ path, expected: 'string', received: 'null' }));
      number += 1;
    }
  return list;
}

const pathsOf = ({ repairs }: RepairList) => repairs.map(({ path }) => path[0]);
const NONE = { filled: 0, dropped: 0, converted: 0 };

describe('the list of repairs', () => {
  it('keeps a hundred, each with its fault', () => {
    const list = listOf(['filled', 60], ['dropped', 40]);
    expect(list.repairs).toHaveLength(100);
    expect(list.repairs[0]).toEqual({ action: 'filled', path: [0], expected: 'string', received: 'null' });
    expect(list.repairsOmitted).toEqual(NONE);
  });

  it('counts what comes after a hundred, by its action', () => {
    const list = listOf(['filled', 100], ['filled', 1], ['dropped', 2], ['converted', 3]);
    expect(list.repairs).toHaveLength(100);
    expect(list.repairsOmitted).toEqual({ filled: 1, dropped: 2, converted: 3 });
  });

  it('leaves out the last conversion for a loss', () => {
    const list = listOf(['converted', 2], ['filled', 98], ['dropped', 1]);
    expect(pathsOf(list)).toEqual([0, ...Array.from({ length: 98 }, (_, at) => at + 2), 100]);
    expect(list.repairsOmitted).toEqual({ ...NONE, converted: 1 });
  });

  it('leaves out losses once there is no conversion left', () => {
    const list = listOf(['filled', 98], ['converted', 2], ['dropped', 5]);
    expect(pathsOf(list)).toEqual([...Array.from({ length: 98 }, (_, at) => at), 100, 101]);
    expect(list.repairsOmitted).toEqual({ filled: 0, dropped: 3, converted: 2 });
  });

  it('leaves out no conversion for another', () => {
    const list = listOf(['converted', 101]);
    expect(pathsOf(list)).toEqual(Array.from({ length: 100 }, (_, at) => at));
    expect(list.repairsOmitted).toEqual({ ...NONE, converted: 1 });
  });

  it('asks for no fault of a repair that it leaves out', () => {
    const list = listOf(['filled', 100]);
    list.add('filled', () => {
      throw new Error('It asked.');
    });
    expect(list.repairsOmitted.filled).toBe(1);
  });
});
