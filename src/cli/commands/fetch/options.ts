import type { QssClientSettings, ServerToServerCredentials } from '../../../rest/index.js';
import { numberIn, oneOf, parseArguments } from '../../arguments.js';
import { isConnection } from '../../connection.js';
import { filesOf, readTarget, type StoreTarget } from '../../database/target.js';
import type { Io } from '../../io.js';
import { FORMATS, type Format } from '../../output/formatter.js';
import { checkDistinct } from '../../paths.js';
import { UsageError } from '../../usage-error.js';

const LISTS = ['meeting', 'webinar', 'session'] as const;
export type List = (typeof LISTS)[number];

export interface Options {
  readonly list: List;
  readonly ids: readonly string[];
  /** Absent if the samples go to a database alone. */
  readonly format: Format | undefined;
  readonly issues: string | undefined;
  readonly store: StoreTarget | undefined;
  readonly client: ServerToServerCredentials & QssClientSettings;
}

/** Reads the arguments and the environment of `fetch`. @throws {UsageError} if they are invalid */
export function readOptions(args: readonly string[], { env }: Io): Options {
  const { values, positionals } = parseArguments(args, {
    format: { type: 'string' },
    store: { type: 'string' },
    issues: { type: 'string' },
    'base-url': { type: 'string' },
    'token-url': { type: 'string' },
    'allow-insecure-base-url': { type: 'boolean', default: false },
    'requests-per-second': { type: 'string' },
  });
  const [first = '', ...ids] = positionals;
  const list = LISTS.find((each) => each === first);
  if (list === undefined) throw new UsageError(`The first argument must be one of ${LISTS.join(', ')}.`);
  if (ids.length === 0) throw new UsageError(`No id: name one or more ${list}s.`);
  if (ids.some(isConnection)) throw new UsageError(`The id of a ${list} is not a URL.`);
  const {
    'base-url': baseUrl,
    'token-url': tokenUrl,
    'allow-insecure-base-url': allowInsecureBaseUrl,
    'requests-per-second': perSecond,
  } = values;
  const store = values.store === undefined ? undefined : readTarget('--store', values.store, env);
  checkDistinct([values.issues], filesOf(store));
  const standard = store === undefined ? 'table' : undefined;
  return {
    list,
    ids: [...new Set(ids)],
    format: values.format === undefined ? standard : oneOf('--format', FORMATS, values.format),
    issues: values.issues,
    store,
    client: {
      ...credentialsIn(env),
      allowInsecureBaseUrl,
      ...(baseUrl !== undefined && { baseUrl }),
      ...(tokenUrl !== undefined && { tokenUrl }),
      ...(perSecond !== undefined && { requestsPerSecond: numberIn('--requests-per-second', perSecond) }),
    },
  };
}

function credentialsIn(env: Io['env']): ServerToServerCredentials {
  const credentials = {
    accountId: env.ZOOM_ACCOUNT_ID ?? '',
    clientId: env.ZOOM_CLIENT_ID ?? '',
    clientSecret: env.ZOOM_CLIENT_SECRET ?? '',
  };
  const invalid = Object.entries(credentials).filter(([, value]) => !/^[\x21-\x7e]+$/.test(value));
  if (invalid.length > 0) {
    const names = invalid.map(
      ([name]) => `ZOOM_${name.replace(/[A-Z]/, (letter) => `_${letter}`).toUpperCase()}`,
    );
    throw new UsageError(`Set ${names.join(', ')} in the environment, without white space.`);
  }
  return credentials;
}
