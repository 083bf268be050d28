export { ArgumentError } from '../errors.js';
export type { Thresholds } from '../quality/index.js';
export type {
  CounterLike,
  HistogramLike,
  HistogramOptions,
  InstrumentOptions,
  LoggerLike,
  MeterLike,
  MetricAttributes,
  SampleLogRecord,
} from './api.js';
export { createOtel, type OtelOptions } from './create-otel.js';
