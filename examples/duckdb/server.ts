import { createServer } from 'node:http';
import { DuckDBInstance } from '@duckdb/node-api';
import { createWriter, duckdbStore, tables, toBatch, views } from 'zoom-qss/store';
import { createReceiver, toNodeHandler } from 'zoom-qss/webhooks';

const instance = await DuckDBInstance.create(process.env.QSS_DATABASE ?? 'qss.duckdb');
const connection = await instance.connect();
await connection.run(tables('duckdb') + views('duckdb'));
const writer = createWriter(duckdbStore(connection));

const receiver = createReceiver({
  secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
  path: '/webhooks/zoom',
  onEvent: (event, { repairs }) => writer.write(toBatch(event, repairs)),
  onRefused: ({ code, status }) => console.warn('refused', status, code),
  onError: ({ stage, error }) => console.error(stage, Object(error).name, codeOf(error)),
});
const handler = toNodeHandler(receiver);

// DuckDB's errors have no code. Their messages start with a kind, as "Constraint Error:", and may quote rows after it.
function codeOf(error: unknown): unknown {
  const { code, message } = Object(error);
  return code ?? /^[A-Z][A-Za-z ]{1,30} Error(?=:)/.exec(message)?.[0];
}

// No other process can open the file meanwhile, so this one answers queries too. A connection of its own sees what is stored.
const reader = await instance.connect();
const WORST = `
  SELECT participant_name, breach_minutes, judged_minutes, latency_ms_p95
  FROM qss_participant_quality JOIN qss_participants USING (participant_key)
  ORDER BY breach_minutes DESC, participant_key LIMIT 10`;

const server = createServer(async (request, response) => {
  if (request.url !== '/worst') return handler(request, response);
  const result = await reader.runAndReadAll(WORST);
  response.setHeader('content-type', 'application/json').end(JSON.stringify(result.getRowObjectsJson()));
}).listen(Number(process.env.PORT ?? 8080));

process.once('SIGTERM', async () => {
  await receiver.close({ drainMs: 5_000, graceMs: 5_000 });
  server.close();
  setTimeout(() => server.closeAllConnections(), 1_000).unref();
  await writer.close();
  connection.closeSync();
});
