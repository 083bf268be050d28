/**
 * Kills every part under load, one after the other, and counts the rows. `npm test` kills each once; with `--minutes 30` it
 * goes on for so long. The exit status is 1 if a row is lost, or one is there that no event made.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { makeEvent, signRequest } from 'zoom-qss/testing';
import { type Part, untilTrue } from './lab/part.js';
import { query } from './lab/postgres.js';
import { readStream, replay } from './lab/replay.js';
import { areStored, compare, dump, expectedOf } from './lab/rows.js';
import { SECRET, startSystem, untilReplicated } from './lab/system.js';
import { startTraffic } from './lab/traffic.js';
import { CONSUMER, DEAD_LETTERS, LOG } from './log.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '0' },
    participants: { type: 'string', default: '150' },
  },
});
process.once('SIGTERM', () => process.exit(1));
const startMs = Date.now();
const untilMs = startMs + Number(values.minutes) * 60_000;

const system = await startSystem();
const { manager, nodes, postgres, receivers, workers, urls, connection } = system;
const traffic = startTraffic(urls, Number(values.participants));
await wait(5_000);

say('', 'no 2xx for', 'running again after', 'all accepted stored after');
do {
  await kill(await leader(), 'SIGKILL');
  for (const part of [...receivers, ...workers]) await kill(part, 'SIGKILL');
  // An immediate stop: Postgres recovers from its log.
  await kill(postgres, 'SIGQUIT');
  // Workers that wait for it hold messages.
  await kill(postgres, 'SIGQUIT', workers);
} while (Date.now() < untilMs);
for (const part of [...receivers, ...workers, ...nodes]) await kill(part, 'SIGTERM');
await kill(postgres, 'SIGINT');

const trafficMs = Date.now() - startMs;
const { sent, lost: givenUp, retries } = await traffic.stop();
await untilStored();
const bodies = new Set(traffic.bodies());
const { expected, unreadable } = expectedOf(bodies);
const { rows, lost, extra } = await compare(connection, expected);
const letters = (await readStream(system, DEAD_LETTERS)).map((body) => Buffer.from(body).toString());
const areWhole = letters.length === unreadable.size && letters.every((letter) => unreadable.has(letter));
const log = await readStream(system, LOG);
const isSame = (await dump(connection)) === (await dump(await replay(log, connection)));
const fullStatus = await fillLog();
const [stored, buried] = await poisonDatabase();

say(
  `${sent} events, ${Math.round((1000 * sent) / trafficMs)} a second; ${bodies.size} bodies, ${log.length} in the log`,
);
say(`${retries} retries, ${givenUp} events given up`);
say(`${rows} rows: ${lost} lost, ${extra} extra`);
say(`${unreadable.size} unreadable bodies: ${letters.length} dead letters, whole: ${areWhole}`);
say(`the log, replayed in a random order, makes the same tables: ${isSame}`);
say(`an event that the log has no room for gets ${fullStatus}`);
say(`20 events and one that the database refuses: ${stored} stored, ${buried} dead letters`);
say(`${Math.round((Date.now() - startMs) / 1000)} seconds`);
await system.stop();

const isRight = [givenUp, lost, extra].every((count) => count === 0) && areWhole && isSame;
process.exit(isRight && fullStatus === 500 && stored === 20 && buried === 1 ? 0 : 1);

/** Ends a part, and others after it, and starts them again; prints how long the system took to recover. */
async function kill(part: Part, signal: NodeJS.Signals, others: readonly Part[] = []): Promise<void> {
  await untilReplicated(system);
  traffic.takeLongestGap();
  const accepted = traffic.recent();
  const killedMs = Date.now();
  await part.end(signal);
  await wait(signal === 'SIGTERM' ? 0 : 2_000);
  for (const other of others) {
    await other.end('SIGKILL');
    await other.start();
  }
  await part.start();
  const runningMs = Date.now() - killedMs;
  await untilTrue('its rows', () => areStored(connection, accepted));
  const storedMs = Date.now() - killedMs;
  // Some traffic must come after it.
  const before = traffic.accepted;
  await untilTrue('a 2xx', async () => traffic.accepted > before + 100);
  say(
    `${part.name}${others.length > 0 ? ', workers' : ''} ${signal}`,
    ...[traffic.takeLongestGap(), runningMs, storedMs].map(seconds),
  );
}

async function leader(): Promise<Part> {
  const { cluster } = await manager.streams.info(LOG);
  const part = nodes.find(({ name }) => name === cluster?.leader);
  if (part === undefined) throw new Error('The stream has no leader.');
  return part;
}

function untilStored(): Promise<void> {
  return untilTrue('the workers', async () => {
    const { num_pending, num_ack_pending } = await manager.consumers.info(LOG, CONSUMER);
    return num_pending + num_ack_pending === 0;
  });
}

async function send(uuid: string): Promise<number> {
  const event = makeEvent('meeting.participant_qos', { payload: { object: { uuid } } });
  return (await fetch(await signRequest(event, { url: String(urls[0]), secret: SECRET }))).status;
}

/** The status of an event that the log has no room for. */
async function fillLog(): Promise<number> {
  const { state, config } = await manager.streams.info(LOG);
  await manager.streams.update(LOG, { max_bytes: state.bytes });
  const status = await send('full');
  await manager.streams.update(LOG, { max_bytes: config.max_bytes });
  return status;
}

/** Sends 20 events, and one that the database refuses. How many were stored, and how many became dead letters. */
async function poisonDatabase(): Promise<[stored: number, buried: number]> {
  await query(connection, "ALTER TABLE qss_samples ADD CHECK (conference_uuid <> 'poison-10')");
  const { messages } = (await manager.streams.info(DEAD_LETTERS)).state;
  await Promise.all(Array.from({ length: 21 }, (_, index) => send(`poison-${index}`)));
  await untilStored();
  const stored = await query(
    connection,
    "SELECT DISTINCT conference_uuid FROM qss_samples WHERE conference_uuid LIKE 'poison-%'",
  );
  return [stored.length, (await manager.streams.info(DEAD_LETTERS)).state.messages - messages];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function say(...cells: readonly unknown[]): void {
  console.log(
    cells
      .map((cell) => String(cell).padEnd(22))
      .join(' ')
      .trimEnd(),
  );
}
