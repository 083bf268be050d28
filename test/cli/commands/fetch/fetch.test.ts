import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { documentedPages, grant, json, type Play, page, playZoom } from '../../../rest/zoom.js';
import { caseText } from '../../cases.js';
import { call, folder } from '../../console.js';
import { countRows } from '../../duckdb-file.js';

const CREDENTIALS = {
  ZOOM_ACCOUNT_ID: 'account-1',
  ZOOM_CLIENT_ID: 'client-1',
  ZOOM_CLIENT_SECRET: 'secret-of-the-app',
};

/** The documented answer of a list, as its only page. */
function documented(part: string): Play {
  const found = Object.entries(documentedPages()).find(([path]) => path.includes(part));
  return json({ ...(found?.[1] as object), next_page_token: '' });
}

/** A local Zoom API, which grants a token first; `ask` calls `fetch` on it. */
async function zoom(...script: Play[]) {
  const server = await playZoom(grant('token-of-the-test'), ...script);
  onTestFinished(() => server.close());
  const hosts = ['--base-url', `${server.origin}/v2`, '--token-url', `${server.origin}/oauth/token`];
  const ask = (...args: string[]) =>
    call(['fetch', ...args.slice(0, 1), '--allow-insecure-base-url', ...hosts, ...args.slice(1)], {
      env: CREDENTIALS,
    });
  return { ...server, ask };
}

describe('fetch', () => {
  it('writes the samples of a meeting as NDJSON', async () => {
    const { ask, seen } = await zoom(documented('metrics/meetings'));
    const { status, stdout, stderr } = await ask('meeting', '--format', 'ndjson', '85746065');
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(row).toMatchObject({
        kind: 'sample',
        source: 'rest.meeting',
        conference: { id: '85746065' },
        accountId: 'account-1',
      });
    expect(stderr).toMatch(/^meeting 85746065: 1 participant, 1 sample\n$/);
    expect(status).toBe(0);
    expect(seen[1]?.path).toBe('/v2/metrics/meetings/85746065/participants/qos_summary');
  });

  it('stores samples in a DuckDB file', async () => {
    const { ask } = await zoom(documented('metrics/meetings'));
    const path = join(folder(), 'qss.duckdb');
    const { status, stdout, stderr } = await ask('meeting', '--store', path, '85746065');
    expect(stderr).toBe(`meeting 85746065: 1 participant, 1 sample\n1 row stored in ${path}.\n`);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(await countRows(path)).toEqual([1, 0, 0]);
  });

  it.each(['table', 'csv', 'json'])('writes %s too', async (format) => {
    const { ask } = await zoom(documented('videosdk'));
    const { status, stdout } = await ask('session', '--format', format, '4kZ3PDWNQ8SLb/qxBU9g8A==');
    expect(status).toBe(0);
    if (format === 'json') expect(JSON.parse(stdout)[0]).toMatchObject({ source: 'rest.session' });
    if (format === 'csv') expect(stdout).toMatch(/^id,source,.*\r\n.*,rest\.session,/);
    if (format === 'table') expect(stdout).toMatch(/participant .*\n.*\n?─/);
  });

  it('names an id that fails, with Zoom’s code and tracking id, and goes on', async () => {
    const { ask } = await zoom(
      json({ code: 3001, message: 'Meeting does not exist: 1.' }, 404, { 'x-zm-trackingid': 'WEB_abc' }),
      page(0, 3),
    );
    const { status, stderr } = await ask('meeting', '--format', 'ndjson', '1', '2');
    expect(status).toBe(1);
    const [first, second, last] = stderr.split('\n');
    expect(first).toMatch(/^meeting 1: .*not_available; HTTP 404; Zoom code 3001; tracking id WEB_abc/);
    expect(second).toBe('meeting 2: 3 participants, 0 samples');
    expect(last).toBe('Failed: 1 of 2 meetings.');
  });

  it('says how far a list came before it failed', async () => {
    const { ask } = await zoom(page(0, 10, 'next'), json({ code: 300, message: 'No.' }, 400));
    const { status, stderr } = await ask('webinar', '1');
    expect(status).toBe(1);
    expect(stderr).toContain('after 1 page and 10 participants');
  });

  it('prints no secret, no token and no control character', async () => {
    const { ask } = await zoom(json({ code: 200, message: `No. \u001b[2J token-of-the-test` }, 400));
    const { stdout, stderr } = await ask('meeting', '1');
    expect(stdout + stderr).not.toMatch(/secret-of-the-app|token-of-the-test|account-1|client-1/);
    expect(stderr).toContain('subscription_missing');
    expect(stderr).not.toContain('\u001b');
  });

  it('lists issues on request', async () => {
    const qos = [{ type: 'audio_input', details: { min_bitrate: 'apples' } }];
    const { ask } = await zoom(
      json({
        participants: [
          { id: 'a', qos: [] },
          { id: 'b', qos },
        ],
      }),
    );
    const issues = join(folder(), 'issues.ndjson');
    const { stderr } = await ask('meeting', '--issues', issues, '1');
    expect(stderr).toContain('1 issue\n');
    expect(JSON.parse(readFileSync(issues, 'utf8'))).toMatchObject({
      input: 'meeting 1',
      code: 'value_unreadable',
      path: ['participants', 1, 'qos', 0, 'details', 'min_bitrate'],
    });
  });

  it('goes on after what cannot be read, to the last page, and lists it by page and path', async () => {
    const qos = [{ type: 'audio_input', details: { avg_bitrate: '2 kbps' } }];
    const { ask } = await zoom(
      json({ next_page_token: 'a', participants: [7, { id: 'a', qos: [{ type: 'audio_input' }, ...qos] }] }),
      json({
        participants: [
          { id: 'b', qos: 'none' },
          { id: 'c', qos },
        ],
      }),
    );
    const file = join(folder(), 'issues.ndjson');
    const { status, stdout, stderr } = await ask('meeting', '--format', 'ndjson', '--issues', file, '1');
    expect(stdout.trim().split('\n')).toHaveLength(3);
    expect(stderr).toBe('meeting 1: 3 participants, 3 samples, 3 issues\n');
    expect(status).toBe(0);
    const issues = readFileSync(file, 'utf8').trim().split('\n');
    expect(issues.map((line) => JSON.parse(line))).toMatchObject([
      {
        page: 1,
        code: 'field_unreadable',
        recordId: 'rest.meeting|account-1|~id~1|',
        path: ['participants', 0],
      },
      {
        page: 1,
        code: 'field_missing',
        recordId: 'rest.meeting|account-1|~id~1|~user~a|||',
        path: ['participants', 1, 'qos', 0, 'details'],
      },
      { page: 2, code: 'field_unreadable', path: ['participants', 0, 'qos'] },
    ]);
  });

  it('reports what a page lacked once, and counts what it does not list', async () => {
    const qos = [{ type: 'audio_input', details: {} }];
    const lost = Array.from({ length: 130 }, () => 7);
    const { ask } = await zoom(
      json({ next_page_token: 'a', participants: [...lost, { id: 'a', qos }] }),
      json({ participants: [{ id: 'b', qos }] }),
    );
    const { stderr } = await ask('meeting', '--format', 'ndjson', '1');
    expect(stderr).toContain(
      '2 participants, 2 samples, 100 issues (list them with --issues file), 30 more beyond the first 100 of a page\n',
    );
  });

  it('gives guests ids of their own over all pages of a conference', async () => {
    const { participants } = JSON.parse(caseText('rest-page-of-guests'));
    const { ask } = await zoom(
      json({ next_page_token: 'a', participants: participants.slice(0, 1) }),
      json({ participants: participants.slice(1) }),
      json({ participants }),
    );
    const { stdout } = await ask('meeting', '--format', 'ndjson', '1', '2');
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(new Set(ids).size).toBe(8);
    // Each conference is counted by itself.
    expect(ids.slice(4)).toEqual(ids.slice(0, 4).map((id) => id.replace('~id~1|', '~id~2|')));
  });

  it.each([
    ['an item', { participants: [7] }],
    ['a row', { participants: [{ id: 'a' }] }],
    ['a page of the Dashboard', JSON.parse(caseText('dashboard-user-qos'))],
  ])('fails if nothing in the answer can be read, not even %s', async (_, answer) => {
    const { ask } = await zoom(json(answer));
    const { status, stderr } = await ask('meeting', '1');
    expect(stderr).toContain('meeting 1: nothing in the answer can be read.\nFailed: 1 of 1 meeting.\n');
    expect(status).toBe(1);
  });

  it('fails if an answer has no list', async () => {
    const { ask } = await zoom(json({ page_size: 10, next_page_token: '' }));
    const { status, stderr } = await ask('session', '1');
    expect(stderr).toContain('expected SessionUserQosSummary[] at users, received missing');
    expect(status).toBe(1);
  });

  it('says how to list issues if it found some', async () => {
    const qos = [{ type: 'audio_input', details: { min_bitrate: 'apples' } }];
    const { ask } = await zoom(json({ participants: [{ id: 'a', qos }] }));
    expect((await ask('meeting', '1')).stderr).toContain('1 issue (list them with --issues file)\n');
  });

  it.each([
    [[], CREDENTIALS, /first argument must be one of meeting, webinar, session/],
    [['phone', '1'], CREDENTIALS, /first argument must be one of meeting, webinar, session/],
    [['meeting'], CREDENTIALS, /No id: name one or more meetings/],
    [['meeting', '..'], CREDENTIALS, /must not be blank/],
    [['meeting', '1', '--format', 'xml'], CREDENTIALS, /--format must be one of/],
    [['meeting', '1', '--base-url', 'http://127.0.0.1:1'], CREDENTIALS, /--base-url must be an https URL/],
    [
      ['meeting', '1', '--base-url', 'https://example.com'],
      CREDENTIALS,
      /--token-url must be set, since --base-url is not/,
    ],
    [['meeting', '1', '--client-secret', 'x'], CREDENTIALS, /Unknown option --client-secret\.\n/],
    [['meeting', '1'], { ZOOM_ACCOUNT_ID: 'a' }, /Set ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET in the environment/],
    [
      ['meeting', '1'],
      { ...CREDENTIALS, ZOOM_CLIENT_SECRET: 'x\n' },
      /Set ZOOM_CLIENT_SECRET in the environment/,
    ],
  ])('sends nothing if the arguments are %j', async (args, env, message) => {
    const { status, stdout, stderr } = await call(['fetch', ...args], { env });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('secret-of-the-app');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});
