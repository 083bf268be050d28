/** Measures what one receiver and one worker can do on this machine, which runs everything else as well. */
import { setTimeout as wait } from 'node:timers/promises';
import { makeEvent, signRequest } from 'zoom-qss/testing';
import { untilTrue } from './lab/part.js';
import { query } from './lab/postgres.js';
import { SECRET, startSystem } from './lab/system.js';
import { CONSUMER, LOG, openLog, SUBJECT } from './log.js';

const EVENTS = 20_000;
const IN_FLIGHT = 256;

const system = await startSystem();
const { manager, workers, urls, connection } = system;
for (const worker of workers) await worker.end('SIGTERM');

const base = makeEvent('meeting.participant_qos');
const bodies = Array.from({ length: EVENTS }, (_, index) => {
  const { payload } = base;
  return JSON.stringify({
    ...base,
    payload: { ...payload, object: { ...payload.object, uuid: `${index}==` } },
  });
});

const { js } = await openLog();
const published = await timed(bodies.slice(0, EVENTS / 2), (body, index) =>
  js.publish(SUBJECT, body, { msgID: String(index) }),
);
const answered = await timed(bodies.slice(EVENTS / 2), async (body) => {
  const { status } = await fetch(await signRequest(body, { url: String(urls[0]), secret: SECRET }));
  if (status !== 200) throw new Error(`The receiver answered ${status}.`);
});
const { state } = await manager.streams.info(LOG);

const startMs = performance.now();
await workers[0]?.start();
await untilTrue('the worker', async () => {
  const { num_pending, num_ack_pending } = await manager.consumers.info(LOG, CONSUMER);
  return num_pending + num_ack_pending === 0;
});
const storedMs = performance.now() - startMs;
await wait(500);
const [table] = await query<{ rows: string; bytes: string }>(
  connection,
  "SELECT count(*) AS rows, pg_total_relation_size('qss_samples') AS bytes FROM qss_samples",
);
const rows = Number(table?.rows);

console.log(`publishing to three replicas, ${IN_FLIGHT} in flight: ${published} bodies a second`);
console.log(`one receiver, its sender on this machine too: ${answered} events a second`);
console.log(`one worker: ${rate(EVENTS, storedMs)} events and ${rate(rows, storedMs)} rows a second`);
console.log(
  `a body of ${bodies[0]?.length} bytes takes ${Math.round(state.bytes / state.messages)} in the log`,
);
console.log(`a sample takes ${Math.round(Number(table?.bytes) / rows)} bytes in Postgres, indexes included`);
await system.stop();
process.exit();

/** Calls for each body, so many at once. How many a second. */
async function timed(list: readonly string[], call: (body: string, index: number) => Promise<unknown>) {
  const before = performance.now();
  const entries = list.entries();
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      // All of them share one iterator.
      for (const [index, body] of entries) await call(body, index);
    }),
  );
  return rate(list.length, performance.now() - before);
}

function rate(count: number, ms: number): number {
  return Math.round((1000 * count) / ms);
}
