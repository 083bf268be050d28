import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QosSample } from 'zoom-qss';
import { duckdbStore, type PartialBatch, tables } from 'zoom-qss/store';
import { createSimulator } from 'zoom-qss/testing';
import { isPostgresMissing, startPostgres } from '../../../store/postgres-server.js';
import { call, folder } from '../../console.js';
import { queryFile } from '../../duckdb-file.js';
import { program } from '../../program.js';

const start = program();
let events = '';

beforeAll(() => {
  const simulated = [...createSimulator({ seed: 5, minutes: 12, participants: 24 })].map(({ body }) => body);
  const broken = JSON.parse(readFileSync('test/fixtures/qss-events.json', 'utf8')).map((event: object) =>
    JSON.stringify(event).replace(/"account_id":"[^"]*",?/, ''),
  );
  events = [...simulated, ...broken].join('\n');
});

/** The data of a page, without the time at which it was made. */
function dataOf(path: string): Record<string, unknown> & { samples: number; conferences: unknown[] } {
  const [, json = '{}'] = /id="data">(.*?)<\/script>/.exec(readFileSync(path, 'utf8')) ?? [];
  return { ...JSON.parse(json), generatedAtMs: 0 };
}

async function filled(): Promise<{ dir: string; database: string; out: string }> {
  const dir = folder();
  const database = join(dir, 'qss.duckdb');
  await call(['normalize', '--store', database], { stdin: events });
  return { dir, database, out: join(dir, 'report.html') };
}

/** The report of the same events, by files. */
async function reportOfFiles(dir: string) {
  const [samples, issues, out] = ['samples.ndjson', 'issues.ndjson', 'files.html'].map((name) =>
    join(dir, name),
  ) as [string, string, string];
  const { stdout } = await call(['normalize', '--format', 'ndjson', '--issues', issues], { stdin: events });
  writeFileSync(samples, stdout);
  await call(['report', '-o', out, '--issues', issues, samples]);
  return dataOf(out);
}

describe('report of a database', () => {
  it('is that of the same records in files', async () => {
    const { dir, database, out } = await filled();
    const { status, stderr } = await call(['report', '-o', out, database]);
    expect(stderr).toMatch(
      /^Wrote .*report\.html: [\d,]+ samples, [\d,]+ snapshots, \d+ issues(?:, \d+ duplicates left out)?\.\n$/,
    );
    expect(status).toBe(0);
    expect(dataOf(out)).toEqual(await reportOfFiles(dir));
  });

  it.skipIf(isPostgresMissing)('is the same from Postgres', async () => {
    const server = await startPostgres();
    const pool = server.pool(1);
    try {
      const url = `postgres://qss@127.0.0.1:${pool.options.port}/postgres`;
      const dir = folder();
      const out = join(dir, 'report.html');
      await call(['normalize', '--store', url], { stdin: events });
      expect((await call(['report', '-o', out, url])).status).toBe(0);
      expect(dataOf(out)).toEqual(await reportOfFiles(dir));
    } finally {
      await pool.end();
      await server.stop();
    }
  });

  it.each(ENGINES)('joins what REST and webhooks tell, as from files: $dialect', async (engine) => {
    if (engine.isMissing) return;
    const { samples, snapshots, issues } = disturbed(simulated('mixed', { seed: 3, minutes: 12 }), 1);
    const once = [...new Map(samples.map((sample) => [sample.id, sample])).values()];
    const { url, close } = await databaseWith({ samples, snapshots, issues });
  });

  it('holds what was measured from one time until another', async () => {
    const { database, out } = await filled();
    const at = 'coalesce(measured_at_ms, event_at_ms)';
    const [[middle] = []] = await queryFile(
      database,
      `SELECT (quantile_cont(${at}, 0.5)::BIGINT // 60000 * 60000)::DOUBLE FROM qss_samples`,
    );
    const time = new Date(Number(middle)).toISOString();
    const countOf = async (...args: string[]) => {
      await call(['report', '-o', out, ...args, database]);
      return dataOf(out).samples;
    };
    const all = await countOf();
    const [before, after] = [await countOf('--to', time), await countOf('--from', time)];
    expect(before).toBeGreaterThan(0);
    expect(after).toBeGreaterThan(0);
    expect(before + after).toBe(all);
  });

  it('holds one conference, by number or UUID', async () => {
    const { database, out } = await filled();
    const [[uuid, id] = []] = await queryFile(
      database,
      "SELECT conference_uuid, conference_id FROM qss_conferences WHERE conference_uuid <> '' AND conference_id <> '' LIMIT 1",
    );
    for (const meeting of [uuid, id]) {
      await call(['report', '-o', out, '--meeting', String(meeting), database]);
      expect(dataOf(out).conferences).toHaveLength(1);
    }
    const { status, stderr } = await call([
      'report',
      '-o',
      join(folder(), 'no.html'),
      '--meeting',
      "x' OR 'a'='a",
      database,
    ]);
    expect(stderr).toContain('No records, so');
    expect(status).toBe(1);
  });

  it('says that a listener has the file open', async () => {
    const dir = folder();
    const database = join(dir, 'qss.duckdb');
    const listener = start(['listen', '--port', '0', '--store', database], {
      ZOOM_WEBHOOK_SECRET_TOKEN: 'a-secret',
    });
    await listener.seen(/Listening on/);
    const { status, stderr } = await call(['report', '-o', join(dir, 'report.html'), database]);
    expect(stderr).toContain('another process has it open, and DuckDB lets only one.');
    expect(status).toBe(2);
  });

  it.each([
    [['nowhere.duckdb'], 'Cannot open nowhere.duckdb: it does not exist.'],
    [['a.duckdb', 'b.duckdb'], 'A report is made from one database'],
    [['--from', '2026-01-31', 'samples.ndjson'], '--from, --to and --meeting choose from a database'],
    [['--from', 'monday', 'a.duckdb'], '--from must be a date'],
    [['--to', '2026-01-31T09:00', 'a.duckdb'], '--to must be a date'],
    [['postgres://qss:hidden@localhost/qss'], 'must not hold a password'],
  ])('says what is wrong with %j', async (args, message) => {
    const out = join(folder(), 'report.html');
    const { status, stderr } = await call(['report', '-o', out, ...args]);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('hidden');
    expect(status).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});
