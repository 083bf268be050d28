import type { Path } from '../../errors.js';
import type { Random } from '../random.js';
import type { FaultRates, PlantedFault, RecordFaultKind } from './delivery.js';
import { type Fields, type Values, writeDetails } from './fields.js';
import { timeText } from './wording.js';

/** What was measured of one stream, or of a client's machine. */
export interface Reading<F extends Fields> {
  readonly type: string;
  readonly values: Values<F>;
}

/** A reading in the making, and the item of `qos[]` that says it. */
export interface RecordItem<F extends Fields = Fields> {
  readonly values: Values<F>;
  readonly wire: { date_time: string; type: string; details: Record<string, string> };
}

export function recordItems<F extends Fields>(
  readings: readonly Reading<F>[],
  fields: F,
  atMs: number,
): RecordItem<F>[] {
  const date_time = timeText(atMs);
  return readings.map(({ type, values }) => ({
    values,
    wire: { date_time, type, details: writeDetails(values, fields) },
  }));
}

/** Puts a fault into an item, and says where; nothing if the item does not lend itself to it. */
type Plant = (item: RecordItem) => Path | undefined;

const PLANTS: Readonly<Record<RecordFaultKind, Plant>> = {
  blanks({ values, wire }) {
    if (!('bitrate' in wire.details)) return undefined;
    forget(values);
    for (const field in wire.details) wire.details[field] = '';
    return ['details'];
  },
  value_unreadable({ values, wire }) {
    const field = ['bitrate', 'max_loss', 'zoom_avg_cpu_usage', 'avg_rssi'].find(
      (name) => name in wire.details,
    );
    if (field === undefined) return undefined;
    delete values[field];
    wire.details[field] = '63 apples';
    return ['details', field];
  },
  field_unknown({ wire }) {
    wire.details.packet_reorder = '0.1%';
    return ['details', 'packet_reorder'];
  },
  type_unknown({ values, wire }) {
    forget(values);
    wire.type = 'whiteboard_input';
    return ['type'];
  },
  bounds_swapped({ wire: { details } }) {
    const { min_rssi: min, max_rssi: max } = details;
    if (min === undefined || max === undefined) return undefined;
    details.min_rssi = max;
    details.max_rssi = min;
    return ['details', 'min_rssi'];
  },
  time_unreadable({ wire }) {
    wire.date_time = 'yesterday';
    return ['date_time'];
  },
};

const KINDS = Object.keys(PLANTS) as RecordFaultKind[];

/**
 * Puts at most one fault into a record. A value that the wire no longer says is taken out of the item's values too, so that
 * the summary is still that of its records.
 */
export function plantInRecord(
  items: readonly RecordItem[],
  pathOf: (index: number) => Path,
  rates: FaultRates,
  random: Random,
): PlantedFault[] {
  const kind = KINDS.find((candidate) => random.chance(rates[candidate] ?? 0));
  if (kind === undefined) return [];
  const first = random.integer(0, items.length - 1);
  for (let step = 0; step < items.length; step += 1) {
    const index = (first + step) % items.length;
    const item = items[index];
    const place = item && PLANTS[kind](item);
    if (place) return [{ kind, path: [...pathOf(index), ...place] }];
  }
  return [];
}

function forget(values: Values): void {
  for (const name in values) delete values[name];
}
