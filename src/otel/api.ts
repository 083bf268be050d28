/** The parts of OpenTelemetry's API that are used here, by structure: the package depends on none of it. */

/** The part of a `Meter` from `@opentelemetry/api`. */
export interface MeterLike {
  createHistogram(name: string, options: HistogramOptions): HistogramLike;
  createCounter(name: string, options: InstrumentOptions): CounterLike;
}

/** The part of a `Histogram` from `@opentelemetry/api`. */
export interface HistogramLike {
  record(value: number, attributes: MetricAttributes): void;
}

/** The part of a `Counter` from `@opentelemetry/api`. */
export interface CounterLike {
  add(value: number, attributes: MetricAttributes): void;
}

/** What a measurement is counted by: product, media, direction, path. */
export type MetricAttributes = Record<string, string>;

/** The options that an instrument is created with. */
export interface InstrumentOptions {
  /** What it measures, for people. */
  description: string;
  /** The unit, in UCUM. */
  unit: string;
}

/** The options that a histogram is created with. */
export interface HistogramOptions extends InstrumentOptions {
  /** Where the buckets end, unless a view of the user's says otherwise. */
  advice: { explicitBucketBoundaries: number[] };
}

/** The part of a `Logger` from `@opentelemetry/api-logs`. */
export interface LoggerLike {
  emit(record: SampleLogRecord): void;
}

/** A sample as a log record. */
export interface SampleLogRecord {
  /** The name of the record: `zoom.qss.sample`. */
  eventName: string;
  /** When the sample was measured. */
  timestamp?: Date;
  /** OpenTelemetry's number of the severity. */
  severityNumber: number;
  /** The name of the severity. */
  severityText: string;
  /** The columns of `toRow` that are not blank. */
  attributes: Record<string, string | number | boolean>;
}
