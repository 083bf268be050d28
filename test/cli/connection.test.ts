/** A URL in an argument or a variable may hold a password: no message repeats it. */
import { describe, expect, it } from 'vitest';
import { isConnection } from '../../src/cli/connection.js';
import { call } from './console.js';

const env = {
  ZOOM_WEBHOOK_SECRET_TOKEN: 'a-secret',
  ZOOM_ACCOUNT_ID: 'a',
  ZOOM_CLIENT_ID: 'b',
  ZOOM_CLIENT_SECRET: 'c',
};

const URLS = [
  'postgres://someone:HIDDEN@127.0.0.1:1/db',
  'POSTGRES://someone:HIDDEN@127.0.0.1:1/db',
  'Postgresql://someone:HI/DDEN@127.0.0.1:1/db',
  'postgres://someone@127.0.0.1:1/db?Password=HIDDEN',
  'postgres://someone@127.0.0.1:1/db?sslpassword=HIDDEN',
  'postgress://someone:HIDDEN@127.0.0.1:1/db',
  'mysql://someone:HIDDEN@127.0.0.1:1/db',
  'x://someone:HIDDEN@127.0.0.1:1/qss.duckdb',
  'jdbc:postgresql://127.0.0.1:1/db?user=someone&password=HIDDEN',
  ' postgres://someone:HIDDEN@127.0.0.1:1/db',
  'host=127.0.0.1 password=HIDDEN',
];

const COMMANDS: readonly ((url: string) => string[])[] = [
  (url) => ['report', url],
  (url) => ['report', 'samples.ndjson', url],
  (url) => ['report', '--issues', url, 'package.json'],
  (url) => ['report', '-o', url, 'package.json'],
  (url) => ['normalize', url],
  (url) => ['normalize', '--store', url],
  (url) => ['normalize', '--rejects', url],
  (url) => ['normalize', '--issues', url],
  (url) => ['normalize', `--${url}`],
  (url) => ['fetch', 'meeting', '1', '--store', url],
  (url) => ['fetch', 'meeting', '1', '--issues', url],
  (url) => ['fetch', 'meeting', '1', '--base-url', url],
  (url) => ['fetch', 'meeting', url],
  (url) => ['fetch', url, '1'],
  (url) => ['listen', '--store', url],
  (url) => ['listen', '--out', url],
  (url) => ['listen', '--out', 'unwritten', '--report', url],
  (url) => ['demo', '--out', url],
  (url) => ['simulate', '--url', url],
  (url) => ['verify', '--timestamp', '1', '--signature', 'x', url],
  (url) => [url],
];

describe('a password in an argument', () => {
  it.each(URLS)('is refused and not repeated: %s', async (url) => {
    for (const argsOf of COMMANDS) {
      const { status, stdout, stderr } = await call(argsOf(url), { env });
      expect(stdout + stderr, argsOf('').join(' ')).not.toMatch(/HI|DDEN|someone/);
      expect([argsOf(''), status]).toEqual([argsOf(''), 2]);
    }
  });
});

describe('a password in ZOOM_QSS_STORE', () => {
  it.each([
    'postgres://qss:p@ss/HIDDEN@127.0.0.1:1/db',
    'postgres://qss:p/HIDDEN@127.0.0.1:1/db',
    'postgres://qss:12/HIDDEN@127.0.0.1:1/db',
    'postgres://qss:12?HIDDEN@127.0.0.1:1/db',
    'postgres://qss:12#HIDDEN@127.0.0.1:1/db',
    'postgres://someone:HIDDEN%@127.0.0.1:1/db',
    'mysql://someone:HIDDEN@127.0.0.1:1/db',
    'HIDDEN',
  ])('is not repeated where it is not percent-encoded: %s', async (url) => {
    for (const command of [
      ['report', 'postgres://'],
      ['normalize', '--store', 'POSTGRES://'],
    ]) {
      const { status, stderr } = await call(command, { env: { ZOOM_QSS_STORE: url } });
      expect(stderr).toMatch(/ZOOM_QSS_STORE .*percent-encode/);
      expect(stderr).not.toContain('HIDDEN');
      expect(status).toBe(2);
    }
  });

  it('is not repeated where it is, and the host is', async () => {
    const url = 'postgresql://qss:p%40ss%2FHIDDEN@127.0.0.1:1/db?application_name=HIDDEN';
    const { status, stderr } = await call(['report', 'postgres://'], { env: { ZOOM_QSS_STORE: url } });
    expect(stderr).toContain('Cannot open postgres://127.0.0.1:1/db: ECONNREFUSED.');
    expect(stderr).not.toContain('HIDDEN');
    expect(status).toBe(2);
  });
});

it('takes files, ids and words for no URLs', () => {
  const UUID = 'aB/+//c1==';
  for (const text of ['qss.duckdb', './a//b.json', 'C:\\a', UUID, '-', 'a:b', 'my-password.txt'])
    expect([text, isConnection(text)]).toEqual([text, false]);
});
