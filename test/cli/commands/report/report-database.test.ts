import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QosSample } from 'zoom-qss';
import type { PartialBatch } from 'zoom-qss/store';
import { createSimulator } from 'zoom-qss/testing';
import { openDatabase } from '../../../../src/cli/database/open-database.js';
import { readTarget } from '../../../../src/cli/database/target.js';
import { type ReportData, renderReport } from '../../../../src/report/index.js';
import { disturbed, simulated } from '../../../report/simulated.js';
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

/** Meetings that would choose everything, or destroy it, if they were part of the SQL. */
const INJECTIONS = ["x' OR 'a'='a", "'; DROP TABLE qss_samples; --", '$1', '\\', ''];

/** The data of a page, without the time at which it was made. */
function dataOf(path: string): ReportData {
  const [, json = '{}'] = /id="data">(.*?)<\/script>/.exec(readFileSync(path, 'utf8')) ?? [];
  return { ...JSON.parse(json), generatedAtMs: 0 };
}

/** Names that end a literal of SQL, a statement, or a script. */
function withHostileName(sample: QosSample): QosSample {
  const { participant } = sample;
  return participant.name === null
    ? sample
    : {
        ...sample,
        participant: { ...participant, name: `${participant.name} O'Brien"); DROP TABLE qss_samples; --` },
      };
}

async function fill(target: string, records: PartialBatch): Promise<void> {
  const database = await openDatabase(readTarget('--store', target, {}));
  await database.store.write({ samples: [], snapshots: [], issues: [], ...records });
  await database.close();
}

function duckdbIn(dir: string) {
  return { target: join(dir, 'qss.duckdb'), [Symbol.asyncDispose]: async () => {} };
}

async function postgres() {
  const server = await startPostgres();
  return {
    target: `postgres://qss@127.0.0.1:${server.port}/postgres`,
    [Symbol.asyncDispose]: () => server.stop(),
  };
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
      /^Wrote .*report\.html: [\d,]+ samples, [\d,]+ snapshots, \d+ issues(?:, \d+ samples? that a call's summary repeats counted once)?\.\n$/,
    );
    expect(status).toBe(0);
    expect(dataOf(out)).toEqual(await reportOfFiles(dir));
  });

  it.skipIf(isPostgresMissing)('is the same from Postgres', async () => {
    await using server = await postgres();
    const dir = folder();
    const out = join(dir, 'report.html');
    await call(['normalize', '--store', server.target], { stdin: events });
    expect((await call(['report', '-o', out, server.target])).status).toBe(0);
    expect(dataOf(out)).toEqual(await reportOfFiles(dir));
    const all = dataOf(out);
    const times = all.conferences.map(({ timeRange }) => timeRange?.startMs ?? Infinity);
    const from = new Date(Math.max(...times.filter(Number.isFinite))).toISOString();
    await call(['report', '-o', out, '--from', from, server.target]);
    expect(dataOf(out).samples).toBeLessThan(all.samples);
    for (const meeting of INJECTIONS) {
      const { status } = await call(['report', '-o', out, '--meeting', meeting, server.target]);
      expect([meeting, status]).toEqual([meeting, 1]);
    }
    expect((await call(['report', '-o', out, server.target])).status).toBe(0);
    expect(dataOf(out)).toEqual(all);
  });

  it.each(['duckdb', 'postgres'] as const)(
    'joins what REST and webhooks tell, and cuts no name short: %s',
    async (kind) => {
      if (kind === 'postgres' && isPostgresMissing) return;
      const { samples, snapshots, issues } = disturbed(simulated('mixed', { seed: 3, minutes: 12 }), 1);
      const records = {
        samples: [...new Map(samples.map((sample) => [sample.id, withHostileName(sample)])).values()],
        snapshots: [...new Map(snapshots.map((snapshot) => [snapshot.id, snapshot])).values()],
        issues,
      };
      const dir = folder();
      const out = join(dir, 'report.html');
      await using database = kind === 'duckdb' ? duckdbIn(dir) : await postgres();
      await fill(database.target, records);
      expect((await call(['report', '-o', out, database.target])).status).toBe(0);
      // The page does not depend on the order in which records come.
      const shuffled = [...records.samples].sort((a, b) => (a.id.slice(-40) < b.id.slice(-40) ? -1 : 1));
      const html = renderReport({ ...records, samples: shuffled, generatedAtMs: 0 });
      const other = join(dir, 'other.html');
      writeFileSync(other, html);
      const [found, expected] = [dataOf(out), dataOf(other)];
      expect({ ...found, issues: [] }).toEqual({ ...expected, issues: [] });
      expect(html).toContain("O'Brien");
    },
  );

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
    for (const meeting of INJECTIONS) {
      const { status, stderr } = await call(['report', '-o', out, '--meeting', meeting, database]);
      expect(stderr).toContain('No records match --meeting, so');
      expect(status).toBe(1);
    }
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
    expect(stderr).toContain('Or start `listen` with --report, which makes one when it stops.');
    expect(status).toBe(2);
  });

  it('says that a database has no tables', async () => {
    const database = join(folder(), 'other.duckdb');
    await queryFile(database, 'CREATE TABLE mine AS SELECT 1');
    const { status, stderr } = await call(['report', '-o', join(folder(), 'no.html'), database]);
    expect(stderr).toMatch(
      /other\.duckdb has no table qss_samples\. `zoom-qss normalize --store` .*`zoom-qss schema --dialect duckdb` prints their SQL\.\n/,
    );
    expect(status).toBe(2);
  });

  it.each([
    [['nowhere.duckdb'], 'Cannot open nowhere.duckdb: it does not exist.'],
    [['a.duckdb', 'b.duckdb'], 'A report is made from one database'],
    [['--from', '2026-01-31', 'samples.ndjson'], '--from, --to and --meeting choose from a database'],
    [['--from', 'monday', 'a.duckdb'], '--from must be a day that exists'],
    [['--to', '2026-01-31T09:00', 'a.duckdb'], '--to must be a day that exists'],
    [['--from', '2026-02-30', 'a.duckdb'], '--from must be a day that exists'],
    [['--to', '2027-02-29T09:00Z', 'a.duckdb'], '--to must be a day that exists'],
    [['--from', '2026-02-02', '--to', '2026-02-01', 'a.duckdb'], '--from must be before --to'],
    [['--from', '2026-02-01', '--to', '2026-02-01', 'a.duckdb'], '--from must be before --to'],
    [['postgres://qss:hidden@localhost/qss'], 'must not contain a password'],
  ])('says what is wrong with %j', async (args, message) => {
    const out = join(folder(), 'report.html');
    const { status, stderr } = await call(['report', '-o', out, ...args]);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('hidden');
    expect(status).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});
