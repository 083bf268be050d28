import { digest } from '../../samples/digest.js';
import { type Dialect, literal, ONE_AT_A_TIME } from '../dialect.js';
import type { View } from './view.js';

/**
 * The SQL that creates views, or replaces those that exist. Views of the user's own may rest on them.
 *
 * @param views each after those that it reads
 */
export function createViews(dialect: Dialect, views: readonly View[]): string {
  if (dialect === 'postgres') return createInPostgres(views);
  return views.map((view) => create(view) + (dialect === 'duckdb' ? comment(view, dialect) : '')).join('');
}

function create({ name, meaning, query }: View): string {
  return `-- ${meaning}\nCREATE OR REPLACE VIEW ${name} AS\n${query};\n`;
}

function comment({ name, meaning }: View, dialect: Dialect): string {
  return `COMMENT ON VIEW ${name} IS ${literal(meaning, dialect)};\n`;
}

/**
 * To replace a view, Postgres waits for everybody who reads it, so that views which are the same already are left alone: their
 * comments end in a hash of all of them. It replaces a view only by one with the same columns, and drops none that another view
 * reads.
 */
function createInPostgres(views: readonly View[]): string {
  const version = `(${digest(views.map(create).join(''))})`;
  const marked = views.map((view) => ({ ...view, meaning: `${view.meaning} ${version}` }));
  const names = views.map(({ name }) => literal(name, 'postgres'));
  return `${ONE_AT_A_TIME}DO $zoom_qss$
BEGIN
IF (
  SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE nspname = current_schema() AND relname IN (${names.join(', ')})
    AND obj_description(pg_class.oid, 'pg_class') LIKE '% ${version}'
) = ${views.length} THEN
RETURN;
END IF;
FOR attempt IN 1..2 LOOP
BEGIN
${views.map(create).join('')}EXIT;
EXCEPTION WHEN invalid_table_definition THEN
-- Another version had other columns.
DROP VIEW IF EXISTS ${views
    .map(({ name }) => name)
    .reverse()
    .join(', ')};
END;
END LOOP;
${marked.map((view) => comment(view, 'postgres')).join('')}END
$zoom_qss$;
`;
}
