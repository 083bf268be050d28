import type { Transferable, Worker } from 'node:worker_threads';
import { Failure } from '../failure.js';

/** Worker threads that answer every task with one result. */
export interface Pool<Task, Result> {
  /** How many workers there are. */
  readonly size: number;
  /** Whether there was a task. */
  readonly hasStarted: boolean;
  /**
   * Gives a task to the worker with the least to do.
   *
   * @param transfer buffers of the task that move to the worker instead of being copied
   * @throws {Failure} worker_failed, if a worker ended before it answered
   */
  run(task: Task, transfer?: readonly Transferable[]): Promise<Result>;
  /** Ends the workers. Tasks without an answer never get one. */
  close(): Promise<void>;
}

interface Member<Result> {
  readonly worker: Worker;
  /** Those who wait for an answer, which come in the order of the tasks. */
  readonly waiting: Answer<Result>[];
}

interface Answer<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Creates a pool, whose workers start with the first task: a short input needs none. If one fails, so does every task without
 * an answer, and every later one.
 */
export function createPool<Task, Result>(start: () => Worker, size: number): Pool<Task, Result> {
  let members: readonly Member<Result>[] = [];
  let failure: Failure | undefined;

  const fail = (reason: string, cause?: unknown): void => {
    failure ??= new Failure(`A worker thread ended before its work (${reason}).`, 'worker_failed', { cause });
    for (const { waiting } of members)
      for (const { reject } of waiting.splice(0, waiting.length)) reject(failure);
  };
  const startMember = (): Member<Result> => {
    const worker = start();
    const waiting: Member<Result>['waiting'] = [];
    worker.on('message', (result: Result) => waiting.shift()?.resolve(result));
    // Its message may quote a payload.
    worker.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name, error));
    worker.on('messageerror', (error) => fail(error.name, error));
    worker.on('exit', (status) => fail(`status ${status}`));
    return { worker, waiting };
  };

  return {
    size,
    get hasStarted() {
      return members.length > 0;
    },
    run(task, transfer = []) {
      return new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure);
          return;
        }
        if (members.length === 0) members = Array.from({ length: size }, startMember);
        const [first, ...others] = members;
        // A pool has at least one member.
        let free = first as Member<Result>;
        for (const member of others) if (member.waiting.length < free.waiting.length) free = member;
        free.waiting.push({ resolve, reject });
        free.worker.postMessage(task, transfer);
      });
    },
    async close() {
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}
