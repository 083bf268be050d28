import { interned } from '../shapes/interned.js';
import { inRing, type Unlinked } from '../shapes/ring.js';
import type { Reader } from '../values/reader.js';
import { BOUNDS, type Bound, type Detail, type Metric } from './field.js';
import { DETAIL_NAMES, DETAILS, type DetailName, METRIC_NAMES, METRICS, type MetricName } from './fields.js';
import { readText } from './text.js';

/** One field of `details` on the wire, and where its value goes in a sample. */
export interface DetailField {
  /** The field's name on the wire. */
  readonly wire: string;
  readonly read: Reader<unknown>;
  /** What is expected, to name in an issue. */
  readonly expected: string;
  /** The metric it belongs to. */
  readonly metric: MetricName | undefined;
  /** The field of the sample, where it is no metric; neither for `rssi_unit`, which no sample shows. */
  readonly detail: DetailName | undefined;
  /** Which bound it holds, where its metric or detail has bounds. */
  readonly bound: Bound | undefined;
  /** The field that followed this one last time, tried before the look-up: the items of an event are alike. */
  next: DetailField;
}

/** Every field has every property, in one order, so that V8 reads all of them through one hidden class. */
function detailField(field: {
  readonly wire: string;
  readonly read: Reader<unknown>;
  readonly expected: string;
  readonly metric?: MetricName;
  readonly detail?: DetailName;
  readonly bound?: Bound | undefined;
}): Unlinked<DetailField> {
  const { wire, read, expected, metric, detail, bound } = field;
  return { wire: interned(wire), read, expected, metric, detail, bound, next: undefined };
}

function metricFields(metric: MetricName): Unlinked<DetailField>[] {
  const { wire, unit, read }: Metric = METRICS[metric];
  return BOUNDS.flatMap((bound) =>
    (wire[bound] ?? []).map((name) =>
      detailField({ wire: name, read, expected: `a number in ${unit}`, metric, bound }),
    ),
  );
}

function ownFields(detail: DetailName): Unlinked<DetailField>[] {
  const { wire, read, expected }: Detail = DETAILS[detail];
  if (typeof wire === 'string') return [detailField({ wire, read, expected, detail })];
  return BOUNDS.map((bound) => detailField({ wire: wire[bound], read, expected, detail, bound }));
}

/** Reads the unit of the signal strength: dBm, or a blank. */
export function readDbm(value: unknown): string | null | undefined {
  // Zoom's own spelling. Pays for the row of live events.
  if (value === 'dBm') return value;
  const unit = readText(value);
  return unit === null || unit?.toLowerCase() === 'dbm' ? unit : undefined;
}

const FIELDS = /* @__PURE__ */ inRing<DetailField>([
  ...METRIC_NAMES.flatMap(metricFields),
  ...DETAIL_NAMES.flatMap(ownFields),
  detailField({ wire: 'rssi_unit', read: readDbm, expected: 'dBm' }),
]);

/** Every field of `details` this library knows, by its name on the wire. */
export const DETAIL_FIELDS: ReadonlyMap<string, DetailField> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ FIELDS.map((field) => [field.wire, field]),
);

/** The last field, from which a walk begins: its `next` is the likely first. */
export const LAST_FIELD = /* @__PURE__ */ FIELDS.at(-1) as DetailField;
