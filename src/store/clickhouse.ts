import { MAX_TIMER_MS, requireFunction, requireOptions, requireWhole } from '../errors/require.js';
import { ArgumentError, StoreError } from '../errors.js';
import { TABLE_NAMES, TABLES, type Table } from './columns.js';
import { jsonObjectsOf } from './json-rows.js';
import type { Cells } from './rank.js';
import { recordsOf, rowsIn } from './rows.js';
import type { Store } from './store.js';
import { MOST_CHARACTERS } from './text-size.js';

/** What is used of `fetch`. */
export type StoreFetch = (
  url: string,
  init: {
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly signal: AbortSignal;
  },
) => Promise<StoreResponse>;

/** What is used of a response of `fetch`. */
export interface StoreResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** Reads the body to its end, which frees the connection. */
  text(): Promise<string>;
}

/** Options of `clickhouseStore`. */
export interface ClickHouseOptions {
  /** The address of the HTTP interface: `http://localhost:8123`. Settings of the query string are kept. */
  readonly url: string;
  /** The user. ClickHouse's `default` by default. */
  readonly username?: string | undefined;
  /** The password of the user. None by default. */
  readonly password?: string | undefined;
  /** The database of the tables. The user's own by default. */
  readonly database?: string | undefined;
  /** Sends the requests. `globalThis.fetch` by default. */
  readonly fetch?: StoreFetch | undefined;
  /** How long a request may take, in milliseconds. 30,000 by default. */
  readonly timeoutMs?: number | undefined;
}

const OPTIONS = { url: 0, username: 0, password: 0, database: 0, fetch: 0, timeoutMs: 0 } as const;

/** ClickHouse's numbers of errors that are about the rows: text that cannot be parsed, values out of range, constraints. */
const DATA_CODES: readonly number[] = [6, 26, 27, 38, 41, 53, 69, 70, 72, 117, 131, 349, 469];

/**
 * Stores batches in ClickHouse, whose tables `tables('clickhouse')` creates, over its HTTP interface. Each table of a batch is
 * one request, of a large batch several. ClickHouse has no transactions: after an error some rows may be stored, and the batch can be written again.
 *
 * @throws {ArgumentError} `argument_invalid`, for options that cannot be used
 * @example
 * const store = clickhouseStore({ url: 'http://localhost:8123', username, password })
 */
export function clickhouseStore(options: ClickHouseOptions): Store {
  requireOptions(options, 'clickhouseStore', OPTIONS, 'an object with url');
  const { url, username, password, database, fetch = globalThis.fetch, timeoutMs = 30_000 } = options;
  const base = addressOf(url);
  requireFunction('fetch', fetch);
  requireWhole('timeoutMs', timeoutMs, 1, MAX_TIMER_MS);
  for (const [name, value] of Object.entries({ username, password, database }))
    if (value !== undefined && !isHeaderValue(value))
      throw new ArgumentError(name, 'a text of printable ASCII characters, as a header can hold');
  const headers = {
    'content-type': 'application/x-ndjson',
    ...(username !== undefined && { 'x-clickhouse-user': username }),
    ...(password !== undefined && { 'x-clickhouse-key': password }),
    ...(database !== undefined && { 'x-clickhouse-database': database }),
  };

  async function insert(table: Table, body: string): Promise<void> {
    const address = new URL(base);
    address.searchParams.set('query', `INSERT INTO ${table.name} FORMAT JSONEachRow`);
    // The answer means that rows are on disk. A text in place of a number is an error.
    address.searchParams.set('async_insert', '0');
    address.searchParams.set('input_format_null_as_default', '0');
    let response: StoreResponse;
    try {
      response = await fetch(String(address), {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      // It may quote rows: it is read to free the connection, and shown nowhere.
      await response.text();
    } catch (cause) {
      throw new StoreError('database_unreachable', 'ClickHouse did not answer.', { cause });
    }
    const { status } = response;
    if (status === 200) return;
    const code = response.headers.get('x-clickhouse-exception-code') ?? '';
    // A proxy may answer in its place.
    const databaseCode = /^\d+$/.test(code) ? Number(code) : undefined;
    const which = databaseCode === undefined ? '' : ` and error ${databaseCode}`;
    throw new StoreError(
      'database_refused',
      `ClickHouse answered with status ${status}${which} to rows of ${table.name}.`,
      { status, databaseCode },
    );
  }

  return {
    async write(batch) {
      const records = recordsOf(batch);
      // A record that does not fit its table is found before anything is sent.
      const bodies = TABLE_NAMES.flatMap((name) =>
        bodiesOf(TABLES[name], rowsIn(records[name])).map((body) => ({ table: TABLES[name], body })),
      );
      for (const { table, body } of bodies) await insert(table, body);
    },
    isDataError: (error) =>
      error instanceof StoreError &&
      error.databaseCode !== undefined &&
      DATA_CODES.includes(error.databaseCode),
  };
}

/** The rows of a table as lines of JSON, in bodies of a size that one text can have. */
function bodiesOf({ columns }: Table, rows: Iterable<Cells>): string[] {
  const bodies: string[] = [];
  let lines: string[] = [];
  let size = 0;
  const flush = () => {
    if (lines.length > 0) bodies.push(lines.join('\n'));
    [lines, size] = [[], 0];
  };
  for (const line of jsonObjectsOf(
    columns.map(({ name }) => name),
    rows,
  )) {
    if (size + line.length > MOST_CHARACTERS) flush();
    lines.push(line);
    size += line.length;
  }
  flush();
  return bodies;
}

/** The errors of fetch quote a value that no header can hold, and it removes spaces around one. */
function isHeaderValue(value: unknown): boolean {
  return typeof value === 'string' && /^(?! )[ -~]*(?<! )$/.test(value);
}

/** Fetch refuses addresses with a password in them. */
function addressOf(url: unknown): string {
  const expected = 'an http or https address without a user: pass username and password';
  if (typeof url !== 'string' || !URL.canParse(url)) throw new ArgumentError('url', expected);
  const { protocol, username, password } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '')
    throw new ArgumentError('url', expected);
  return url;
}
