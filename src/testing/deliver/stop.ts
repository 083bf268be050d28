/** Stops a delivery. Unlike an `AbortSignal` it expects many listeners: every waiting retry has one. */
export interface StopSignal {
  readonly isStopped: boolean;
  stop(): void;
  /** Calls `listener` once it stops. Returns a function that removes the listener. */
  onStop(listener: () => void): () => void;
}

export function createStopSignal(): StopSignal {
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
