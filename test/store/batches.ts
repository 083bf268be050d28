import type { QosSample } from 'zoom-qss';
import { type Batch, readBodies } from 'zoom-qss/store';
import { TABLE_NAMES, TABLES, type TableName } from '../../src/store/columns.js';
import { simulated } from '../report/simulated.js';

/** Everything a simulation gives, with records that tell more, less and other than one with the same id. */
export function mixedBatch(minutes = 4): Batch {
  const { samples, snapshots, issues } = simulated('mixed', { seed: 7, minutes });
  const poorer = samples
    .filter((_, index) => index % 5 === 0)
    .map((sample) => ({ ...sample, latencyMs: null }));
  const other = samples.filter((_, index) => index % 7 === 0).map(withOtherJitter);
  return { samples: [...samples, ...poorer, ...other], snapshots, issues };
}

function withOtherJitter(sample: QosSample): QosSample {
  const { jitterMs } = sample;
  return jitterMs === null || jitterMs.avg === null
    ? sample
    : { ...sample, jitterMs: { ...jitterMs, avg: jitterMs.avg + 1 } };
}

/** A batch of one event whose texts are all the given one, as a stranger may send them. 300 readings. */
export function batchWithTexts(text: string): Batch {
  const item = { type: text, date_time: text, details: { bitrate: text } };
  const participant = {
    user_id: text,
    participant_user_id: text,
    email: text,
    qos: Array.from({ length: 300 }, () => item),
  };
  const { batch, rejected } = readBodies([
    {
      event: 'meeting.participant_qos',
      event_ts: 1_700_000_000_000,
      payload: { account_id: text, object: { uuid: text, id: text, participant } },
    },
  ]);
  if (rejected.length > 0) throw new Error('The event cannot be read.');
  return batch;
}

/** The batch in pieces, in an order of the seed's; each piece several times where `copies` says so. */
export function pieces(batch: Batch, { seed, size, copies = 1 }: PieceOptions): Batch[] {
  const random = randomOf(seed);
  const mixed: Batch = {
    samples: shuffled(batch.samples, random),
    snapshots: shuffled(batch.snapshots, random),
    issues: shuffled(batch.issues, random),
  };
  const count = Math.ceil(Math.max(mixed.samples.length, mixed.snapshots.length, mixed.issues.length) / size);
  const cut = Array.from({ length: count }, (_, place): Batch => {
    const [from, to] = [place * size, (place + 1) * size];
    return {
      samples: mixed.samples.slice(from, to),
      snapshots: mixed.snapshots.slice(from, to),
      issues: mixed.issues.slice(from, to),
    };
  });
  return shuffled(Array.from({ length: copies }, () => cut).flat(), random);
}

export interface PieceOptions {
  readonly seed: number;
  /** How many records of each kind a piece has. */
  readonly size: number;
  readonly copies?: number;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/** Numbers from 0 to 1 that follow from a seed: mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The rows of every table, in the order of ids, as text that is the same for every database. */
export async function dump(
  query: (sql: string) => Promise<readonly Record<string, unknown>[]>,
): Promise<Record<TableName, string[]>> {
  const found = { samples: [] as string[], snapshots: [] as string[], issues: [] as string[] };
  for (const table of TABLE_NAMES) {
    const { name, columns } = TABLES[table];
    const names = columns.map((column) => column.name);
    for (const row of await query(`SELECT ${names.join(', ')} FROM ${name}`))
      found[table].push(JSON.stringify(columns.map((column) => plain(row[column.name], column.kind))));
    found[table].sort();
  }
  return found;
}

/** Drivers give large integers as text or bigint. */
function plain(value: unknown, kind: string): unknown {
  return value !== null && kind === 'whole' ? Number(value) : value;
}
