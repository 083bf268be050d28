import { createRequire } from 'node:module';
import { join } from 'node:path';
import { clickhouseStore, type StoreFetch } from 'zoom-qss/store';
import type { Engine } from './engines.js';

/** A folder in which the package `chdb` is installed: ClickHouse in this process. It takes 550 MB, so that CI has none. */
const { CHDB } = process.env;

export const isChdbMissing = CHDB === undefined;

/** What is used of a session of `chdb`. */
interface Session {
  query(sql: string, format?: string): string;
  close(): void;
}

/** Opens a database in a temporary folder. A process can have one. */
export async function openChdb(): Promise<Engine> {
  if (CHDB === undefined) throw new Error('CHDB names no folder.');
  // The package is that of the name, and has this class.
  const { Session } = createRequire(join(CHDB, 'package.json'))('chdb') as { Session: new () => Session };
  const session = new Session();
  return {
    store: clickhouseStore({ url: 'http://chdb', fetch: fetchFrom(session) }),
    async run(sql) {
      for (const statement of statementsOf(sql)) session.query(statement);
    },
    rows: async (sql) =>
      session
        .query(sql, 'JSONEachRow')
        .split('\n')
        .filter(Boolean)
        // A line is an object by column.
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    close: async () => session.close(),
  };
}

/** One statement a request, as over HTTP. */
function statementsOf(sql: string): string[] {
  return sql.split(/;\n|;$/).filter(Boolean);
}

/** Does what ClickHouse's HTTP interface does with the requests of the store. */
function fetchFrom(session: Session): StoreFetch {
  return async (url, { body }) => {
    const { query, ...settings } = Object.fromEntries(new URL(url).searchParams);
    const set = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
    try {
      const insert = String(query).replace(' FORMAT', ` SETTINGS ${set.join(', ')} FORMAT`);
      session.query(`${insert}\n${body}`);
      return { status: 200, headers: new Headers(), text: async () => '' };
    } catch (error) {
      const [, code = ''] = /Code: (\d+)/.exec(String(error)) ?? [];
      return {
        status: 500,
        headers: new Headers({ 'x-clickhouse-exception-code': code }),
        text: async () => '',
      };
    }
  };
}
