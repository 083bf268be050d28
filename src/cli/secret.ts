import type { Io } from './io.js';
import { UsageError } from './usage-error.js';

const VARIABLE = 'ZOOM_WEBHOOK_SECRET_TOKEN';
const MAX_LENGTH = 4_096;
const HINT_AFTER_MS = 1_000;

/**
 * Reads the secret token from the environment, or else from the first line of standard input. Never from an argument:
 * other processes can see those.
 *
 * @throws {UsageError} if it is missing
 */
export async function readSecret({ env, stdin, stderr }: Io): Promise<string> {
  const secret = env[VARIABLE]?.trim() ? env[VARIABLE] : stdin.isTTY ? '' : await awaitLine(stdin, stderr);
  if (secret?.trim()) return secret;
  throw new UsageError(`No secret: set ${VARIABLE}, or send the secret on standard input.`);
}

/**
 * Reads the secret token and checks its form.
 *
 * @throws {UsageError} if it is missing or has white space around it
 */
export async function readCleanSecret(io: Io): Promise<string> {
  const secret = await readSecret(io);
  if (secret !== secret.trim())
    throw new UsageError('The secret has white space around it. Remove it: Zoom’s tokens have none.');
  return secret;
}

/** Reads the first line, and prints a hint while none arrives: a pipe without a writer looks like a hang. */
async function awaitLine(stdin: Io['stdin'], stderr: Io['stderr']): Promise<string> {
  const hint = () => stderr.write(`Waiting for the secret on standard input; ${VARIABLE} is not set.\n`);
  const timer = setTimeout(hint, HINT_AFTER_MS);
  try {
    return await firstLine(stdin);
  } finally {
    clearTimeout(timer);
  }
}

async function firstLine(stream: Io['stdin']): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    // The stream has no encoding set, so every chunk is a Buffer.
    chunks.push(chunk as Buffer);
    length += chunk.length;
    if (length > MAX_LENGTH || chunk.includes('\n')) break;
  }
  return Buffer.concat(chunks).toString().split(/\r?\n/, 1)[0] ?? '';
}
