/** `report --workers` as a process of its own, with threads. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../../events/documented.js';
import { simulated } from '../../../report/simulated.js';
import { call, folder } from '../../console.js';
import { program } from '../../program.js';

const start = program();

const EVENT = JSON.stringify(EXAMPLES.get('meeting.participant_qos'));
const CSV = 'id,source,product,span,rest\n1,2,3,4,5\n';

/** About 6 MB, so that workers start. */
let lines: string[] = [];
beforeAll(() => {
  const found = simulated('mixed', { seed: 7, minutes: 30, participants: 40 });
  lines = [
    ...found.samples.map((sample) => JSON.stringify({ kind: 'sample', ...sample })),
    ...found.snapshots.map((snapshot) => JSON.stringify({ kind: 'snapshot', ...snapshot })),
    ...found.issues.map((issue) => JSON.stringify(issue)),
  ];
});

/** The lines with faults among them. */
function faulty(): string {
  const [line = ''] = lines;
  const NASTY = [
    '',
    '\r',
    'garbage',
    line.slice(0, 200),
    `${line}\r`,
    `  ${line}`,
    `[${lines.slice(0, 20).join()}]`,
    JSON.stringify(JSON.parse(line), null, 2),
    '{"kind":"other"}',
    line.replace('"avg":', '"avg":"x","was":'),
    EVENT,
    `[${line},`,
    line,
  ];
  const parts = [0, 1, 2, 3].map((part) =>
    lines.slice((part * lines.length) / 4, ((part + 1) * lines.length) / 4),
  );
  return `\ufeff${parts.map((part) => [...part, ...NASTY].join('\n')).join('\n')}\n`;
}

/** Runs the command, and gives the page without the time at which it was made. */
async function report(paths: readonly string[], ...args: string[]) {
  const out = join(folder(), 'r.html');
  const { text, exit } = start(['report', ...args, '-o', out, ...paths]);
  const status = await exit;
  const page = existsSync(out) ? readFileSync(out, 'utf8').replace(/"generatedAtMs":\d+/, '') : '';
  return { status, stderr: text().replace(out, 'r.html'), page };
}

async function expectSame(paths: readonly string[], ...args: string[]) {
  const expected = await report(paths, ...args);
  for (const workers of ['1', '2', '3']) {
    const found = await report(paths, ...args, '--workers', workers);
    // A difference of some megabytes cannot be printed.
    expect({ ...found, page: found.page === expected.page }).toEqual({ ...expected, page: true });
  }
  return expected;
}

describe('report --workers', () => {
  it('writes byte for byte what one thread writes, and names the same faults', async () => {
    const dir = folder();
    const [path, issues] = [join(dir, 'samples.ndjson'), join(dir, 'issues.ndjson')];
    writeFileSync(path, faulty());
    writeFileSync(issues, `${lines.at(-1)}\n`.repeat(2_000));
    const { status, stderr, page } = await expectSame([path], '--issues', issues, '--preset', 'twilio');
    expect(status).toBe(1);
    expect(stderr).toMatch(/samples\.ndjson:\d+: Not JSON/);
    expect(stderr.match(/record_is_event/g)).toHaveLength(1);
    expect(page.length).toBeGreaterThan(200_000);
  }, 60_000);

  it('reads nothing of an input after the header of a CSV file, and all of the next', async () => {
    const dir = folder();
    const [first, second] = [join(dir, '1.ndjson'), join(dir, '2.ndjson')];
    const half = Math.floor(lines.length / 2);
    writeFileSync(first, `${lines.slice(0, half).join('\n')}\n${CSV}${lines.slice(half).join('\n')}\n`);
    writeFileSync(second, `${lines.slice(-1_000).join('\n')}\n`);
    const { stderr } = await expectSame([first, second]);
    expect(stderr).toMatch(/Rejected: 1\.\n$/);
  }, 60_000);

  it('fails if a worker cannot run, and keeps the last report; a short input needs none', async () => {
    const dir = folder();
    const [path, short, out] = [join(dir, 'long.ndjson'), join(dir, 'short.ndjson'), join(dir, 'r.html')];
    writeFileSync(path, `${lines.join('\n')}\n`);
    writeFileSync(short, `${lines.slice(0, 100).join('\n')}\n`);
    writeFileSync(out, 'the last report');
    // Ends every thread but the first.
    const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(
      'import { isMainThread } from "node:worker_threads"; if (!isMainThread) process.exit(3)',
    )}`;
    const run = async (input: string) => {
      const { text, exit } = start(['report', '--workers', '2', '-o', out, input], { NODE_OPTIONS });
      return { status: await exit, text: text() };
    };
    expect(await run(path)).toEqual({
      status: 1,
      text: 'zoom-qss: A worker thread ended before its work (status 3).\n',
    });
    expect(readFileSync(out, 'utf8')).toBe('the last report');
    expect(await run(short)).toEqual({ status: 0, text: expect.stringMatching(/^Wrote .*: 100 samples/) });
  }, 60_000);

  it.each([
    [['--workers', '2', 'qss.duckdb'], 'files'],
    [['--workers', '65'], 'from 0 to 64'],
    [['--workers', 'two'], 'must be a number'],
  ])('refuses %j', async (args, reason) => {
    const { status, stderr } = await call(['report', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain('--workers');
    expect(stderr).toContain(reason);
  });
});
