import type { Io } from './io.js';
import { UsageError } from './usage-error.js';

const NAME = 'ZOOM_WEBHOOK_SECRET_TOKEN';
const LONGEST = 4_096;
const PATIENCE_MS = 1_000;

/**
 * The secret token: out of the environment, else the first line of standard input. Never an argument, which other
 * processes can see.
 *
 * @throws {UsageError} if there is none
 */
export async function readSecret({ env, stdin, stderr }: Io): Promise<string> {
  const given = env[NAME]?.trim() ? env[NAME] : stdin.isTTY ? '' : await awaitedLine(stdin, stderr);
  if (given?.trim()) return given;
  throw new UsageError(`Set ${NAME}, or send the secret on standard input.`);
}

/** The secret token, as it must be to be of use. @throws {UsageError} */
export async function readCleanSecret(io: Io): Promise<string> {
  const secret = await readSecret(io);
  if (secret !== secret.trim())
    throw new UsageError('There is white space around the secret. Zoom gives none.');
  return secret;
}

/** The first line, with word of it if it does not come at once: a pipe that nobody writes to looks like a standstill. */
async function awaitedLine(stdin: Io['stdin'], stderr: Io['stderr']): Promise<string> {
  const tell = () => stderr.write(`Waiting for the secret on standard input; ${NAME} is not set.\n`);
  const timer = setTimeout(tell, PATIENCE_MS);
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
    // No stream of bytes has an encoding set, so that every chunk is a Buffer.
    chunks.push(chunk as Buffer);
    length += chunk.length;
    if (length > LONGEST || chunk.includes('\n')) break;
  }
  return Buffer.concat(chunks).toString().split(/\r?\n/, 1)[0] ?? '';
}
