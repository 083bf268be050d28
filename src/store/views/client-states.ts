import { TABLES } from '../columns.js';
import type { Sql } from './sql.js';
import type { View } from './view.js';

/** These two come with Zoom's own word, whose name `sent_fields` has. */
const SENT_WITH: Readonly<Record<string, string>> = {
  device: 'device_raw',
  network_type: 'network_type_raw',
};

/** Device, network and client, as all snapshots of a participant together say it. */
export function clientStateView(sql: Sql): View {
  const fields = clientColumns().map((column) => {
    const sent = sql.lists('said.sent_fields', SENT_WITH[column] ?? column);
    return `${sql.last(`said.${column}`, sent)} AS ${column}`;
  });
  return {
    name: 'qss_client_states',
    meaning:
      'A row is the device, network and client of a participant: of each field the value sent last, null if that was blank or none was sent.',
    query: `SELECT
  said.participant_key AS participant_key,
  min(said.conference_key) AS conference_key,
  max(said.event_at_ms) AS last_event_at_ms,
  ${fields.join(',\n  ')}
FROM (SELECT * FROM ${sql.from('qss_snapshots')}) AS said
GROUP BY said.participant_key`,
  };
}

/** The columns of a snapshot after those that say who and when. */
function clientColumns(): string[] {
  const names = TABLES.snapshots.columns.map(({ name }) => name);
  return names.slice(names.indexOf('participant_ordinal') + 1, names.indexOf('sent_fields'));
}
