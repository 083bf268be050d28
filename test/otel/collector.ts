import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A point of a metric as OTLP writes it. */
export interface DataPoint {
  readonly attributes: { readonly key: string; readonly value: { readonly stringValue?: string } }[];
  readonly count?: number;
  readonly sum?: number;
  readonly asDouble?: number;
  readonly explicitBounds?: number[];
}

/** A metric as OTLP writes it. */
export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly histogram?: { readonly dataPoints: DataPoint[] };
  readonly sum?: { readonly dataPoints: DataPoint[] };
}

/** A log record as OTLP writes it. */
export interface LogRecord {
  readonly timeUnixNano: string;
  readonly eventName: string;
  readonly severityNumber: number;
  readonly attributes: { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

/** A collector of OTLP on loopback, and what it was sent. */
export interface Collector {
  readonly url: string;
  readonly metrics: Metric[];
  readonly records: LogRecord[];
  close(): void;
}

export async function startCollector(): Promise<Collector> {
  const metrics: Metric[] = [];
  const records: LogRecord[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const { resourceMetrics = [], resourceLogs = [] } = JSON.parse(Buffer.concat(pieces).toString());
    for (const { scopeMetrics } of resourceMetrics)
      for (const scope of scopeMetrics) metrics.push(...scope.metrics);
    for (const { scopeLogs } of resourceLogs)
      for (const scope of scopeLogs) records.push(...scope.logRecords);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, metrics, records, close: () => server.close() };
}
