import { requireFunction, requireOptions } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import { breaches } from '../quality/breaches.js';
import { checkSample } from '../quality/check-sample.js';
import { limitsOf, type Thresholds } from '../quality/thresholds.js';
import type { QosSample } from '../samples/index.js';
import type { LoggerLike, MeterLike, MetricAttributes } from './api.js';
import { metricAttributes, PREFIX } from './attributes.js';
import { createHistograms } from './histograms.js';
import { logRecordOf } from './log-record.js';

/** Metrics are stamped with the time at which they are recorded, so older samples would seem to be of now. */
const NOW_MS = 120_000;

/** Options of `createOtel`. At least one of `meter` and `logger` is needed. */
export interface OtelOptions {
  /** From `metrics.getMeter(…)` of `@opentelemetry/api`. Without it, nothing is recorded as a metric. */
  readonly meter?: MeterLike | undefined;
  /** From `logs.getLogger(…)` of `@opentelemetry/api-logs`. Without it, nothing is logged. */
  readonly logger?: LoggerLike | undefined;
  /** Limits whose breaches are counted, for example `PRESETS.zoom.thresholds` of `zoom-qss/quality`. */
  readonly thresholds?: Thresholds | undefined;
  /** The clock that says what is too old for a metric, in milliseconds since the epoch. `Date.now` unless given. */
  readonly now?: (() => number) | undefined;
}

/**
 * Returns a function that hands a sample to OpenTelemetry.
 *
 * Metrics, if there is a `meter`: of live samples measured within two minutes of now, each average goes to a histogram:
 * `zoom.qss.latency` and `zoom.qss.jitter` in seconds, `zoom.qss.packet_loss` as a share of 1, `zoom.qss.bitrate` in bit/s,
 * `zoom.qss.frame_rate` per second. `zoom.qss.breaches` counts the limits of `thresholds` that such a sample breaks. Their
 * attributes are product, media, direction and path, and for breaches the metric; never who.
 *
 * Logs, if there is a `logger`: every sample, of whatever age, is a record `zoom.qss.sample` with the sample's own time; rows
 * of REST lists have none, and get that of logging, as do times that OTLP cannot write. Its attributes are the columns of `toRow` that are not blank, names and
 * e-mail addresses included: call `createRedaction` of `zoom-qss/store` before, if your logs must not hold these.
 *
 * @example
 * const record = createOtel({ meter: metrics.getMeter('zoom'), logger: logs.getLogger('zoom') })
 * for (const sample of toSamples(event).samples) record(sample)
 *
 * @throws {ArgumentError} `argument_invalid`, for an option that cannot be used; later, for anything but a sample
 */
export function createOtel(options: OtelOptions): (sample: QosSample) => void {
  const { meter, logger, thresholds, now = Date.now } = checkOptions(options);
  const recordAverages = meter && createHistograms(meter);
  const countBreaches = meter && thresholds && createBreachCounter(meter, thresholds);
  return (sample) => {
    checkSample(sample);
    const timeMs = sample.measuredAtMs ?? sample.eventAtMs;
    // Before anything is recorded, since it throws for what is no sample.
    const entry = logger && logRecordOf(sample, timeMs);
    if (sample.span === 'interval' && timeMs !== null && Math.abs(now() - timeMs) <= NOW_MS) {
      const attributes = metricAttributes(sample);
      recordAverages?.(sample, attributes);
      countBreaches?.(sample, attributes);
    }
    if (entry) logger?.emit(entry);
  };
}

function createBreachCounter(meter: MeterLike, thresholds: Thresholds) {
  const description = 'Limits that live samples break';
  const counter = meter.createCounter(`${PREFIX}breaches`, { description, unit: '{breach}' });
  return (sample: QosSample, attributes: MetricAttributes): void => {
    for (const { metric } of breaches(sample, thresholds))
      counter.add(1, { ...attributes, [`${PREFIX}metric`]: metric });
  };
}

function checkOptions(options: OtelOptions): OtelOptions {
  requireOptions(options, 'createOtel', { meter: 0, logger: 0, thresholds: 0, now: 0 });
  const { meter, logger, thresholds, now } = options;
  if (!meter && !logger) throw new ArgumentError('options', 'an object with a meter, a logger or both');
  const creates = (name: keyof MeterLike) => typeof meter?.[name] === 'function';
  // Without thresholds there is nothing to count.
  if (meter && !(creates('createHistogram') && (thresholds === undefined || creates('createCounter'))))
    throw new ArgumentError('meter', 'a Meter, such as metrics.getMeter returns');
  if (logger && typeof logger.emit !== 'function')
    throw new ArgumentError('logger', 'a Logger, such as logs.getLogger returns');
  if (thresholds !== undefined) limitsOf(thresholds);
  requireFunction('now', now);
  return options;
}
