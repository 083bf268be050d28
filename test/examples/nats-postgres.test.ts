import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isMissing } from '../missing.js';
import { isPostgresMissing } from '../store/postgres-server.js';
import { type Example, installExample } from './example.js';

const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin'];
const isNatsMissing = isMissing(
  'nats-server',
  folders.some((folder) => existsSync(`${folder}/nats-server`)),
);
/** Eight minutes at most, installation aside; on a machine that does nothing else, three. */
const START_MS = 180_000;
const KILL_MS = 300_000;

describe.skipIf(isNatsMissing || isPostgresMissing)('examples/nats-postgres', () => {
  let example: Example;
  beforeAll(async () => {
    example = await installExample('nats-postgres', inject('tarball'));
  });
  afterAll(() => example?.remove());

  it('starts everything and prints what arrived, every second', { timeout: START_MS }, async () => {
    const { status, output } = await runScript(['start', '--', '--seconds', '8'], START_MS);
    const lines = output.split('\n').filter((line) => line.startsWith('events sent '));
    expect([status, lines.length]).toEqual([0, 8]);
    const [, sent, logged, samples] =
      /sent (\d+), in the log (\d+), .* qss_samples (\d+)/.exec(lines[7] ?? '') ?? [];
    expect(Math.min(Number(sent), Number(logged), Number(samples))).toBeGreaterThan(0);
  });

  it('loses and doubles no row while each of its parts is killed', { timeout: KILL_MS }, async () => {
    const { status, output } = await runScript(['test'], KILL_MS);
    console.log(output);
    expect(output).toContain(': 0 lost, 0 extra');
    expect(status).toBe(0);
  });

  /** Runs a script of the example. One that takes too long is ended with all that it started. */
  async function runScript(args: readonly string[], timeoutMs: number) {
    // npm passes the signal on, and the script then ends what it started.
    const child = spawn('npm', ['run', '--silent', ...args], {
      cwd: example.home,
      timeout: timeoutMs - 10_000,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
      });
    const status = await new Promise((resolve) => child.on('close', resolve));
    return { status, output };
  }
});
