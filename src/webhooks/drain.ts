import { requireOptions } from '../errors/require.js';
import { LEASE_MS } from './dedupe.js';
import type { OpenSignals } from './delivery-signal.js';
import { inRange } from './ranges.js';
import { delay, within } from './within.js';

/** Options of a receiver's `close`. */
export interface CloseOptions {
  /**
   * How long requests are still taken, in milliseconds, each answered with `connection: close`: until load balancers have
   * noticed, and send no more. 0 by default, 240,000 at most.
   */
  readonly drainMs?: number | undefined;
  /** How long running handlers may go on after that, in milliseconds, before their signals abort. 0 by default, 240,000 at most. */
  readonly graceMs?: number | undefined;
}

/** Counts the running work of a receiver, and waits for it when the receiver closes. */
export interface Drain {
  /** From the call of `close` on. */
  readonly isClosing: boolean;
  /** Once requests are no longer taken. */
  readonly isClosed: boolean;
  enter(): void;
  leave(): void;
  /** @throws {ArgumentError} `drainMs`, `graceMs`, or an unknown option */
  close(options?: CloseOptions): Promise<void>;
}

/** How long a handler may take to end after its signal has aborted. */
const ABORTED_MS = 5_000;

export function createDrain(signals: OpenSignals): Drain {
  let pending = 0;
  const waiting: (() => void)[] = [];

  /** Resolves once nothing is pending. */
  function idle(): Promise<void> {
    return new Promise((resolve) => {
      if (pending === 0) resolve();
      else waiting.push(resolve);
    });
  }

  const drain = {
    isClosing: false,
    isClosed: false,
    enter() {
      pending++;
    },
    leave() {
      if (--pending === 0) for (const resolve of waiting.splice(0)) resolve();
    },
    async close(options: CloseOptions = {}) {
      requireOptions(options, 'close', { drainMs: 0, graceMs: 0 });
      const { drainMs = 0, graceMs = 0 } = options;
      for (const [name, ms] of Object.entries({ drainMs, graceMs })) inRange(name, ms, 0, LEASE_MS);
      drain.isClosing = true;
      if (drainMs > 0) await delay(drainMs);
      drain.isClosed = true;
      const ended = idle();
      if (graceMs > 0) await within(graceMs, ended, goOn);
      signals.reason ??= new DOMException('The receiver is closing.', 'AbortError');
      for (const controller of signals.controllers) controller.abort(signals.reason);
      await within(ABORTED_MS, ended, goOn);
    },
  };
  return drain;
}

function goOn(): void {}
