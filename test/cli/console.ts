/** The command line as a person or a script calls it, with streams of the test's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Io } from '../../src/cli/io.js';
import { run } from '../../src/cli/run.js';

export interface Called {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls a command and waits for its end. */
export async function call(
  args: readonly string[],
  { stdin = '', env = {} }: { stdin?: string | Uint8Array; env?: Io['env'] } = {},
): Promise<Called> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const [out, err] = [textOf(stdout), textOf(stderr)];
  const status = await run(args, { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, env });
  stdout.end();
  stderr.end();
  return { status, stdout: await out, stderr: await err };
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}

/** A folder that is gone when the test is over. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'zoom-qss-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
