import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPool, type Pool } from '../../../src/cli/workers/pool.js';

/** A pool of threads that run a program. */
function poolOf(program: string, size = 2): Pool<unknown, unknown> {
  const code = `const { parentPort, threadId } = require('node:worker_threads'); ${program}`;
  const resourceLimits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 };
  const pool = createPool(() => new Worker(code, { eval: true, resourceLimits, stderr: true }), size);
  onTestFinished(() => pool.close());
  return pool;
}

describe('a pool of worker threads', () => {
  it('starts its workers with the first task', async () => {
    const pool = poolOf("parentPort.on('message', (task) => parentPort.postMessage(task));", 3);
    expect(pool.hasStarted).toBe(false);
    await pool.run(1);
    expect(pool.hasStarted).toBe(true);
  });

  it('answers each task with its own result, and shares the tasks out', async () => {
    const pool = poolOf("parentPort.on('message', (task) => parentPort.postMessage([task, threadId]));", 3);
    const results = (await Promise.all(Array.from({ length: 9 }, (_, task) => pool.run(task)))) as number[][];
    expect(results.map(([task]) => task)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(new Set(results.map(([, thread]) => thread)).size).toBe(3);
  });

  it('moves buffers instead of copying them', async () => {
    const pool = poolOf("parentPort.on('message', (task) => parentPort.postMessage(task, [task.buffer]));");
    const bytes = new Uint8Array([1, 2, 3]);
    const answer = pool.run(bytes, [bytes.buffer]);
    expect(bytes.byteLength).toBe(0);
    expect(await answer).toEqual(new Uint8Array([1, 2, 3]));
  });

  it.each([
    ['throws', "parentPort.on('message', () => { throw new TypeError('jill@example.com'); });", 'TypeError'],
    ['exits', "parentPort.on('message', () => process.exit(0));", 'status 0'],
    [
      'runs out of memory',
      "parentPort.on('message', () => { const all = []; for (;;) all.push([...Array(1000).keys()]); });",
      'ERR_WORKER_OUT_OF_MEMORY',
    ],
    ['cannot start', "require('./no-such-file');", 'MODULE_NOT_FOUND'],
  ])(
    'fails every task when a worker %s, and says why without its words',
    async (_, program, reason) => {
      const pool = poolOf(program);
      const failure = {
        name: 'Failure',
        code: 'worker_failed',
        message: expect.stringContaining(`(${reason})`),
      };
      const tasks = await Promise.allSettled([pool.run(1), pool.run(2), pool.run(3)]);
      for (const task of tasks) expect(task).toMatchObject({ status: 'rejected', reason: failure });
      await expect(pool.run(4)).rejects.toMatchObject(failure);
    },
    30_000,
  );
});
