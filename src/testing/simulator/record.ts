import type { Path } from '../../errors.js';
import type { Random } from '../random.js';
import type { FaultRates, PlantedFault, RecordFaultKind } from './delivery.js';
import { timeText } from './events.js';
import { type Fields, type Values, writeDetails } from './fields.js';

/** The values measured for one stream or one device. */
export interface Measurement<F extends Fields> {
  readonly type: string;
  readonly values: Values<F>;
}

/** A measurement and the `qos[]` item written from it. Faults change both. */
export interface RecordItem<F extends Fields = Fields> {
  readonly values: Values<F>;
  readonly wire: { date_time: string; type: string; details: Record<string, string> };
}

/** Writes measurements as the items of one record. */
export function recordItems<F extends Fields>(
  measurements: readonly Measurement<F>[],
  fields: F,
  atMs: number,
): RecordItem<F>[] {
  const date_time = timeText(atMs);
  return measurements.map(({ type, values }) => ({
    values,
    wire: { date_time, type, details: writeDetails(values, fields) },
  }));
}

/** Plants a fault in an item and returns its path, or `undefined` if the fault does not apply to the item. */
type PlantFault = (item: RecordItem) => Path | undefined;

const RECORD_FAULTS: Readonly<Record<RecordFaultKind, PlantFault>> = {
  blanks({ values, wire }) {
    if (!('bitrate' in wire.details)) return undefined;
    clear(values);
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
    clear(values);
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

const KINDS = Object.keys(RECORD_FAULTS) as RecordFaultKind[];

/**
 * Plants at most one fault in a record. A value that the fault removes from the wire is removed from the item's values
 * too, so that the summary still matches its records.
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
    const path = item && RECORD_FAULTS[kind](item);
    if (path) return [{ kind, path: [...pathOf(index), ...path] }];
  }
  return [];
}

function clear(values: Values): void {
  for (const name in values) delete values[name];
}
