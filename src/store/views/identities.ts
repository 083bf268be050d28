import type { Sql } from './sql.js';
import type { View } from './view.js';

const CONFERENCE = [
  'conference_uuid',
  'conference_id',
  'conference_name',
  'conference_start_at_ms',
  'conference_end_at_ms',
];
const PARTICIPANT = [
  'participant_id',
  'participant_user_id',
  'participant_zoom_user_id',
  'participant_name',
  'participant_email',
  'participant_role',
  'participant_is_original_host',
];
const COMMON = ['product', 'account_id', 'event_at_ms', 'conference_key', 'participant_key'];

/** Who and where, as all rows together say it. */
export function identityViews(sql: Sql): View[] {
  return [
    {
      name: 'qss_conferences',
      meaning: 'A row is a meeting, webinar, session or call with its best-known number, name and times.',
      query: grouped(sql, 'conference_key', CONFERENCE, [
        'count(DISTINCT participant_key) AS participants',
        'min(event_at_ms) AS first_event_at_ms',
        'max(event_at_ms) AS last_event_at_ms',
      ]),
    },
    {
      name: 'qss_participants',
      meaning: 'A row is a participant of one conference with their best-known name, e-mail and ids.',
      query: grouped(sql, 'participant_key', PARTICIPANT, [
        'min(conference_key) AS conference_key',
        'min(event_at_ms) AS first_event_at_ms',
        'max(event_at_ms) AS last_event_at_ms',
      ]),
    },
  ];
}

function grouped(sql: Sql, key: string, columns: readonly string[], more: readonly string[]): string {
  const source = ['qss_samples', 'qss_snapshots'].map(
    (table) => `    SELECT ${[...COMMON, ...columns].join(', ')} FROM ${sql.from(table)}`,
  );
  const known = columns.map((column) => `${sql.latestKnown(`said.${column}`)} AS ${column}`);
  const selected = [
    `said.${key} AS ${key}`,
    'min(said.product) AS product',
    'min(said.account_id) AS account_id',
    ...known,
    ...more.map((column) => column.replace(/\((DISTINCT )?(?=\w)/, (open) => `${open}said.`)),
  ];
  return `SELECT\n  ${selected.join(',\n  ')}\nFROM (\n${source.join('\n    UNION ALL\n')}\n) AS said\nGROUP BY said.${key}`;
}
