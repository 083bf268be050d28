import { Worker } from 'node:worker_threads';
import { WORKER_FILE } from '../worker-file.js';
import { createPool, type Pool } from './pool.js';

/** The young generation grows to three times this at most; the old one is far from its limit. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

/**
 * Creates a pool of threads that run `worker.ts`.
 *
 * @param workerData which job they do, and its options
 */
export function createWorkerPool<Task, Result>(
  workers: number,
  workerData: { readonly job: string },
): Pool<Task, Result> {
  return createPool(() => new Worker(WORKER_FILE, { workerData, resourceLimits: LIMITS }), workers);
}
