import { TABLE_NAMES, TABLES, type Table, type TableColumn } from './columns.js';
import { checkDialect, type Dialect, literal, ONE_AT_A_TIME, TYPE_NAMES } from './dialect.js';
import { POSTGRES_KEY } from './postgres-statement.js';
import { SCHEMA_VERSION } from './versions.js';

/**
 * Returns the SQL that creates the tables `qss_samples`, `qss_snapshots` and `qss_issues`, unless they exist. Each column has
 * its type, unit and meaning. Statements end with `;` and a line break, and say the version of the schema.
 *
 * - Postgres: the primary key is a hash of the id with 16 bytes, since ids have 130 characters on average. Indexes by
 *   conference and by time serve the views. Several processes may create the tables at once.
 * - DuckDB: the primary key is the id. Further indexes would slow down writing; column statistics serve the views.
 * - ClickHouse: `ReplacingMergeTree` keeps the row with the highest rank of each id. It merges later, so read with `FINAL`.
 *
 * @throws {ArgumentError} `argument_invalid`, for another dialect
 * @example
 * await pool.query(tables('postgres'))
 */
export function tables(dialect: Dialect): string {
  checkDialect(dialect);
  const statements = TABLE_NAMES.flatMap((name) => CREATE[dialect](TABLES[name]));
  const lock = dialect === 'postgres' ? ONE_AT_A_TIME : '';
  return `-- zoom-qss schema, version ${SCHEMA_VERSION}\n${lock}${statements.map((statement) => `${statement};\n`).join('')}`;
}

const CREATE: Readonly<Record<Dialect, (table: Table) => string[]>> = {
  postgres: (table) => [
    create(table, 'postgres', [
      `  ${POSTGRES_KEY} uuid NOT NULL PRIMARY KEY`,
      ...table.columns.map((column) => `  ${column.name} ${typeOf(column, 'postgres')}`),
    ]),
    ...comments(table, 'postgres'),
    `COMMENT ON COLUMN ${table.name}.${POSTGRES_KEY} IS 'The first 16 bytes of the SHA-256 of the id.'`,
    `CREATE INDEX IF NOT EXISTS ${table.name}_by_conference ON ${table.name} (conference_key)`,
    `CREATE INDEX IF NOT EXISTS ${table.name}_by_time ON ${table.name} USING brin (${timeOf(table)})`,
  ],
  duckdb: (table) => [
    create(
      table,
      'duckdb',
      table.columns.map(
        (column) =>
          `  ${column.name} ${typeOf(column, 'duckdb')}${column.name === 'id' ? ' PRIMARY KEY' : ''}`,
      ),
    ),
    ...comments(table, 'duckdb'),
  ],
  clickhouse: (table) => [
    `${create(
      table,
      'clickhouse',
      table.columns.map(
        (column) =>
          `  ${column.name} ${typeOf(column, 'clickhouse')} COMMENT ${literal(describe(column), 'clickhouse')}`,
      ),
    )}
ENGINE = ReplacingMergeTree(row_rank) ORDER BY ${table === TABLES.issues ? 'id' : '(conference_key, id)'}
COMMENT ${literal(describeTable(table), 'clickhouse')}`,
  ],
};

/** The type of a column, with `NOT NULL` where it holds. */
export function typeOf({ kind, nullable }: TableColumn, dialect: Dialect): string {
  const name = TYPE_NAMES[dialect][kind];
  if (dialect === 'clickhouse') return nullable ? `Nullable(${name})` : name;
  return nullable ? name : `${name} NOT NULL`;
}

/** The unit and the meaning of a column. */
export function describe({ unit, meaning }: TableColumn): string {
  return unit === '' ? meaning : `[${unit}] ${meaning}`;
}

function create({ name }: Table, _dialect: Dialect, lines: readonly string[]): string {
  return `CREATE TABLE IF NOT EXISTS ${name} (\n${lines.join(',\n')}\n)`;
}

function comments(table: Table, dialect: Dialect): string[] {
  return [
    `COMMENT ON TABLE ${table.name} IS ${literal(describeTable(table), dialect)}`,
    ...table.columns.map(
      (column) => `COMMENT ON COLUMN ${table.name}.${column.name} IS ${literal(describe(column), dialect)}`,
    ),
  ];
}

function describeTable({ meaning }: Table): string {
  return `${meaning} zoom-qss schema, version ${SCHEMA_VERSION}.`;
}

/** When a row was measured, by which the views and the report choose rows. */
function timeOf({ columns }: Table): string {
  const isMeasured = columns.some(({ name }) => name === 'measured_at_ms');
  return isMeasured ? '(coalesce(measured_at_ms, event_at_ms))' : 'event_at_ms';
}
