/** What a worker thread does with each task. */
export interface Job<Task, Result> {
  run(task: Task): Result;
  /** The buffers of a result, which move to the other thread instead of being copied. */
  buffersOf(result: Result): readonly ArrayBufferLike[];
}
