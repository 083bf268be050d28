import { isConnection } from '../connection.js';
import { realPath } from '../paths.js';
import { UsageError } from '../usage-error.js';

/** A database, as the user names it. */
export type StoreTarget =
  | { readonly kind: 'duckdb'; readonly path: string }
  | {
      readonly kind: 'postgres';
      /** For people: host and database. */
      readonly name: string;
      /** With its password. Absent if the variables of Postgres say where the database is. */
      readonly url: string | undefined;
      readonly password: string | undefined;
    };

type Environment = Readonly<Record<string, string | undefined>>;

const VARIABLE = 'ZOOM_QSS_STORE';
const POSTGRES = /^postgres(?:ql)?:/i;
const POSTGRES_URL = /^postgres(?:ql)?:\/\//i;

/** Whether an argument names a database, of whatever kind, rather than a file of records. */
export function isStore(text: string): boolean {
  return text.endsWith('.duckdb') || POSTGRES.test(text) || isConnection(text);
}

/** The files of a database: of DuckDB its file and the log beside it, which holds what is not in the file yet. */
export function filesOf(store: StoreTarget | undefined): string[] {
  if (store?.kind !== 'duckdb') return [];
  const { path } = store;
  return [path, `${path}.wal`, `${realPath(path)}.wal`];
}

/**
 * Reads the name of a database. A password comes from `PGPASSWORD`. For `postgres://` alone the URL comes from
 * `ZOOM_QSS_STORE`, with its password, or the database from the variables of Postgres.
 *
 * @throws {UsageError} if it names no database, or holds a password; the message does not repeat it
 */
export function readTarget(option: string, text: string, env: Environment): StoreTarget {
  if (!POSTGRES.test(text)) {
    if (text.endsWith('.duckdb') && !isConnection(text)) return { kind: 'duckdb', path: text };
    throw new UsageError(
      `${option} must be a DuckDB file, such as qss.duckdb, or a URL, postgres://user@host/database.`,
    );
  }
  const password = env.PGPASSWORD || undefined;
  if (text.replace(POSTGRES_URL, '') !== '') {
    const url = parseUrl(option, text);
    if (holdsPassword(url))
      throw new UsageError(
        `${option} must not contain a password, since other processes can see arguments. Set PGPASSWORD, or put the URL into ${VARIABLE} and give postgres:// alone.`,
      );
    return postgresAt(url, password);
  }
  const fromVariable = env[VARIABLE];
  if (fromVariable) {
    const url = parseUrl(VARIABLE, fromVariable);
    if (isAmbiguous(url))
      throw new UsageError(`${VARIABLE} has @ or # after its host: percent-encode those of the password.`);
    return postgresAt(url, password);
  }
  if (env.PGHOST || env.PGDATABASE || env.PGUSER || env.PGPORT)
    return { kind: 'postgres', name: 'the Postgres of the environment', url: undefined, password };
  throw new UsageError(`postgres:// alone takes the URL from ${VARIABLE}, which is not set.`);
}

/** @throws {UsageError} if a text is not a URL of Postgres; the message does not repeat it */
function parseUrl(name: string, text: string): URL {
  const url = POSTGRES_URL.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !isDecodable(url))
    throw new UsageError(
      `${name} must be a URL, postgres://user@host/database, with special characters percent-encoded.`,
    );
  return url;
}

/** Whether the driver can decode a URL. */
function isDecodable({ username, password, pathname }: URL): boolean {
  try {
    decodeURIComponent(username + password + pathname);
    return true;
  } catch {
    return false;
  }
}

/** Whether a URL may hold parts of a password where others are: with characters that are not encoded it does not end where it should. */
function isAmbiguous({ pathname, search, hash }: URL): boolean {
  return /@/.test(pathname + search) || hash !== '';
}

function holdsPassword(url: URL): boolean {
  const isSecret = (name: string) => /passw|secret|token/i.test(name);
  return url.password !== '' || [...url.searchParams.keys()].some(isSecret) || isAmbiguous(url);
}

function postgresAt(url: URL, password: string | undefined): StoreTarget {
  const name = `postgres://${url.host}${url.pathname}`;
  if (url.password === '' && password !== undefined) url.password = password;
  return { kind: 'postgres', name, url: url.href, password };
}
