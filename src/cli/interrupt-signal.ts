export interface InterruptSignal {
  /** Aborts at the first SIGINT or SIGTERM. The second ends the process, as the first would have. */
  readonly signal: AbortSignal;
  /** Leaves the signals to their usual course. */
  forget(): void;
}

/** Hears of the wish that this process should end, so that it can end well. */
export function catchInterrupts(): InterruptSignal {
  const controller = new AbortController();
  const interrupt = () => {
    forget();
    controller.abort();
  };
  const forget = () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return { signal: controller.signal, forget };
}
