import { readFileSync } from 'node:fs';
import { ArgumentError } from '../errors.js';
import { usageErrorOf } from './arguments.js';
import { COMMANDS } from './commands.js';
import { isConnection } from './connection.js';
import { EXIT, type ExitStatus } from './exit-status.js';
import { Failure } from './failure.js';
import type { Io } from './io.js';
import { nearest } from './nearest.js';
import { printable } from './output/printable.js';
import { UsageError } from './usage-error.js';

const HELP = `Usage: zoom-qss <command> [argument …]

Reads Zoom Quality of Service Subscription (QSS) data.

Commands:
${[...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`).join('\n')}

  zoom-qss <command> --help    options and examples of a command
  zoom-qss --version           the version
`;

/** Runs a command line and returns its exit status. */
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
    throw unknownCommand(name);
  } catch (thrown) {
    const error = thrown instanceof ArgumentError ? usageErrorOf(thrown) : thrown;
    if (error instanceof UsageError) {
      const help = `zoom-qss${command === undefined ? '' : ` ${name}`} --help`;
      io.stderr.write(`zoom-qss: ${error.message}\nFor usage: ${help}\n`);
      return EXIT.usage;
    }
    if (isSystemError(error) || error instanceof Failure) {
      io.stderr.write(`zoom-qss: ${error.message}\n`);
      return EXIT.rejected;
    }
    throw error;
  }
}

function unknownCommand(name: string): UsageError {
  const names = [...COMMANDS.keys()];
  const suggestion = nearest(name, names);
  const question = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  // A URL may hold a password.
  const given = isConnection(name) ? '' : ` ${printable(name)}`;
  return new UsageError(`Unknown command${given}.${question}\nCommands: ${names.join(', ')}.`);
}

/** Whether `--help` is among the options. Everything after `--` is a file name. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

async function print(text: string, { stdout }: Io): Promise<ExitStatus> {
  stdout.on('error', () => {});
  stdout.write(text);
  return EXIT.ok;
}

/** Whether the operating system refused, as with a full disk. Its message names the call and the file, never content. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

/** Reads the version from package.json, two folders up both from the source and from the built file. */
function version(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}
