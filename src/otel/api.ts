/** The parts of OpenTelemetry's API that are used here, by structure: the package depends on none of it. */

/** The part of a `Meter` from `@opentelemetry/api`. */
export interface MeterLike {
  createHistogram(name: string, options: HistogramOptions): HistogramLike;
  createCounter(name: string, options: InstrumentOptions): CounterLike;
}

export interface HistogramLike {
  record(value: number, attributes: MetricAttributes): void;
}

export interface CounterLike {
  add(value: number, attributes: MetricAttributes): void;
}

export type MetricAttributes = Record<string, string>;

export interface InstrumentOptions {
  description: string;
  unit: string;
}

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
  eventName: string;
  timestamp?: Date;
  severityNumber: number;
  severityText: string;
  attributes: Record<string, string | number | boolean>;
}
