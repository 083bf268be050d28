import { Worker } from 'node:worker_threads';
import { WORKER_FILE } from '../../worker-file.js';
import { createPool, type Pool } from '../../workers/pool.js';
import type { BlockReaderOptions, BlockResult, BlockTask } from './block-reader.js';

/** The young generation grows to three times this at most; the old one is far from its limit. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

export type BlockPool = Pool<BlockTask, BlockResult>;

/** Starts threads that read blocks. */
export function startBlockPool(workers: number, options: BlockReaderOptions): BlockPool {
  return createPool(() => new Worker(WORKER_FILE, { workerData: options, resourceLimits: LIMITS }), workers);
}
