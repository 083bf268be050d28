/**
 * Measures how much processor time each part takes for an event, and what an event and a row take on disk. Rates of a core
 * follow from it, also on a machine that does other work. It needs Linux.
 */
import { createSimulator, deliver } from 'zoom-qss/testing';
import { untilTrue } from './lab/part.js';
import { query } from './lab/postgres.js';
import { processorMs } from './lab/processor.js';
import { SECRET, startSystem } from './lab/system.js';
import { CONSUMER, LOG } from './log.js';

const system = await startSystem();
const { manager, nodes, postgres, receivers, workers, urls, connection } = system;
const [receiver, worker] = [receivers.slice(0, 1), workers.slice(0, 1)];
for (const other of workers) await other.end('SIGTERM');

// The first events only warm the receiver up.
await send(320);
const [receiverMs, publishMs] = [processorMs(receiver), processorMs(nodes)];
const startMs = Date.now();
const events = await send(640);
const wallMs = Date.now() - startMs;
report('receiver', processorMs(receiver) - receiverMs, events, 'events');
report('log, three nodes, publication', processorMs(nodes) - publishMs, events, 'events');
console.log(`all of it on this machine: ${rate(events, wallMs)} events a second with 256 in flight`);

const { state } = await manager.streams.info(LOG);
const [fetchMs, storeMs] = [processorMs(nodes), processorMs([postgres])];
for (const part of worker) await part.start();
const idleMs = processorMs(worker);
await untilTrue('the worker', async () => {
  const { num_pending, num_ack_pending } = await manager.consumers.info(LOG, CONSUMER);
  return num_pending + num_ack_pending === 0;
});
const sizes = `SELECT count(*) AS rows, pg_total_relation_size('qss_samples') AS bytes FROM qss_samples`;
const [table] = await query<{ rows: string; bytes: string }>(connection, sizes);
const rows = Number(table?.rows);
report('worker', processorMs(worker) - idleMs, rows, 'rows');
report('Postgres', processorMs([postgres]) - storeMs, rows, 'rows');
report('log, three nodes, delivery', processorMs(nodes) - fetchMs, state.messages, 'events');
console.log(`an event takes ${Math.round(state.bytes / state.messages)} bytes in each copy of the log`);
console.log(`a sample takes ${Math.round(Number(table?.bytes) / rows)} bytes in Postgres, indexes included`);
await system.stop();
process.exit();

/** Sends the events of a simulated quarter of an hour to one receiver. How many there were. */
async function send(participants: number): Promise<number> {
  const events = createSimulator({ participants, minutes: 15, scenario: 'quiet-office', seed: participants });
  const speed = Number.POSITIVE_INFINITY;
  const options = { url: String(urls[0]), secret: SECRET, speed, concurrency: 256 };
  const { delivered, lost } = await deliver(events, options);
  if (lost > 0) throw new Error(`${lost} events were not accepted.`);
  return delivered;
}

function report(name: string, ms: number, count: number, unit: string): void {
  const each = `${Math.round((1000 * ms) / count)} µs`;
  console.log(
    `${name.padEnd(30)} ${each.padStart(7)} of a core for one, ${rate(count, ms)} ${unit} a second and core`,
  );
}

function rate(count: number, ms: number): number {
  return Math.round((1000 * count) / ms);
}
