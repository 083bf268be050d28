import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { createPart, freePort, type Part } from './part.js';

/** Where Debian keeps the server's programs, outside PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** The variables by which `pg` finds the database. */
export type Connection = Record<'PGHOST' | 'PGPORT' | 'PGUSER' | 'PGDATABASE', string>;

/** Prepares a Postgres server on loopback, with an empty database. */
export async function createPostgres(folder: string): Promise<{ postgres: Part; connection: Connection }> {
  const [version] = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const programs = version === undefined ? '' : `${DEBIAN}/${version}/bin/`;
  const home = join(folder, 'postgres');
  mkdirSync(home);
  const user = unprivileged();
  if (user.uid !== undefined && user.gid !== undefined) {
    // The server looks up the path of its folder.
    chmodSync(folder, 0o711);
    chownSync(home, user.uid, user.gid);
  }
  const options = { ...user, cwd: home, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } };
  const data = join(home, 'data');
  execFileSync(`${programs}initdb`, ['-D', data, '-U', 'qss', '-A', 'trust', '-E', 'UTF8'], options);
  const port = await freePort();
  const connection = { PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'qss', PGDATABASE: 'postgres' };
  const settings = [
    '-c',
    `port=${port}`,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
  ];
  const postgres = createPart({
    name: 'postgres',
    command: `${programs}postgres`,
    args: ['-D', data, ...settings],
    logs: folder,
    isReady: () => query(connection, 'SELECT 1'),
    ...options,
  });
  return { postgres, connection };
}

/** The database that PGHOST names, which is neither started nor ended here. */
export function existingPostgres(host: string): { postgres: Part; connection: Connection } {
  const { PGPORT = '5432', PGUSER = 'postgres', PGDATABASE = PGUSER } = process.env;
  const leave = async () => {};
  return {
    postgres: { name: 'postgres', pid: undefined, start: leave, end: leave },
    connection: { PGHOST: host, PGPORT, PGUSER, PGDATABASE },
  };
}

/** Runs one statement on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  connection: Connection,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const { PGHOST, PGPORT, PGUSER, PGDATABASE } = connection;
  const client = new pg.Client({ host: PGHOST, port: Number(PGPORT), user: PGUSER, database: PGDATABASE });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Postgres refuses to run as root. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
