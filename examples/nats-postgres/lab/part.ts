import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** One process of the system, which can be killed and started again. */
export interface Part {
  readonly name: string;
  readonly pid: number | undefined;
  start(): Promise<void>;
  /** Sends a signal and waits for the end of the process. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface PartOptions extends SpawnOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Where its output goes, into a file of its name. */
  readonly logs: string;
  /** Resolves if it serves. */
  readonly isReady: () => Promise<unknown>;
}

export function createPart({ name, command, args, logs, isReady, ...options }: PartOptions): Part {
  let child: ChildProcess | undefined;
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  process.once('exit', () => child?.kill('SIGKILL'));
  return {
    name,
    get pid() {
      return child?.pid;
    },
    async start() {
      const output = openSync(join(logs, `${name}.log`), 'a');
      child = spawn(command, args, { ...options, stdio: ['ignore', output, output] });
      await until(`${name} to start`, async () => {
        if (!isRunning()) throw new Error(`${name} ended: see ${logs}`);
        await isReady();
      });
    },
    async end(signal) {
      if (child === undefined || !isRunning()) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

/** Tries every 100 ms until it succeeds, for a minute and a half at most. Resolves with the result. */
export async function until<T>(what: string, attempt: () => Promise<T>): Promise<T> {
  for (const untilMs = Date.now() + 90_000; ; await wait(100))
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > untilMs) throw new Error(`Waited in vain for ${what}.`, { cause: error });
    }
}

/** As `until`, for a condition. */
export function untilTrue(what: string, condition: () => Promise<boolean>): Promise<void> {
  return until(what, async () => {
    if (!(await condition())) throw new Error('not yet');
  });
}

/** A free port of loopback, below those that systems give to outgoing connections: it must stay free while its server is dead. */
export async function freePort(): Promise<number> {
  return until('a free port', async () => {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return port;
  });
}
