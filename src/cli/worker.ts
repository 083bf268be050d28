/** The program of a worker thread of `normalize` and `report`. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ReadingOptions, readingJob } from './commands/normalize/reading-job.js';
import { type RecordOptions, recordJob } from './commands/report/record-job.js';
import type { Job } from './workers/job.js';

// `createWorkerPool` starts this program with its options, and sends it tasks.
const options = workerData as ReadingOptions | RecordOptions;

if (options.job === 'read events') answer(readingJob(options));
else answer(recordJob(options));

function answer<Task, Result>({ run, buffersOf }: Job<Task, Result>): void {
  parentPort?.on('message', (task: Task) => {
    const result = run(task);
    // No buffer of a result is shared between threads.
    parentPort?.postMessage(result, buffersOf(result) as ArrayBuffer[]);
  });
}
