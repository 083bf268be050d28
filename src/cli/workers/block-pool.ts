import { Worker } from 'node:worker_threads';
import { WORKER_FILE } from '../worker-file.js';
import type { BlockResult, BlockTask } from './block-reader.js';
import { createPool, type Pool } from './pool.js';

/** The young generation grows to three times this at most; the old one is far from its limit. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

export type BlockPool<Batch> = Pool<BlockTask, BlockResult<Batch>>;

/**
 * Starts threads that read blocks.
 *
 * @param workerData which command they read for, and its options
 */
export function startBlockPool<Batch>(
  workers: number,
  workerData: { readonly command: string },
): BlockPool<Batch> {
  return createPool(() => new Worker(WORKER_FILE, { workerData, resourceLimits: LIMITS }), workers);
}
