import { joinSessionUsers, type KnownConference, type Participation } from '../../report/index.js';
import type { Item } from '../../report/records.js';
import { learn, nothingKnown } from '../../samples/known.js';
import { PlacedRows } from './placed-rows.js';
import {
  IDENTITY_COLUMNS,
  type Identity,
  identityColumns,
  KIND_COLUMNS,
  kindColumns,
  type SampleKind,
  sampleColumns,
  snapshotColumns,
} from './read-columns.js';
import type { ReadableDatabase } from './readable-database.js';
import { conditionOf, type Selection, valuesOf } from './selection.js';

const TABLES = ['qss_samples', 'qss_snapshots'] as const;

/**
 * Reads one participant after the other, those of a conference together, so that the samples of one are in memory; of a
 * session those of all its users, which are joined. Names and snapshots are read before, since the page shows them all.
 */
export async function* participationsIn(
  database: ReadableDatabase,
  selection: Selection,
): AsyncGenerator<Participation> {
  const people = await peopleIn(database, selection);
  await addSnapshots(people, database, selection);
  const { columns, read } = sampleColumns(database, 1, await kindsIn(database, selection));
  const rows = new PlacedRows(
    database.stream(samplesQuery(database, columns, selection), valuesOf(selection)),
  );
  let session: Participation[] = [];
  try {
    for (const [index, person] of people.entries()) {
      const participation = { ...person, samples: [] as Item[] };
      const who = database.isSlowWithTexts ? index + 1 : person.key;
      await rows.eachOf(who, (batch, row) => participation.samples.push(read(batch, row, person)));
      const { conference } = participation;
      if (session.length > 0 && session[0]?.conference !== conference) {
        yield* joinSessionUsers(session);
        session = [];
      }
      if (conference.product === 'session') session.push(participation);
      else yield participation;
    }
    yield* joinSessionUsers(session);
  } finally {
    await rows.close();
  }
}

/** A participant without samples: those are in memory only while theirs are read. */
type Person = Omit<Participation, 'samples'>;

/** The kinds of samples, in the order of their numbers, where the database has to number them. */
async function kindsIn(database: ReadableDatabase, selection: Selection): Promise<SampleKind[] | undefined> {
  if (!database.isSlowWithTexts) return undefined;
  const { columns, read } = kindColumns(database, 0);
  const kinds: SampleKind[] = [];
  const sql = `SELECT ${columns.join(', ')} FROM (${kindsQuery(selection)}) AS kinds ORDER BY kind`;
  for await (const rows of database.stream(sql, valuesOf(selection)))
    for (let row = 0; row < rows.count; row += 1) kinds.push(read(rows, row));
  return kinds;
}

/** The participants in the order of their places, without their records. */
async function peopleIn(database: ReadableDatabase, selection: Selection): Promise<Person[]> {
  const { columns, read } = identityColumns(database, 0);
  const people: Person[] = [];
  const sql = identitiesQuery(columns, selection);
  for await (const rows of database.stream(sql, valuesOf(selection)))
    for (let row = 0; row < rows.count; row += 1) {
      const identity = read(rows, row);
      let person = people.at(-1);
      if (person?.key !== identity.key) {
        const before = person?.conference;
        const conference = before?.key === identity.conferenceKey ? before : conferenceOf(identity);
        person = personOf(identity, conference);
        people.push(person);
      }
      learn(person.conference.known, identity.conference, identity.saidAtMs);
      learn(person.known, identity.participant, identity.saidAtMs);
    }
  return people;
}

async function addSnapshots(
  people: readonly Person[],
  database: ReadableDatabase,
  selection: Selection,
): Promise<void> {
  const { columns, read } = snapshotColumns(database, 1);
  const byKey = new Map(people.map((person) => [person.key, person]));
  const sql = `SELECT ${['participant_key', ...columns].join(', ')} FROM qss_snapshots WHERE ${conditionOf('qss_snapshots', selection)}`;
  for await (const rows of database.stream(sql, valuesOf(selection)))
    for (let row = 0; row < rows.count; row += 1)
      byKey.get(String(rows.cell(0, row)))?.snapshots.push(read(rows, row));
}

function conferenceOf({ conferenceKey: key, product, conference }: Identity): KnownConference {
  return { key, product, known: nothingKnown(conference) };
}

function personOf({ key, participant }: Identity, conference: KnownConference): Person {
  return { key, conference, known: nothingKnown(participant), snapshots: [] };
}

/**
 * Who and where, as each different record says it, with the time of the latest that does. A participant has as many rows as
 * there are differences, and the place of the next begins with the next key.
 */
function identitiesQuery(columns: readonly string[], selection: Selection): string {
  const names = IDENTITY_COLUMNS.join(', ');
  const said = TABLES.map(
    (table) => `    SELECT ${names}, event_at_ms FROM ${table} WHERE ${conditionOf(table, selection)}`,
  );
  return `SELECT ${columns.join(', ')}
FROM (
  SELECT ${names}, max(event_at_ms) AS said_at_ms
  FROM (
${said.join('\n    UNION ALL\n')}
  ) AS said
  GROUP BY ${names}
) AS different
ORDER BY conference_key, participant_key`;
}

/** The samples in the order of their participants, each with their key, or the place of it. */
function samplesQuery(database: ReadableDatabase, columns: readonly string[], selection: Selection): string {
  const condition = conditionOf('qss_samples', selection);
  if (!database.isSlowWithTexts)
    return `SELECT ${['participant_key', ...columns].join(', ')} FROM qss_samples WHERE ${condition}
ORDER BY conference_key, participant_key`;
  const isOfKind = KIND_COLUMNS.map((column) => `kinds.${column} IS NOT DISTINCT FROM said.${column}`);
  return `WITH people AS (${placesQuery(selection)}), kinds AS (${kindsQuery(selection)}), said AS (
  SELECT * FROM qss_samples WHERE ${condition}
)
SELECT ${[database.number('place'), ...columns].join(', ')}
FROM said JOIN people ON person_key = participant_key JOIN kinds ON ${isOfKind.join(' AND ')}
ORDER BY place`;
}

/** The place of each participant, from 1. */
function placesQuery(selection: Selection): string {
  const said = TABLES.map(
    (table) => `SELECT conference_key, participant_key FROM ${table} WHERE ${conditionOf(table, selection)}`,
  );
  return `SELECT participant_key AS person_key,
  row_number() OVER (ORDER BY conference_key, participant_key) AS place
FROM (${said.join(' UNION ')}) AS said`;
}

/** The kinds of samples, with a number from 1. */
function kindsQuery(selection: Selection): string {
  const columns = KIND_COLUMNS.join(', ');
  return `SELECT ${columns}, row_number() OVER (ORDER BY ${columns}) AS kind
FROM (SELECT DISTINCT ${columns} FROM qss_samples WHERE ${conditionOf('qss_samples', selection)}) AS said`;
}
