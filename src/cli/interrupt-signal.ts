export interface InterruptSignal {
  /** Aborts on the first SIGINT or SIGTERM. A second one ends the process. */
  readonly signal: AbortSignal;
  /** Restores the default behaviour of both signals. */
  dispose(): void;
}

/** Turns SIGINT and SIGTERM into an AbortSignal, so that a command can finish its work and exit. */
export function catchInterrupts(): InterruptSignal {
  const controller = new AbortController();
  const interrupt = () => {
    dispose();
    controller.abort();
  };
  const dispose = () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return { signal: controller.signal, dispose };
}
