/** The program of a worker thread, beside this file in the source and beside the program in the package. */
export const WORKER_FILE = new URL('./worker.js', import.meta.url);
