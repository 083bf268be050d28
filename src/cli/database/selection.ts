/** Which records to read. */
export interface Selection {
  /** In milliseconds since the epoch; the first is included, the second is not. */
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
  /** The number or the UUID of a conference. */
  readonly meeting: string | undefined;
}

const TIMES = {
  qss_samples: 'coalesce(measured_at_ms, event_at_ms)',
  qss_snapshots: 'event_at_ms',
  qss_issues: 'event_at_ms',
};

/** The values that `conditionOf` refers to, in order. */
export function valuesOf({ fromMs, toMs, meeting }: Selection): string[] {
  return [fromMs, toMs, meeting].filter((value) => value !== undefined).map(String);
}

/** The condition that a row of a table is selected by. */
export function conditionOf(table: keyof typeof TIMES, { fromMs, toMs, meeting }: Selection): string {
  const conditions: string[] = [];
  let place = 0;
  const parameter = (type: string) => {
    place += 1;
    return `$${place}::${type}`;
  };
  if (fromMs !== undefined) conditions.push(`${TIMES[table]} >= ${parameter('bigint')}`);
  if (toMs !== undefined) conditions.push(`${TIMES[table]} < ${parameter('bigint')}`);
  if (meeting !== undefined) {
    const wanted = parameter('text');
    const named = ['qss_samples', 'qss_snapshots'].map(
      (each) =>
        `SELECT conference_key FROM ${each} WHERE conference_id = ${wanted} OR conference_uuid = ${wanted}`,
    );
    conditions.push(`conference_key IN (${named.join(' UNION ')})`);
  }
  return conditions.length === 0 ? 'TRUE' : conditions.join(' AND ');
}
