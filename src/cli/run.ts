import { readFileSync } from 'node:fs';
import { ArgumentError } from '../errors.js';
import { usageOf } from './arguments.js';
import { DEMO_HELP } from './commands/demo/help.js';
import { FETCH_HELP } from './commands/fetch/help.js';
import { LISTEN_HELP } from './commands/listen/help.js';
import { NORMALIZE_HELP } from './commands/normalize/help.js';
import { REPORT_HELP } from './commands/report/help.js';
import { SIMULATE_HELP } from './commands/simulate/help.js';
import { VERIFY_HELP } from './commands/verify/help.js';
import { EXIT, type ExitStatus } from './exit-status.js';
import type { Io } from './io.js';
import { nearest } from './nearest.js';
import { printable } from './output/printable.js';
import { UsageError } from './usage-error.js';

interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  readonly run: (args: readonly string[], io: Io) => Promise<ExitStatus>;
}

// Each command is loaded when it is asked for: a receiver needs no report, and a report no receiver.
const COMMANDS: ReadonlyMap<string, Command> = new Map([
  [
    'demo',
    {
      summary: 'show all of it without a Zoom account, and end in a report',
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
      summary: 'receive webhooks and write their samples to a file',
      help: LISTEN_HELP,
      run: async (args, io) => (await import('./commands/listen/listen.js')).listen(args, io),
    },
  ],
  [
    'report',
    {
      summary: 'make one HTML page of samples',
      help: REPORT_HELP,
      run: async (args, io) => (await import('./commands/report/report.js')).report(args, io),
    },
  ],
  [
    'verify',
    {
      summary: 'say whether a webhook request is genuine, and if not, why',
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

const HELP = `Usage: zoom-qss <command> [argument …]

Reads Zoom Quality of Service Subscription (QSS) data.

Commands:
${[...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`).join('\n')}

  zoom-qss <command> --help    what a command takes, with examples
  zoom-qss --version           the version
`;

/** Runs a command line and says how it ended. */
export async function run(argv: readonly string[], io: Io): Promise<ExitStatus> {
  const [name = '', ...args] = argv;
  if (name === '--help' || name === '-h') return print(HELP, io);
  if (name === '--version') return print(`${version()}\n`, io);
  if (argv.length === 0) {
    io.stderr.write(HELP);
    return EXIT.usage;
  }
  const command = COMMANDS.get(name);
  if (command !== undefined && asksForHelp(args)) return print(command.help, io);
  try {
    if (command !== undefined) return await command.run(args, io);
    throw new UsageError(noSuchCommand(name));
  } catch (thrown) {
    const error = thrown instanceof ArgumentError ? usageOf(thrown) : thrown;
    if (error instanceof UsageError) {
      const of = command === undefined ? '' : ` ${name}`;
      io.stderr.write(`zoom-qss: ${error.message}\nzoom-qss${of} --help shows what it takes.\n`);
      return EXIT.usage;
    }
    if (isSystemError(error)) {
      io.stderr.write(`zoom-qss: ${error.message}\n`);
      return EXIT.rejected;
    }
    throw error;
  }
}

function noSuchCommand(name: string): string {
  const names = [...COMMANDS.keys()];
  const meant = nearest(name, names);
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return `There is no command ${printable(name)}.${question}\nCommands: ${names.join(', ')}.`;
}

/** What follows `--` is a file, whatever it looks like. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

async function print(text: string, { stdout }: Io): Promise<ExitStatus> {
  stdout.on('error', () => {});
  stdout.write(text);
  return EXIT.ok;
}

/** The system's own refusal, such as a full disk: its message names the call and the file, never a content. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

/** From the package's manifest, two folders up from the sources and from the built file alike. */
function version(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}
