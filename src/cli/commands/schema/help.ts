export const SCHEMA_HELP = `Usage: zoom-qss schema --dialect postgres|duckdb|clickhouse [--views]

Prints the SQL that creates the tables for samples, snapshots and issues, unless they exist. Every column has its unit and
meaning as a comment.

  --dialect name     postgres, duckdb or clickhouse
  --views            print the views too: best-known names, merged snapshots, minutes, percentiles and minutes in breach by
                     participant, conference and day. They replace those that exist.

Exit status: 0 printed; 2 the arguments are invalid.

Examples
  zoom-qss schema --dialect postgres --views | psql
  zoom-qss schema --dialect duckdb > schema.sql
`;
