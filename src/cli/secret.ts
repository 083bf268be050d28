import type { Io } from './io.js';
import { UsageError } from './usage-error.js';

const VARIABLE = 'ZOOM_WEBHOOK_SECRET_TOKEN';
const MAX_LENGTH = 4_096;
const HINT_AFTER_MS = 1_000;

/**
 * Reads the secret token as it is in the environment, or else the first line of standard input. Never an argument: other
 * processes can see those.
 *
 * @throws {UsageError} if it is missing
 */
export async function readSecret(io: Io): Promise<string> {
  return io.env[VARIABLE]?.trim() ? io.env[VARIABLE] : firstOf(await readLines(io, { all: false }));
}

/**
 * Reads the secret token, the first if there are several lines, and checks its form.
 *
 * @throws {UsageError} if it is missing or has white space around it
 */
export async function readCleanSecret(io: Io): Promise<string> {
  return checkClean(firstOf(await readLines(io, { all: false })));
}

/**
 * Reads the secret tokens, one a line, and checks their form: several while they are rotated. Standard input is read to its
 * end.
 *
 * @throws {UsageError} if there is none, or one has white space around it
 */
export async function readCleanSecrets(io: Io): Promise<string[]> {
  return (await readLines(io, { all: true })).map(checkClean);
}

/** The first of at least one line. */
function firstOf([line = '']: readonly string[]): string {
  return line;
}

function checkClean(secret: string): string {
  if (secret !== secret.trim())
    throw new UsageError('The secret has white space around it. Remove it: Zoom’s tokens have none.');
  return secret;
}

/** Reads the lines that are not blank. @throws {UsageError} if there is none */
async function readLines({ env, stdin, stderr }: Io, { all }: { readonly all: boolean }): Promise<string[]> {
  const text = env[VARIABLE]?.trim() ? env[VARIABLE] : stdin.isTTY ? '' : await awaitText(stdin, stderr, all);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length > 0) return lines;
  throw new UsageError(`No secret: set ${VARIABLE}, or send the secret on standard input.`);
}

/** Reads standard input, and prints a hint while nothing arrives: a pipe without a writer looks like a hang. */
async function awaitText(stdin: Io['stdin'], stderr: Io['stderr'], all: boolean): Promise<string> {
  const what = all ? 'the secret, and the end of it,' : 'the secret';
  const hint = () => stderr.write(`Waiting for ${what} on standard input; ${VARIABLE} is not set.\n`);
  const timer = setTimeout(hint, HINT_AFTER_MS);
  try {
    return await textOf(stdin, all);
  } finally {
    clearTimeout(timer);
  }
}

async function textOf(stream: Io['stdin'], all: boolean): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    // The stream has no encoding set, so every chunk is a Buffer.
    chunks.push(chunk as Buffer);
    length += chunk.length;
    if (length > MAX_LENGTH || (!all && chunk.includes('\n'))) break;
  }
  return Buffer.concat(chunks).toString();
}
