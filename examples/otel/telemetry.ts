import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { createOtel } from 'zoom-qss/otel';
import { PRESETS } from 'zoom-qss/quality';

// The exporters read OTEL_EXPORTER_OTLP_ENDPOINT, http://localhost:4318 unless set.
const exporter = new OTLPMetricExporter();
const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
// A summary brings a record for every minute at once: what does not fit into the queue is dropped.
const processor = new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(), maxQueueSize: 65_536 });
const loggers = new LoggerProvider({ processors: [processor] });

export const record = createOtel({
  meter: meters.getMeter('zoom-qss'),
  logger: loggers.getLogger('zoom-qss'),
  thresholds: PRESETS.zoom.thresholds,
});

/** Exports what is left. */
export const shutdown = () => Promise.all([meters.shutdown(), loggers.shutdown()]);
