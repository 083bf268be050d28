/** The command line as a process of its own, bundled as it is for the package. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { QSS_EXAMPLES } from '../events/documented.js';

const QSS_FILE = 'test/fixtures/qss-events.json';
const SUMMARY = `${JSON.stringify(QSS_EXAMPLES.get('meeting.participant_qos_summary'))}\n`;

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zoom-qss-process-'));
  await build({
    entryPoints: ['src/cli/main.ts'],
    outfile: join(folder, 'main.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: string[]) {
  const child = spawn(process.execPath, [join(folder, 'main.mjs'), ...args], {
    env: { PATH: process.env.PATH, COLUMNS: '80' },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  // The process may close its input before everything is written.
  child.stdin.on('error', () => {});
  return child;
}

async function statusOf(child: ChildProcess): Promise<unknown> {
  const [status] = await once(child, 'close');
  return status;
}

describe('the process', () => {
  it('reads standard input, writes standard output, and ends with status 0', async () => {
    const child = start('normalize', '--format', 'ndjson');
    child.stdin.end(readFileSync(QSS_FILE));
    const [stdout, stderr, status] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      statusOf(child),
    ]);
    expect(stdout.trim().split('\n')).toHaveLength(19);
    expect(stderr).toBe('14 events read: 13 samples, 6 snapshots.\n');
    expect(status).toBe(0);
  });

  it('ends with status 1 if something was rejected', async () => {
    const child = start('normalize');
    child.stdin.end(`garbage\n${SUMMARY}`);
    const [stdout, stderr, status] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      statusOf(child),
    ]);
    expect(stdout).toContain('JillChill');
    expect(stderr).toContain('stdin:1: ');
    expect(status).toBe(1);
  });

  it('shows its help on standard error where no command is named', async () => {
    const child = start();
    child.stdin.end();
    const [stdout, stderr, status] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      statusOf(child),
    ]);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(/^Usage: zoom-qss <command>.* {2}normalize /s);
  });

  it.each([['no-such-command'], ['normalize', '--no-such-option']])(
    'ends with status 2 after the arguments %j, %j',
    async (...args) => {
      const child = start(...args);
      child.stdin.end();
      const [stdout, stderr, status] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        statusOf(child),
      ]);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^zoom-qss: .*\nFor usage: zoom-qss .*--help\n$/s);
      expect(status).toBe(2);
    },
  );

  it('ends quietly when its reader has gone, though its input has no end', async () => {
    const child = start('normalize', '--format', 'ndjson');
    const stderr = text(child.stderr);
    const feed = () => {
      while (child.stdin.writable && child.stdin.write(SUMMARY.repeat(50)));
    };
    child.stdin.on('drain', feed);
    feed();
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await statusOf(child)).toBe(0);
    expect(await stderr).toBe('');
  });

  it.runIf(process.platform === 'linux')('says that standard output could not be written', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [join(folder, 'main.mjs'), 'normalize', QSS_FILE], {
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    // It is piped.
    const [stderr, status] = await Promise.all([text(child.stderr as Readable), statusOf(child)]);
    expect(stderr).toBe('zoom-qss: Cannot write standard output (ENOSPC).\n');
    expect(status).toBe(1);
  });

  it('waits for a reader that is slow, and loses nothing', async () => {
    const child = start('normalize', '--format', 'ndjson');
    const events = 3_000;
    let taken = false;
    child.stdin.end(SUMMARY.repeat(events), () => {
      taken = true;
    });
    await once(child.stdout, 'readable');
    // Pipes hold little, so that all of the input is taken only when the output is.
    expect(taken).toBe(false);
    const [stdout, status] = await Promise.all([text(child.stdout), statusOf(child)]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3 * events);
    expect(taken).toBe(true);
    expect(status).toBe(0);
  });
});
