/** Whether to stop, and whom to tell. Unlike an `AbortSignal` it may have many listeners: each retry that waits is one. */
export interface Stop {
  readonly isStopped: boolean;
  stop(): void;
  /** Calls back when it stops, if it has not yet; what it returns takes that back. */
  onStop(listener: () => void): () => void;
}

export function createStop(): Stop {
  const listeners = new Set<() => void>();
  let isStopped = false;
  return {
    get isStopped() {
      return isStopped;
    },
    stop() {
      isStopped = true;
      for (const listener of listeners) listener();
    },
    onStop(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
