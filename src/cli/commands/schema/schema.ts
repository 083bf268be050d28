import { type Dialect, tables, views } from '../../../store/index.js';
import { oneOf, parseArguments } from '../../arguments.js';
import { EXIT, type ExitStatus } from '../../exit-status.js';
import type { Io } from '../../io.js';
import { createTextWriter } from '../../output/text-writer.js';
import { UsageError } from '../../usage-error.js';

const DIALECTS = ['postgres', 'duckdb', 'clickhouse'] as const satisfies readonly Dialect[];

/** Runs `zoom-qss schema`. */
export async function schema(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { values, positionals } = parseArguments(args, {
    dialect: { type: 'string' },
    views: { type: 'boolean', default: false },
  });
  if (positionals.length > 0) throw new UsageError('schema takes options only.');
  if (values.dialect === undefined)
    throw new UsageError('No dialect: add --dialect postgres, duckdb or clickhouse.');
  const dialect = oneOf('--dialect', DIALECTS, values.dialect);
  const output = createTextWriter(io.stdout);
  await output.write(values.views ? tables(dialect) + views(dialect) : tables(dialect));
  await output.flush();
  return EXIT.ok;
}
