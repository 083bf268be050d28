import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, folder } from '../console.js';

const EVENTS = 'test/fixtures/qss-events.json';

/** All samples and snapshots of the documented events, as normalize writes them. */
async function normalized(...more: string[]): Promise<string> {
  return (await call(['normalize', '--format', 'ndjson', ...more, EVENTS])).stdout;
}

/** The data in a report. */
function dataOf(html: string) {
  const [, json = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(json);
}

describe('report', () => {
  it('makes a page of what normalize writes', async () => {
    const out = join(folder(), 'report.html');
    const stdin = await normalized();
    const { status, stdout, stderr } = await call(['report', '-o', out, '--title', 'Monday <b>'], { stdin });
    expect(stderr).toMatch(/report\.html: \d+ samples?, \d+ snapshots?\.\n$/);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const html = readFileSync(out, 'utf8');
    expect(html).toContain('<title>Monday &lt;b></title>');
    expect(dataOf(html).samples).toBe(stdin.match(/"kind":"sample"/g)?.length);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  it('takes issues among its files, and the JSON format too', async () => {
    const dir = folder();
    const [json, issues, out] = ['a.json', 'issues.ndjson', 'r.html'].map((name) => join(dir, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(json, (await call(['normalize', '--format', 'json', EVENTS])).stdout);
    const issue = { input: 'x', line: 1, code: 'value_unreadable', path: ['a', 0], text: 'x', expected: 'y' };
    writeFileSync(issues, `${JSON.stringify(issue)}\n`);
    const { status, stderr } = await call(['report', '--out', out, json, issues]);
    expect(stderr).toContain('1 issue.');
    expect(status).toBe(0);
    expect(dataOf(readFileSync(out, 'utf8')).issues).toHaveLength(1);
  });

  it('names what it cannot read, without its text, and makes a page of the rest', async () => {
    const out = join(folder(), 'r.html');
    const [good = ''] = (await normalized('--kind', 'samples')).split('\n');
    const bad = JSON.stringify({ ...JSON.parse(good), bitrateKbps: { min: 'secret words' } });
    const stdin = [good, '{"kind":"other"}', bad, '{"kind":"sample"', 'secret', good].join('\n');
    const { status, stderr } = await call(['report', '-o', out], { stdin });
    expect(status).toBe(1);
    expect(stderr).toMatch(/stdin:2: .*look at kind/);
    expect(stderr).toMatch(/stdin:3: .*look at bitrateKbps/);
    expect(stderr).toMatch(/Rejected: 4\.\n$/);
    expect(stderr).not.toContain('secret');
    expect(dataOf(readFileSync(out, 'utf8'))).toMatchObject({ samples: 1, duplicates: 1 });
  });

  it.each([
    [['--preset', 'mine'], /--preset is one of zoom, microsoft/],
    [['no-such-file'], /Cannot read no-such-file \(ENOENT\)/],
    [['-o', EVENTS, EVENTS], /would be overwritten/],
  ])('does nothing where it cannot use %j', async (args, message) => {
    const { status, stderr } = await call(['report', ...args]);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  it('says where it could not write', async () => {
    const { status, stderr } = await call(['report', '-o', join(folder(), 'no', 'r.html')]);
    expect(stderr).toContain('ENOENT');
    expect(status).toBe(1);
  });
});
