import type { Meter } from '@opentelemetry/api';
import type { Logger, LogRecord } from '@opentelemetry/api-logs';
import { describe, expectTypeOf, it } from 'vitest';
import type { QosSample } from 'zoom-qss';
import { createOtel, type LoggerLike, type MeterLike, type SampleLogRecord } from 'zoom-qss/otel';

declare const meter: Meter;
declare const logger: Logger;

describe('createOtel', () => {
  it('takes what OpenTelemetry gives', () => {
    expectTypeOf(meter).toExtend<MeterLike>();
    expectTypeOf(logger).toExtend<LoggerLike>();
    expectTypeOf<SampleLogRecord>().toExtend<LogRecord>();
    expectTypeOf(createOtel({ meter, logger })).toEqualTypeOf<(sample: QosSample) => void>();
    createOtel({ meter });
    createOtel({ logger });
    // @ts-expect-error no such metric
    createOtel({ logger, thresholds: { latency: 5 } });
  });
});
