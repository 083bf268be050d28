import type { Limit } from '../../../quality/thresholds.js';
import type { CollectedConference } from '../../../report/index.js';
import { measureConference, type PackedConference } from './packed-conference.js';
import { measureIn, type RecordPool } from './record-pool.js';

/** A larger conference is measured in this thread, since a worker's memory is limited. */
const MAX_BYTES = 2_097_152;
/** About what a snapshot takes on its way to a worker. */
const SNAPSHOT_BYTES = 1_000;
const TASKS_PER_WORKER = 3;

/**
 * Measures conferences, and gives them in their order.
 *
 * @param pool absent if this thread measures all
 */
export async function* measuredConferences(
  conferences: Iterable<PackedConference>,
  limits: readonly Limit[],
  pool: Pick<RecordPool, 'run' | 'size'> | undefined,
  maxBytes = MAX_BYTES,
): AsyncGenerator<CollectedConference, void, undefined> {
  const begun: (CollectedConference | Promise<CollectedConference>)[] = [];
  const most = (pool?.size ?? 0) * TASKS_PER_WORKER;
  for (const conference of conferences) {
    if (pool === undefined || bytesOf(conference) > maxBytes)
      begun.push(measureConference(conference, limits));
    else {
      const measured = measureIn(pool, conference);
      // The run can end before it takes this one.
      measured.catch(() => {});
      begun.push(measured);
    }
    if (begun.length > most) yield* begun.splice(0, 1);
  }
  yield* begun;
}

function bytesOf({ members }: PackedConference): number {
  return members.reduce(
    (sum, { numbers, snapshots }) => sum + numbers.byteLength + SNAPSHOT_BYTES * snapshots.length,
    0,
  );
}
