/** The program of a worker thread of `normalize`. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  type BlockReaderOptions,
  type BlockResult,
  type BlockTask,
  createBlockReader,
} from './commands/normalize/block-reader.js';

// `startBlockPool` starts this program with its options, and sends it tasks.
const read = createBlockReader(workerData as BlockReaderOptions);

parentPort?.on('message', (task: BlockTask) => {
  const result: BlockResult = { bytes: task.bytes, batch: read(task) };
  const buffers = [result.bytes, result.batch?.text].map((bytes) => bytes?.buffer as ArrayBuffer | undefined);
  parentPort?.postMessage(
    result,
    buffers.filter((buffer) => buffer !== undefined),
  );
});
