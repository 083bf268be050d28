import { DEMO_HELP } from './commands/demo/help.js';
import { FETCH_HELP } from './commands/fetch/help.js';
import { LISTEN_HELP } from './commands/listen/help.js';
import { NORMALIZE_HELP } from './commands/normalize/help.js';
import { REPORT_HELP } from './commands/report/help.js';
import { SCHEMA_HELP } from './commands/schema/help.js';
import { SIMULATE_HELP } from './commands/simulate/help.js';
import { VERIFY_HELP } from './commands/verify/help.js';
import type { ExitStatus } from './exit-status.js';
import type { Io } from './io.js';

/** One command of `zoom-qss`. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  readonly run: (args: readonly string[], io: Io) => Promise<ExitStatus>;
}

/** The commands by name, in the order of the help. Each is imported when it is called, so that start-up stays fast. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  [
    'demo',
    {
      summary: 'show everything without a Zoom account, ending in a report',
      help: DEMO_HELP,
      run: async (args, io) => (await import('./commands/demo/demo.js')).demo(args, io),
    },
  ],
  [
    'normalize',
    {
      summary: 'turn events into numeric samples and client snapshots',
      help: NORMALIZE_HELP,
      run: async (args, io) => (await import('./commands/normalize/normalize.js')).normalize(args, io),
    },
  ],
  [
    'fetch',
    {
      summary: 'get the samples of ended conferences from the REST API',
      help: FETCH_HELP,
      run: async (args, io) => (await import('./commands/fetch/fetch.js')).fetch(args, io),
    },
  ],
  [
    'listen',
    {
      summary: 'receive webhooks and write their samples to a file or a database',
      help: LISTEN_HELP,
      run: async (args, io) => (await import('./commands/listen/listen.js')).listen(args, io),
    },
  ],
  [
    'report',
    {
      summary: 'make one HTML page from samples',
      help: REPORT_HELP,
      run: async (args, io) => (await import('./commands/report/report.js')).report(args, io),
    },
  ],
  [
    'schema',
    {
      summary: 'print the SQL of tables and views for a database',
      help: SCHEMA_HELP,
      run: async (args, io) => (await import('./commands/schema/schema.js')).schema(args, io),
    },
  ],
  [
    'verify',
    {
      summary: 'check whether a webhook request is genuine, and if not, why',
      help: VERIFY_HELP,
      run: async (args, io) => (await import('./commands/verify/verify.js')).verify(args, io),
    },
  ],
  [
    'simulate',
    {
      summary: 'send your endpoint what Zoom would send',
      help: SIMULATE_HELP,
      run: async (args, io) => (await import('./commands/simulate/simulate.js')).simulate(args, io),
    },
  ],
]);
