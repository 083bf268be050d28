import type { JsMsg } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import pg from 'pg';
import { postgresStore, readBodies } from 'zoom-qss/store';
import {
  ACK_WAIT_MS,
  CONSUMER,
  createStreams,
  DEAD_LETTER_SUBJECT,
  LOG,
  openLog,
  untilAvailable,
} from './log.js';

const { connection, js } = await openLog();
const pool = new pg.Pool({ max: 2 }); // PGHOST, PGUSER, …
pool.on('error', ({ message }) => console.warn('postgres', message));
const store = postgresStore(pool);
const closing = new AbortController();
process.once('SIGTERM', () => closing.abort());

await untilAvailable('streams', () => createStreams(connection));
const consumer = await untilAvailable('consumer', () => js.consumers.get(LOG, CONSUMER));
while (!closing.signal.aborted) {
  const messages = await pull();
  // While messages wait for the store, no more are fetched, and the log keeps these for this worker.
  const alive = setInterval(() => {
    for (const message of messages) message.working();
  }, ACK_WAIT_MS / 3);
  await untilAvailable('store', () => storeMessages(messages), closing.signal).catch(() => {
    for (const message of messages) message.nak();
  });
  clearInterval(alive);
}
await connection.drain();
await pool.end();

/** The next 500 messages, or those of one second. */
async function pull(): Promise<JsMsg[]> {
  const messages: JsMsg[] = [];
  const fetched = await consumer.fetch({ max_messages: 500, expires: 1_000 });
  // A node that dies does not end its part of the conversation.
  const timer = setTimeout(() => fetched.stop(), 3_000);
  try {
    for await (const message of fetched) messages.push(message);
  } catch (error) {
    console.warn('fetch', Object(error).code ?? Object(error).name);
  }
  clearTimeout(timer);
  return messages;
}

/** Stores messages by one write and acknowledges them after its commit. What cannot be stored becomes a dead letter. */
async function storeMessages(messages: readonly JsMsg[]): Promise<void> {
  const { batch, rejected } = readBodies(messages.map(({ data }) => data));
  const unreadable = new Map(rejected.map(({ index, code }) => [index, code]));
  try {
    await store.write(batch);
  } catch (error) {
    if (!store.isDataError?.(error)) throw error;
    // The database refuses a record of one of them: store each alone.
    if (messages.length > 1) for (const message of messages) await storeMessages([message]);
    else for (const message of messages) await bury(message, 'database_refused');
    return;
  }
  for (const [index, message] of messages.entries()) {
    const code = unreadable.get(index);
    if (code === undefined) message.ack();
    else await bury(message, code);
  }
}

/** Keeps a body whole for people to look at, and ends its delivery once it is kept. */
async function bury(message: JsMsg, code: string): Promise<void> {
  const reason = headers();
  reason.set('code', code);
  const msgID = String(message.seq);
  await js.publish(DEAD_LETTER_SUBJECT, message.data, { headers: reason, msgID, timeout: 5_000 });
  message.term();
}
