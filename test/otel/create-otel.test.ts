/** Against OpenTelemetry's own SDK, which exports over OTLP to a collector of this test. */
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { afterAll, describe, expect, it } from 'vitest';
import { type QosSample, toRow } from 'zoom-qss';
import { createOtel, type OtelOptions } from 'zoom-qss/otel';
import { breaches, PRESETS } from 'zoom-qss/quality';
import { createRedaction } from 'zoom-qss/store';
import { simulated } from '../report/simulated.js';
import { type DataPoint, type LogRecord, startCollector } from './collector.js';

const collector = await startCollector();
const { url, metrics, records } = collector;

afterAll(() => collector.close());

/** Records the samples with the SDK, and resolves once the collector has everything. */
async function exportAll(
  samples: Iterable<QosSample>,
  options: Omit<OtelOptions, 'meter' | 'logger'> = {},
): Promise<void> {
  metrics.length = 0;
  records.length = 0;
  const exporter = new OTLPMetricExporter({ url: `${url}/v1/metrics` });
  const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
  const logExporter = new OTLPLogExporter({ url: `${url}/v1/logs` });
  const processor = new BatchLogRecordProcessor({ exporter: logExporter, maxQueueSize: 1_000_000 });
  const loggers = new LoggerProvider({ processors: [processor] });
  const record = createOtel({
    meter: meters.getMeter('test'),
    logger: loggers.getLogger('test'),
    ...options,
  });
  for (const sample of samples) record(sample);
  await meters.shutdown();
  await loggers.forceFlush();
  await loggers.shutdown();
}

/** Five minutes of meetings, sessions, a webinar and calls; live readings and summaries. */
const { samples } = simulated('mixed', { seed: 7, minutes: 5 });
const live = samples.filter(({ span }) => span === 'interval');
/** So that the clock is near one reading, whatever its time. */
const atItsTime = (sample: QosSample) => () => sample.measuredAtMs ?? 0;

/** Records every sample as if it had just been measured. */
function record(given: readonly QosSample[], options: Omit<OtelOptions, 'meter' | 'logger' | 'now'> = {}) {
  let current: QosSample | undefined;
  const each = function* () {
    for (const sample of given) {
      current = sample;
      yield sample;
    }
  };
  return exportAll(each(), { ...options, now: () => current?.measuredAtMs ?? 0 });
}

function pointsOf(name: string): DataPoint[] {
  const metric = metrics.find((each) => each.name === name);
  return metric?.histogram?.dataPoints ?? metric?.sum?.dataPoints ?? [];
}

/** The attributes of a point as text, in one order. */
const seriesOf = ({ attributes }: Pick<DataPoint, 'attributes'>): string =>
  attributes
    .map(({ key, value }) => `${key}=${value.stringValue}`)
    .sort()
    .join(' ');

/** What the samples add up to, series by series, the naive way. */
function naively(
  metric: 'latencyMs' | 'jitterMs' | 'lossPercent' | 'bitrateKbps' | 'frameRateFps',
  factor: number,
) {
  const sums = new Map<string, { count: number; sum: number }>();
  for (const sample of live) {
    const average = sample[metric]?.avg ?? null;
    if (average === null) continue;
    const { product, media, direction, path } = sample;
    const series = Object.entries({ product, media, direction, path })
      .flatMap(([name, value]) => (value === null ? [] : [`zoom.qss.${name}=${value}`]))
      .sort()
      .join(' ');
    const { count = 0, sum = 0 } = sums.get(series) ?? {};
    sums.set(series, { count: count + 1, sum: sum + average * factor });
  }
  return sums;
}

describe('metrics', () => {
  it.each([
    ['zoom.qss.latency', 's', 'latencyMs', 0.001],
    ['zoom.qss.jitter', 's', 'jitterMs', 0.001],
    ['zoom.qss.packet_loss', '1', 'lossPercent', 0.01],
    ['zoom.qss.bitrate', 'bit/s', 'bitrateKbps', 1000],
    ['zoom.qss.frame_rate', '1/s', 'frameRateFps', 1],
  ] as const)(
    '%s counts and adds up the averages of live samples, in %s',
    async (name, unit, metric, factor) => {
      await record(samples);
      expect(metrics.find((each) => each.name === name)?.unit).toBe(unit);
      const expected = naively(metric, factor);
      expect(expected.size).toBeGreaterThan(1);
      const points = pointsOf(name);
      expect(points.map(seriesOf).sort()).toEqual([...expected.keys()].sort());
      for (const point of points) {
        const { count, sum = 0 } = expected.get(seriesOf(point)) ?? {};
        expect(Number(point.count)).toBe(count);
        expect(point.sum).toBeCloseTo(sum, 6);
      }
    },
  );

  it('have buckets in which good and bad calls differ', async () => {
    await record(samples);
    for (const name of ['latency', 'jitter', 'packet_loss', 'bitrate', 'frame_rate']) {
      const [point] = pointsOf(`zoom.qss.${name}`);
      expect(point?.explicitBounds?.length).toBeGreaterThan(7);
    }
    const {
      latency = [],
      jitter = [],
      packet_loss = [],
    } = Object.fromEntries(
      metrics.map(({ name, histogram }) => [
        name.slice('zoom.qss.'.length),
        histogram?.dataPoints[0]?.explicitBounds ?? [],
      ]),
    );
    // The limits people use are bounds, so that the share beyond them can be read off.
    expect(latency).toEqual(expect.arrayContaining([0.1, 0.15, 0.4, 0.5]));
    expect(jitter).toEqual(expect.arrayContaining([0.03, 0.04]));
    expect(packet_loss).toEqual(expect.arrayContaining([0.01, 0.02, 0.1]));
  });

  it('count breaches by metric, and only with thresholds', async () => {
    const { thresholds } = PRESETS.microsoft;
    await record(samples, { thresholds });
    const counted = pointsOf('zoom.qss.breaches').reduce((sum, { asDouble = 0 }) => sum + asDouble, 0);
    const expected = live.flatMap((sample) => breaches(sample, thresholds));
    expect(expected.length).toBeGreaterThan(0);
    expect(counted).toBe(expected.length);
    const named = pointsOf('zoom.qss.breaches').flatMap(({ attributes }) =>
      attributes.flatMap(({ key, value }) => (key === 'zoom.qss.metric' ? [value.stringValue] : [])),
    );
    expect(new Set(named)).toEqual(new Set(expected.map(({ metric }) => metric)));
    await record(samples);
    expect(pointsOf('zoom.qss.breaches')).toEqual([]);
  });

  it('say nothing of who', async () => {
    await record(samples, { thresholds: PRESETS.microsoft.thresholds });
    const keys = new Set(
      metrics.flatMap(({ name }) =>
        pointsOf(name).flatMap(({ attributes }) => attributes.map(({ key }) => key)),
      ),
    );
    const allowed = ['product', 'media', 'direction', 'path', 'metric'].map((name) => `zoom.qss.${name}`);
    expect([...keys].sort()).toEqual(allowed.sort());
  });

  const [sample] = live as [QosSample];

  it.each([
    ['two minutes old', 120_000, true],
    ['older than two minutes', 120_001, false],
    ['two minutes ahead', -120_000, true],
    ['further ahead', -120_001, false],
  ])('take a live sample %s, or not', async (_, ageMs, isTaken) => {
    await exportAll([sample], { now: () => (sample.measuredAtMs ?? 0) + ageMs });
    expect(metrics.length > 0).toBe(isTaken);
    expect(records).toHaveLength(1);
  });

  it('go by the time of the event where a reading has none, and leave out what has no time', async () => {
    await exportAll([{ ...sample, measuredAtMs: null, eventAtMs: 5 }], { now: () => 5 });
    expect(metrics.length).toBeGreaterThan(0);
    await exportAll([{ ...sample, measuredAtMs: null, eventAtMs: null }], { now: () => 5 });
    expect(metrics).toEqual([]);
    expect(records).toHaveLength(1);
  });

  it('leave out summaries, which are as long as the call', async () => {
    const summary = { ...sample, span: 'summary' as const };
    await exportAll([summary], { now: atItsTime(sample) });
    expect(metrics).toEqual([]);
    expect(records).toHaveLength(1);
  });

  it('go by the machine’s clock unless told otherwise', async () => {
    await exportAll([{ ...sample, measuredAtMs: Date.now() }]);
    expect(metrics.length).toBeGreaterThan(0);
    await exportAll([{ ...sample, measuredAtMs: Date.now() - 600_000 }]);
    expect(metrics).toEqual([]);
  });
});

describe('log records', () => {
  it('hold the cells of every sample’s row that are not blank, with its own time', async () => {
    await record(samples);
    expect(records).toHaveLength(samples.length);
    for (const [place, sample] of samples.entries()) {
      const { timeUnixNano, eventName, severityNumber, attributes } = records[place] as LogRecord;
      expect([eventName, severityNumber]).toEqual(['zoom.qss.sample', 9]);
      const timeMs = sample.measuredAtMs ?? sample.eventAtMs;
      // Rows of REST lists have no time of their own, and get that of logging.
      if (timeMs !== null) expect(timeUnixNano).toBe(`${timeMs}000000`);
      const cells = Object.fromEntries(
        attributes.map(({ key, value }) => [key.slice('zoom.qss.'.length), Object.values(value)[0]]),
      );
      const row = Object.entries(toRow(sample)).filter(([, cell]) => cell !== null);
      expect(cells).toEqual(Object.fromEntries(row));
    }
  });

  it('keep a time from before the process began', async () => {
    const [sample] = live as [QosSample];
    await exportAll([{ ...sample, measuredAtMs: 1_000 }]);
    expect(records[0]?.timeUnixNano).toBe('1000000000');
  });

  it.each([9e15, 8.64e15, 18_446_744_073_710, -1])(
    'get the time of logging if OTLP cannot write %d',
    async (ms) => {
      const [sample] = live as [QosSample];
      const before = Date.now();
      await exportAll([{ ...sample, measuredAtMs: ms }]);
      const [record] = records as [LogRecord];
      expect(Number(record.timeUnixNano) / 1e6).toBeGreaterThanOrEqual(before - 1);
      expect(Number(record.timeUnixNano) / 1e6).toBeLessThan(Date.now() + 1);
      expect(record.attributes.map(({ key }) => key)).toContain('zoom.qss.measured_at_ms');
    },
  );

  it('hold no person after redaction', async () => {
    const redact = createRedaction({ key: 'a key of enough characters', email: 'drop', name: 'drop' });
    const { samples: redacted } = await redact({ samples: live.slice(0, 50) });
    await record(redacted);
    const keys = records.flatMap(({ attributes }) => attributes.map(({ key }) => key));
    expect(keys).toContain('zoom.qss.latency_ms_avg');
    expect(keys).not.toContain('zoom.qss.participant_email');
    expect(keys).not.toContain('zoom.qss.participant_name');
  });
});

describe('createOtel', () => {
  const [sample] = live as [QosSample];
  const emitted: unknown[] = [];
  const logger = { emit: (entry: unknown) => void emitted.push(entry) };

  it('needs only one of meter and logger', () => {
    const count = emitted.length;
    createOtel({ logger })(sample);
    expect(emitted).toHaveLength(count + 1);
  });

  it.each([
    [undefined, 'options'],
    [{}, 'options'],
    [{ meter: {} }, 'meter'],
    [{ meter: { createHistogram() {} }, thresholds: {} }, 'meter'],
    [{ logger: {} }, 'logger'],
    [{ logger, now: 5 }, 'now'],
    [{ logger, thresholds: { latency: 5 } }, 'thresholds'],
  ])('refuses options %j', (options, argument) => {
    expect(() => createOtel(options as unknown as OtelOptions)).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument }),
    );
  });

  it('needs a counter only for thresholds', () => {
    const meter = { createHistogram: () => ({ record() {} }) };
    expect(() => createOtel({ meter } as unknown as OtelOptions)(sample)).not.toThrow();
  });

  it.each([
    ['sample.product', { product: { name: 'SECRET' } }],
    ['sample.direction', { direction: 5 }],
    ['sample.latencyMs', { latencyMs: { min: null, avg: 'SECRET', max: null } }],
    ['sample.latencyMs', { latencyMs: { min: null, avg: NaN, max: null } }],
    ['sample', { type: 'x', quality: ['SECRET'] }],
    ['sample', { participant: { ...sample.participant, name: { first: 'SECRET' } } }],
    ['sample', { mos: Infinity }],
  ])('hands over no value that is not a label or a number: %s', (argument, fields) => {
    const handed: unknown[] = [];
    const instrument = { record: (value: unknown) => handed.push(value), add: () => {} };
    const meter = { createHistogram: () => instrument, createCounter: () => instrument };
    const bad = { ...sample, ...fields } as QosSample;
    const recorder = createOtel({
      ...(argument === 'sample' ? { logger: { emit: (entry: unknown) => void handed.push(entry) } } : {}),
      meter,
      now: atItsTime(bad),
    });
    expect(() => recorder(bad)).toThrow(expect.objectContaining({ code: 'argument_invalid', argument }));
    expect(() => recorder(bad)).not.toThrow(/SECRET/);
    if (argument !== 'sample.latencyMs') expect(handed).toEqual([]);
  });

  it('refuses anything but a sample', () => {
    const hand = createOtel({ logger }) as (value: unknown) => void;
    for (const value of [undefined, null, 5, {}, toRow(sample)])
      expect(() => hand(value)).toThrow(expect.objectContaining({ argument: 'sample' }));
  });
});
