import { createServer } from 'node:http';
import pg from 'pg';
import { createWriter, postgresStore, tables, toBatch, views } from 'zoom-qss/store';
import { createReceiver, toNodeHandler } from 'zoom-qss/webhooks';

const pool = new pg.Pool(); // PGHOST, PGUSER, PGPASSWORD, PGDATABASE
pool.on('error', ({ message }) => console.error('postgres', message));
await pool.query(tables('postgres') + views('postgres'));
await pool.query('CREATE TABLE IF NOT EXISTS unreadable (hash text PRIMARY KEY, code text, body bytea)');
const keep = 'INSERT INTO unreadable VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';

// Group commit: events that arrive while a statement runs share the next one.
const writer = createWriter(postgresStore(pool));

const receiver = createReceiver({
  secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
  path: '/webhooks/zoom',
  onEvent: (event, { repairs }) => writer.write(toBatch(event, repairs)),
  // After a 200 Zoom does not send it again.
  onUnreadable: ({ body, error, delivery }) => pool.query(keep, [delivery.bodyHash, error.code, body]),
  onRefused: ({ code, status }) => console.warn('refused', status, code),
  onError: ({ stage, error }) => console.error(stage, Object(error).name, Object(error).code),
});
const server = createServer(toNodeHandler(receiver)).listen(Number(process.env.PORT ?? 8080));

process.once('SIGTERM', async () => {
  await receiver.close({ drainMs: 5_000, graceMs: 5_000 });
  server.close();
  setTimeout(() => server.closeAllConnections(), 1_000).unref();
  await writer.close();
  await pool.end();
});
