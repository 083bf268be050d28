import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createSimulator } from 'zoom-qss/testing';
import { qualityLines } from '../../../../src/cli/commands/demo/quality-lines.js';
import { run } from '../../../../src/cli/run.js';
import { call, folder } from '../../console.js';
import { countRows } from '../../duckdb-file.js';
import { program } from '../../program.js';

const start = program();
const QUICK = ['--minutes', '10', '--participants', '20', '--speed', '6000', '--seed', '3'];

const linesOf = (path: string) => readFileSync(path, 'utf8').trim().split('\n');

/** The number before a noun in the summary. */
function count(text: string, noun: string): number {
  const [, number = ''] = new RegExp(`([\\d,]+) ${noun}`).exec(text.slice(text.indexOf('sent,') - 20)) ?? [];
  return Number(number.replaceAll(',', ''));
}

describe('demo', () => {
  it('loses nothing, writes nothing twice, and ends in samples and a report', async () => {
    const dir = join(folder(), 'out');
    const { status, stdout, stderr } = await call(['demo', '--out', dir, ...QUICK]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('answered the URL validation');
    expect(stdout).toMatch(/\nminute 10 of 10 · .* a second · .* dropped · /);

    const deliveries = [...createSimulator({ seed: 3, minutes: 10, participants: 20, faults: true })];
    const planted = (kind: string) =>
      deliveries.filter((delivery) => delivery.planted.some((fault) => fault.kind === kind)).length;
    expect(count(stdout, 'requests? sent')).toBe(deliveries.length);
    expect(count(stdout, 'answered with 200')).toBe(deliveries.length);
    expect(count(stdout, 'lost')).toBe(0);
    expect(count(stdout, 'duplicates? dropped')).toBe(planted('duplicate'));
    expect(count(stdout, 'unreadable bod')).toBe(planted('malformed_body'));
    expect(count(stdout, 'events? stored')).toBe(
      deliveries.length - planted('duplicate') - planted('malformed_body'),
    );

    const rows = linesOf(join(dir, 'samples.ndjson')).map((line) => JSON.parse(line));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.filter(({ kind }) => kind === 'sample')).toHaveLength(count(stdout, 'samples? and'));
    expect(linesOf(join(dir, 'issues.ndjson'))).toHaveLength(count(stdout, 'issues? found'));
    const data =
      /id="data">(.*?)<\/script>/.exec(readFileSync(join(dir, 'report.html'), 'utf8'))?.[1] ?? '{}';
    expect(stdout).toContain(`\n${qualityLines(JSON.parse(data).overall)}`);
    expect(stdout).toMatch(
      /[\d.]+ of [\d.]+ participant-minutes.* in breach of Zoom's limits; \d+ of \d+ participants affected/,
    );
    expect(readFileSync(join(dir, 'report.html'), 'utf8')).toContain('<!doctype html>');
    const snapshots = rows.length - count(stdout, 'samples? and');
    expect((await countRows(join(dir, 'qss.duckdb'))).slice(0, 2)).toEqual([
      rows.length - snapshots,
      snapshots,
    ]);
    expect(stdout).toMatch(
      /\nqss_participant_quality, .*:\n.*latency.*\n.*in breach.*\nparticipant .*p95\n─.*\n.*\d\n/,
    );
    expect(stdout).toMatch(/\nqss_daily_quality, .*:\n.*\n.*\nday .*\n─.*\n2026-01-\d\d .*\d\n$/);
    for (const name of ['samples.ndjson', 'issues.ndjson', 'rejects.ndjson', 'report.html', 'qss.duckdb'])
      expect(stdout).toContain(` ${join(dir, name)}\n`);
    expect(readFileSync(join(dir, 'report.html'), 'utf8')).toContain(
      `"unreadable":${count(stdout, 'unreadable bod')}`,
    );
  });

  it('draws a table over itself in a terminal, and no wider', async () => {
    const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 90, rows: 20 });
    let text = '';
    stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    const io = { stdin: Readable.from([]), stdout, stderr: new PassThrough(), env: {} };
    const args = ['demo', '--out', folder(), '--minutes', '3', '--speed', '6000'];
    expect(await run(args, io)).toBe(0);
    const frame = text.slice(text.lastIndexOf('minute 3 of 3'), text.indexOf('requests sent'));
    expect(frame).toMatch(/participant .*stream +now +p95/);
    expect(frame).toMatch(/\d of [1-9][\d.]*\n/);
    expect(frame).toMatch(/\d+ more streams\./);
    const lines = frame.split('\n');
    expect(Math.max(...lines.slice(2, 16).map((line) => line.length))).toBeLessThanOrEqual(90);
    expect(lines.indexOf('')).toBe(1);
    expect(lines.findIndex((line) => line.endsWith('more streams.'))).toBeLessThan(19);
  });

  it('makes its report of what arrived when it is interrupted', async () => {
    const dir = folder();
    const { seen, child, exit, text } = start(['demo', '--out', dir, '--speed', '60']);
    await seen(/minute \d+ of 60/);
    child.kill('SIGINT');
    expect(await exit).toBe(0);
    expect(text()).toContain('interrupted');
    expect(existsSync(join(dir, 'report.html'))).toBe(true);
  });

  it('overwrites no samples in a folder that the user named', async () => {
    const dir = folder();
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'samples.ndjson'), 'mine');
    const { status, stderr } = await call(['demo', '--out', dir]);
    expect(stderr).toContain('exists: choose another folder.');
    expect(status).toBe(2);
    expect(readFileSync(join(dir, 'samples.ndjson'), 'utf8')).toBe('mine');
  });

  it('replaces its files in the default folder, unless the user named that folder', async () => {
    const usual = join(folder(), 'zoom-qss-demo');
    mkdirSync(usual);
    const samples = join(usual, 'samples.ndjson');
    writeFileSync(samples, 'mine');
    const inside = { cwd: dirname(usual) };
    const asked = start(['demo', '--out', 'zoom-qss-demo'], {}, '', inside);
    expect(await asked.exit).toBe(2);
    expect(readFileSync(samples, 'utf8')).toBe('mine');
    const withoutDuckDB = start(['demo', ...QUICK], {}, '', inside);
    expect(await withoutDuckDB.exit).toBe(0);
    expect(withoutDuckDB.text()).toContain('DuckDB is not installed here, so there is no database');
    expect(linesOf(samples)[0]).toContain('"kind"');
  });

  it.each([
    [['--scenario', 'mine'], /--scenario must be one of quiet-office/],
    [['--minutes', 'x'], /--minutes must be a number/],
    [['--minutes', '-3'], /--minutes must be a whole number from 1/],
    [['--speed', '-.5'], /--speed must be a number from/],
    [['--minutes', '0'], /--minutes must be a whole number from 1/],
    [['--seed', '1.5'], /--seed must be a whole number/],
    [['--speed', '0'], /--speed must be a number from/],
    [['more'], /options only/],
  ])('does not start with %j', async (args, message) => {
    const dir = join(folder(), 'out');
    const { status, stderr } = await call(['demo', '--out', dir, ...args]);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});
