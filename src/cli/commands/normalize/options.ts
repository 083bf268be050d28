import type { RestContext, RestSource } from '../../../samples/index.js';
import { oneOf, parseArguments, workersIn } from '../../arguments.js';
import { readTarget, type StoreTarget } from '../../database/target.js';
import { requestedConference } from '../../input/conference.js';
import { KINDS, type Kinds } from '../../input/outcome.js';
import type { Io } from '../../io.js';
import { FORMATS, type Format } from '../../output/formatter.js';
import { UsageError } from '../../usage-error.js';

const REST_SOURCES = ['rest.meeting', 'rest.webinar', 'rest.session'] as const satisfies RestSource[];

export interface Options {
  /** Paths; `-` is standard input. */
  readonly inputs: readonly string[];
  /** Absent if the rows go to a database alone. */
  readonly format: Format | undefined;
  readonly kinds: Kinds;
  readonly rejects: string | undefined;
  readonly issues: string | undefined;
  readonly store: StoreTarget | undefined;
  /** Which REST list and conference the input comes from; absent for events. */
  readonly rest: RestContext | undefined;
  /** How many worker threads read; 0 if none. */
  readonly workers: number;
}

/** Reads the arguments of `normalize`, and the account from the environment. @throws {UsageError} if they are invalid */
export function readOptions(args: readonly string[], { env }: Pick<Io, 'env'>): Options {
  const { values, positionals } = parseArguments(args, {
    format: { type: 'string' },
    kind: { type: 'string' },
    rejects: { type: 'string' },
    issues: { type: 'string' },
    store: { type: 'string' },
    source: { type: 'string' },
    conference: { type: 'string' },
    account: { type: 'string' },
    workers: { type: 'string', default: '0' },
  });
  const store = values.store === undefined ? undefined : readTarget('--store', values.store, env);
  const standard = store === undefined ? 'table' : undefined;
  const format = values.format === undefined ? standard : oneOf('--format', FORMATS, values.format);
  const kind = values.kind === undefined ? undefined : oneOf('--kind', KINDS, values.kind);
  if (format === 'csv' && kind === undefined)
    throw new UsageError('A CSV file holds one kind of rows: add --kind samples or --kind snapshots.');
  const rest = restContext(values.source, values.conference, values.account || env.ZOOM_ACCOUNT_ID);
  if (rest === undefined && values.account !== undefined)
    throw new UsageError('--account is for REST answers: an event names its account itself.');
  if (rest !== undefined && kind === 'snapshots')
    throw new UsageError('REST answers hold no snapshots: remove --kind snapshots.');
  const workers = workersIn(values.workers);
  if (workers > 0 && (rest !== undefined || store !== undefined || format === 'table'))
    throw new UsageError('--workers is for events in --format ndjson, json or csv: remove it.');
  return {
    inputs: positionals.length === 0 ? ['-'] : positionals,
    format,
    kinds: { samples: kind !== 'snapshots', snapshots: kind !== 'samples' },
    rejects: values.rejects,
    issues: values.issues,
    store,
    rest,
    workers,
  };
}

function restContext(
  source: string | undefined,
  id: string | undefined,
  account: string | undefined,
): RestContext | undefined {
  if (source === undefined && id === undefined) return undefined;
  if (source === undefined || !id)
    throw new UsageError(
      'A REST answer names neither its list nor its conference: give both --source and --conference.',
    );
  const list = oneOf('--source', REST_SOURCES, source);
  return { source: list, conference: requestedConference(list, id), accountId: account ?? null };
}
