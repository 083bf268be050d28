/**
 * The fields of `details`, in records and in summaries. Values are integers in units of the last digit of their wire
 * form, so that sums, averages and texts are the same on every machine.
 */

/** How a summary aggregates the values of a field. */
export type Aggregate = 'min' | 'avg' | 'max' | 'last';

/** How a record writes a field. */
export interface FieldFormat {
  readonly write: (value: number) => string;
}

/** A field from which a summary derives fields. */
export interface SummarizedField extends FieldFormat {
  readonly summary: readonly (readonly [field: string, aggregate: Aggregate])[];
}

/** A table of fields, by name. */
export type Fields = Readonly<Record<string, FieldFormat>>;
export type SummarizedFields = Readonly<Record<string, SummarizedField>>;

/** The values of one item, by field. */
export type Values<F extends Fields = Fields> = { -readonly [Name in keyof F]?: number };

const QUALITIES = [
  [350, 'good'],
  [280, 'fair'],
  [200, 'poor'],
  [0, 'bad'],
] as const;
const PRESSURES = ['normal', 'fair', 'serious', 'critical'] as const;
const NOTICES = ['network bandwidth low', 'internet connection unstable'] as const;
const RESOLUTIONS = ['320*180', '640*360', '1280*720', '1920*1080'] as const;

const unit = (name: string) => (value: number) => `${value} ${name}`;
const wholePercent = (value: number) => `${value}%`;
const member = (texts: readonly string[]) => (value: number) => texts[value] ?? '';
const quality = (score: number) => QUALITIES.find(([least]) => score >= least)?.[1] ?? 'bad';

/** Writes hundredths with at least one decimal: 3 is `0.03`, 50 is `0.5`, 400 is `4.0`. */
function hundredths(value: number): string {
  const rest = value % 100;
  const decimals = rest % 10 === 0 ? `${rest / 10}` : `${rest < 10 ? '0' : ''}${rest}`;
  return `${(value - rest) / 100}.${decimals}`;
}

const tenths = (value: number) => `${(value - (value % 10)) / 10}.${value % 10}`;

const bounds = (name: string) =>
  [
    [`min_${name}`, 'min'],
    [`avg_${name}`, 'avg'],
    [`max_${name}`, 'max'],
  ] as const;

const same = <const N extends string>(name: N, aggregate: Aggregate) => [[name, aggregate]] as const;

/** The fields of conferences. Loss and score are in hundredths, words are indexes, everything else is in whole units. */
export const CONFERENCE_FIELDS = {
  bitrate: { write: unit('kbps'), summary: bounds('bitrate') },
  latency: { write: unit('ms'), summary: bounds('latency') },
  jitter: { write: unit('ms'), summary: bounds('jitter') },
  avg_loss: {
    write: (value) => `${hundredths(value)}%`,
    summary: [
      ['min_loss', 'min'],
      ['avg_loss', 'avg'],
    ],
  },
  max_loss: { write: (value) => `${hundredths(value)}%`, summary: same('max_loss', 'max') },
  resolution: { write: member(RESOLUTIONS), summary: same('resolution', 'last') },
  frame_rate: { write: unit('fps'), summary: bounds('frame_rate') },
  zoom_min_cpu_usage: { write: wholePercent, summary: same('zoom_min_cpu_usage', 'min') },
  zoom_avg_cpu_usage: { write: wholePercent, summary: same('zoom_avg_cpu_usage', 'avg') },
  zoom_max_cpu_usage: { write: wholePercent, summary: same('zoom_max_cpu_usage', 'max') },
  system_max_cpu_usage: { write: wholePercent, summary: same('system_max_cpu_usage', 'max') },
  system_min_cpu_pressure_level: {
    write: member(PRESSURES),
    summary: same('system_min_cpu_pressure_level', 'min'),
  },
  system_avg_cpu_pressure_level: {
    write: member(PRESSURES),
    summary: same('system_avg_cpu_pressure_level', 'avg'),
  },
  system_max_cpu_pressure_level: {
    write: member(PRESSURES),
    summary: same('system_max_cpu_pressure_level', 'max'),
  },
  /** The value is the score; it is written as a word. */
  quality: { write: quality, summary: same('quality', 'avg') },
  quality_score: { write: hundredths, summary: same('quality_score', 'avg') },
  min_rssi: { write: String, summary: same('min_rssi', 'min') },
  avg_rssi: { write: String, summary: same('avg_rssi', 'avg') },
  max_rssi: { write: String, summary: same('max_rssi', 'max') },
  rssi_unit: { write: () => 'dBm', summary: same('rssi_unit', 'last') },
  network_notification: { write: member(NOTICES), summary: [] },
} as const satisfies SummarizedFields;

/** The fields of phone calls, written without units. Loss is in hundredths, MOS in tenths. */
export const CALL_FIELDS = {
  bitrate: { write: String },
  avg_loss: { write: hundredths },
  max_loss: { write: hundredths },
  jitter: { write: String },
  network_delay: { write: String },
  mos: { write: tenths },
} as const satisfies Fields;

/** Writes the values of an item as its `details`, in the order of the table. */
export function writeDetails<F extends Fields>(values: Values<F>, fields: F): Record<string, string> {
  const details: Record<string, string> = {};
  for (const name in fields) {
    const value = values[name];
    if (value !== undefined) details[name] = fields[name]?.write(value) ?? '';
  }
  return details;
}
