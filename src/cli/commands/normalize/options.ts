import type { RestContext, RestSource } from '../../../samples/index.js';
import { oneOf, parseArguments } from '../../arguments.js';
import { UsageError } from '../../usage-error.js';

export const FORMATS = ['table', 'ndjson', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export const KINDS = ['samples', 'snapshots'] as const;
export type Kind = (typeof KINDS)[number];
/** Which kinds of rows are asked for. */
export type Kinds = Readonly<Record<Kind, boolean>>;

const REST_SOURCES = ['rest.meeting', 'rest.webinar', 'rest.session'] as const satisfies RestSource[];

export interface Options {
  /** `-` is standard input. */
  readonly inputs: readonly string[];
  readonly format: Format;
  readonly kinds: Kinds;
  readonly rejects: string | undefined;
  readonly issues: string | undefined;
  /** What the input is, if it is REST answers. */
  readonly rest: RestContext | undefined;
}

/** Reads the arguments of `normalize`. @throws {UsageError} */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArguments(args, {
    format: { type: 'string' },
    kind: { type: 'string' },
    rejects: { type: 'string' },
    issues: { type: 'string' },
    source: { type: 'string' },
    conference: { type: 'string' },
  });
  const format = values.format === undefined ? 'table' : oneOf('--format', FORMATS, values.format);
  const kind = values.kind === undefined ? undefined : oneOf('--kind', KINDS, values.kind);
  if (format === 'csv' && kind === undefined)
    throw new UsageError('A CSV file has one kind of rows: give --kind samples or --kind snapshots.');
  const rest = restContext(values.source, values.conference);
  if (rest !== undefined && kind === 'snapshots')
    throw new UsageError('REST answers hold samples only, no snapshots.');
  return {
    inputs: positionals.length === 0 ? ['-'] : positionals,
    format,
    kinds: { samples: kind !== 'snapshots', snapshots: kind !== 'samples' },
    rejects: values.rejects,
    issues: values.issues,
    rest,
  };
}

function restContext(source: string | undefined, id: string | undefined): RestContext | undefined {
  if (source === undefined && id === undefined) return undefined;
  if (source === undefined || !id)
    throw new UsageError('A REST answer says neither list nor conference: give --source and --conference.');
  const list = oneOf('--source', REST_SOURCES, source);
  return { source: list, conference: conferenceOf(list, id) };
}

/** Meetings and webinars have numbers; what is no number is the UUID of one instance, as a session's id is. */
export function conferenceOf(source: RestSource, id: string): RestContext['conference'] {
  const isNumber = source !== 'rest.session' && /^\d+$/.test(id);
  return isNumber ? { id } : { uuid: id };
}
