/** The program of a worker thread of `normalize`. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  type BlockReaderOptions,
  type BlockResult,
  type BlockTask,
  createBlockReader,
} from './commands/normalize/block-reader.js';

// `readInParallel` starts this program with its options, and sends it tasks.
const read = createBlockReader(workerData as BlockReaderOptions);
const encoder = new TextEncoder();

parentPort?.on('message', (task: BlockTask) => {
  const { buffer, byteOffset, byteLength } = task.bytes;
  const batch = read({ ...task, bytes: Buffer.from(buffer, byteOffset, byteLength) });
  const text = encoder.encode(batch?.text ?? '');
  const result: BlockResult = { bytes: task.bytes, batch: batch && { ...batch, text } };
  parentPort?.postMessage(result, [buffer as ArrayBuffer, text.buffer as ArrayBuffer]);
});
