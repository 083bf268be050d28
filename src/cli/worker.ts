/** The program of a worker thread of `normalize` and `report`. */
import { parentPort, workerData } from 'node:worker_threads';
import * as normalize from './commands/normalize/block-reader.js';
import * as report from './commands/report/block-reader.js';
import type { BlockReader, BlockResult, BlockTask } from './workers/block-reader.js';

// `startBlockPool` starts this program with its options, and sends it tasks.
const options = workerData as normalize.BlockReaderOptions | report.BlockReaderOptions;

if (options.command === 'normalize') answer(normalize.createBlockReader(options));
else answer(report.createBlockReader());

function answer<Batch>({ read, buffersOf }: BlockReader<Batch>): void {
  parentPort?.on('message', (task: BlockTask) => {
    const result: BlockResult<Batch> = { bytes: task.bytes, batch: read(task) };
    const own = result.batch === undefined ? [] : buffersOf(result.batch);
    // Neither thread shares its buffers.
    parentPort?.postMessage(result, [task.bytes.buffer, ...own] as ArrayBuffer[]);
  });
}
