import { PRESETS, type Preset } from '../../../quality/index.js';
import { oneOf, parseArguments, workersIn } from '../../arguments.js';
import type { Selection } from '../../database/selection.js';
import { isStore, readTarget, type StoreTarget } from '../../database/target.js';
import type { Io } from '../../io.js';
import { readTime } from '../../time.js';
import { UsageError } from '../../usage-error.js';

export interface Options {
  /** Paths; `-` is standard input. */
  readonly inputs: readonly string[];
  /** A database to read instead of the inputs. */
  readonly store: StoreTarget | undefined;
  readonly selection: Selection;
  readonly out: string;
  /** Whether --issues named an input, so that the inputs hold every issue. */
  readonly hasIssues: boolean;
  readonly title: string | undefined;
  readonly preset: Preset;
  /** How many worker threads read; 0 if none. */
  readonly workers: number;
}

// The keys of PRESETS.
const PRESET_NAMES = Object.keys(PRESETS) as (keyof typeof PRESETS)[];

/** Reads the arguments of `report`. @throws {UsageError} if they are invalid */
export function readOptions(args: readonly string[], { env }: Pick<Io, 'env'>): Options {
  const { values, positionals } = parseArguments(args, {
    out: { type: 'string', short: 'o', default: 'report.html' },
    issues: { type: 'string', multiple: true, default: [] },
    from: { type: 'string' },
    to: { type: 'string' },
    meeting: { type: 'string' },
    title: { type: 'string' },
    preset: { type: 'string', default: 'zoom' },
    workers: { type: 'string', default: '0' },
  });
  const { issues, out, from, to, meeting } = values;
  const [first = '-'] = positionals;
  const store = positionals.some(isStore) ? readTarget('The URL of a database', first, env) : undefined;
  if (store !== undefined && (positionals.length > 1 || issues.length > 0))
    throw new UsageError('A report is made from one database, which holds its issues, or from files.');
  if (store === undefined && (from ?? to ?? meeting) !== undefined)
    throw new UsageError('--from, --to and --meeting choose from a database: name one, such as qss.duckdb.');
  const workers = workersIn(values.workers);
  if (store !== undefined && workers > 0)
    throw new UsageError('--workers is for files: a database is read by one thread.');
  const [fromMs, toMs] = [timeIn('--from', from), timeIn('--to', to)];
  if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs)
    throw new UsageError('--from must be before --to, which is not included.');
  return {
    inputs: [...(positionals.length === 0 ? ['-'] : positionals), ...issues],
    store,
    selection: { fromMs, toMs, meeting },
    out,
    hasIssues: issues.length > 0,
    title: values.title,
    preset: PRESETS[oneOf('--preset', PRESET_NAMES, values.preset)],
    workers,
  };
}

/** @throws {UsageError} if a text is no time */
function timeIn(option: string, value: string | undefined): number | undefined {
  const time = value === undefined ? undefined : readTime(value);
  if (value !== undefined && time === undefined)
    throw new UsageError(
      `${option} must be a day that exists, 2026-01-31, or a time with its offset, 2026-01-31T09:00Z.`,
    );
  return time;
}
