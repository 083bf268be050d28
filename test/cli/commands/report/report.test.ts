import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { caseText } from '../../cases.js';
import { call, folder } from '../../console.js';

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
  it('makes a page from what normalize writes', async () => {
    const out = join(folder(), 'report.html');
    const stdin = await normalized();
    const { status, stdout, stderr } = await call(['report', '-o', out, '--title', 'Monday <b>'], { stdin });
    expect(stderr).toMatch(
      /^Wrote .*report\.html: 12 samples, 6 snapshots, 1 sample that a call's summary repeats counted once\.\n$/,
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const html = readFileSync(out, 'utf8');
    expect(html).toContain('<title>Monday &lt;b></title>');
    // One reading of phone.call_qos_summary repeats that of phone.call_qos, and counts once.
    expect(dataOf(html).samples).toBe((stdin.match(/"kind":"sample"/g)?.length ?? 0) - 1);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  it('prints the numbers of the page where a file is given twice', async () => {
    const dir = folder();
    const [file, out] = [join(dir, 's.ndjson'), join(dir, 'r.html')];
    writeFileSync(file, await normalized());
    const { stderr } = await call(['report', '-o', out, file, file]);
    expect(stderr).toMatch(
      /: 12 samples, 6 snapshots, 19 duplicates left out, 1 sample that a call's summary repeats counted once\.\n$/,
    );
    expect(dataOf(readFileSync(out, 'utf8')).samples).toBe(12);
  });

  it('replaces the file that a link leads to, and keeps its mode', async () => {
    const dir = folder();
    const [file, link] = [join(dir, 'real.html'), join(dir, 'link.html')];
    writeFileSync(file, 'old', { mode: 0o640 });
    symlinkSync('real.html', link);
    const before = statSync(file).ino;
    await call(['report', '-o', link], { stdin: await normalized() });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('<!doctype html>');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(statSync(file).ino).not.toBe(before);
    expect(readdirSync(dir).sort()).toEqual(['link.html', 'real.html']);
  });

  it('takes issues among its files, and the JSON format too', async () => {
    const dir = folder();
    const [json, issues, out] = ['a.json', 'issues.ndjson', 'r.html'].map((name) => join(dir, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(json, (await call(['normalize', '--format', 'json', EVENTS])).stdout);
    const issue = {
      input: 'x',
      line: 1,
      code: 'value_unreadable',
      recordId: 'r',
      path: ['a', 0],
      text: 'x',
      expected: 'y',
    };
    writeFileSync(issues, `${JSON.stringify(issue)}\n`);
    const { status, stderr } = await call(['report', '--out', out, json, issues]);
    expect(stderr).toContain(', 1 issue, ');
    expect(status).toBe(0);
    expect(dataOf(readFileSync(out, 'utf8')).issues).toHaveLength(1);
  });

  it('takes several files of issues', async () => {
    const dir = folder();
    const [first, second, out] = ['1.ndjson', '2.ndjson', 'r.html'].map((name) => join(dir, name)) as [
      string,
      string,
      string,
    ];
    const issueOf = (code: string) => ({
      input: 'x',
      line: 1,
      code,
      recordId: 'r',
      path: ['a'],
      text: 'x',
      expected: 'y',
    });
    writeFileSync(first, `${JSON.stringify(issueOf('value_unreadable'))}\n`);
    writeFileSync(second, `${JSON.stringify(issueOf('field_unknown'))}\n`);
    const args = ['report', '--out', out, '--issues', first, '--issues', second];
    const { stderr } = await call(args, { stdin: await normalized() });
    expect(stderr).toContain(', 2 issues, ');
    expect(dataOf(readFileSync(out, 'utf8')).issues).toHaveLength(2);
  });

  it('names the first 20 of many values that it cannot read, and says so', async () => {
    const stdin = Array.from({ length: 30 }, () => 'x\n').join('');
    const { stderr } = await call(['report', '-o', join(folder(), 'r.html')], { stdin });
    expect(stderr.match(/^stdin:/gm)).toHaveLength(20);
    expect(stderr).toMatch(/Rejected: 30 \(first 20 shown\)\.\n$/);
  });

  it('names what it cannot read, without its text, and reports the rest', async () => {
    const out = join(folder(), 'r.html');
    const [good = ''] = (await normalized('--kind', 'samples')).split('\n');
    const bad = JSON.stringify({ ...JSON.parse(good), bitrateKbps: { min: 'secret words' } });
    const stdin = [good, '{"kind":"other"}', bad, '{"kind":"sample"', 'secret', good].join('\n');
    const { status, stderr } = await call(['report', '-o', out], { stdin });
    expect(status).toBe(1);
    expect(stderr).toMatch(/stdin:2: .*zoom-qss: kind is wrong/);
    expect(stderr).toMatch(/stdin:3: .*zoom-qss: bitrateKbps is wrong/);
    expect(stderr).toMatch(/Rejected: 4\.\n$/);
    expect(stderr).not.toContain('secret');
    expect(dataOf(readFileSync(out, 'utf8'))).toMatchObject({ samples: 1, duplicates: 1 });
  });

  it.each([
    [['--preset', 'mine'], /--preset must be one of zoom, microsoft/],
    [['no-such-file'], /Cannot read no-such-file \(ENOENT\)/],
    [['-o', EVENTS, EVENTS], /would be overwritten/],
  ])('does nothing if the arguments are %j', async (args, message) => {
    const { status, stderr } = await call(['report', ...args]);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  it.each(['no/r.html', 'file/r.html', ''])('does not start if it cannot write %j', async (path) => {
    const dir = folder();
    writeFileSync(join(dir, 'file'), '');
    const { status, stderr } = await call(['report', '-o', join(dir, path)]);
    expect(stderr).toMatch(/^zoom-qss: Cannot write .*(ENOENT|ENOTDIR|it is a directory)/);
    expect(status).toBe(2);
  });

  it('shows issues only if they were given, and counts what it could not read', async () => {
    const dir = folder();
    const [out, issues] = [join(dir, 'r.html'), join(dir, 'issues.ndjson')];
    const stdin = await normalized('--issues', issues);
    const made = async (...more: string[]) => {
      await call(['report', '-o', out, ...more], { stdin });
      return dataOf(readFileSync(out, 'utf8'));
    };
    expect(readFileSync(issues, 'utf8')).toBe('');
    expect(await made()).toMatchObject({ issues: null, unreadable: 0 });
    expect(await made('--issues', issues)).toMatchObject({ issues: [], unreadable: 0 });
    writeFileSync(issues, 'garbage\n{"kind":"other"}\n');
    expect(await made('--issues', issues)).toMatchObject({ issues: [], unreadable: 2 });
  });

  it('takes the issues that normalize and its repairs leave, and shows four guests as four', async () => {
    const dir = folder();
    const [out, issues] = [join(dir, 'r.html'), join(dir, 'issues.ndjson')];
    const args = [
      '--format',
      'ndjson',
      '--source',
      'rest.meeting',
      '--conference',
      'u==',
      '--issues',
      issues,
    ];
    const page = JSON.parse(caseText('rest-page-of-guests'));
    page.participants.push(7);
    const stdin = (await call(['normalize', ...args], { stdin: JSON.stringify(page) })).stdout;
    const { status, stderr } = await call(['report', '-o', out, '--issues', issues], { stdin });
    expect(stderr).toContain('4 samples, 1 issue.');
    expect(status).toBe(0);
    const data = dataOf(readFileSync(out, 'utf8'));
    expect(data.issues).toMatchObject([{ code: 'field_unreadable' }]);
    expect(data.conferences[0].people.all).toBe(4);
  });

  it.each<[string, () => Promise<string | Uint8Array>, RegExp]>([
    [
      'events',
      async () => readFileSync(EVENTS),
      /^stdin:\d+\[0\]: An event, not a sample: run `zoom-qss normalize` first/,
    ],
    [
      'CSV of samples',
      async () => (await call(['normalize', '--format', 'csv', '--kind', 'samples', EVENTS])).stdout,
      /^stdin:1: CSV\..*--format ndjson/,
    ],
    [
      'CSV of snapshots',
      async () => (await call(['normalize', '--format', 'csv', '--kind', 'snapshots', EVENTS])).stdout,
      /^stdin:1: CSV\./,
    ],
    [
      'a REST answer',
      async () => caseText('rest-page-of-guests'),
      /^stdin:1: .*a page of a meeting or webinar: run `zoom-qss normalize --source` first/,
    ],
    [
      'a page of the Dashboard',
      async () => caseText('dashboard-user-qos'),
      /^stdin:1: .*of the Dashboard, with/,
    ],
    ['a compressed file', async () => gzipSync(await normalized()), /^stdin:1: Compressed with gzip.*zcat/],
    ['nothing', async () => '', /^The input is empty, so /],
  ])('says once that it was given %s, and keeps the old report', async (_, given, message) => {
    const out = join(folder(), 'r.html');
    writeFileSync(out, 'of yesterday');
    const { status, stderr } = await call(['report', '-o', out], { stdin: await given() });
    expect(stderr).toMatch(message);
    expect(stderr.match(/stdin:/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(stderr).toContain('r.html was not written.\n');
    expect(status).toBe(1);
    expect(readFileSync(out, 'utf8')).toBe('of yesterday');
  });
});
