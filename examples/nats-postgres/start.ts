/**
 * Starts everything on loopback, sends simulated events, and prints what arrived, every second, until Ctrl-C. If PGHOST
 * names a database, that is used.
 */
import { parseArgs } from 'node:util';
import { query } from './lab/postgres.js';
import { TABLES } from './lab/rows.js';
import { startSystem } from './lab/system.js';
import { startTraffic } from './lab/traffic.js';
import { CONSUMER, DEAD_LETTERS, LOG } from './log.js';

const { values } = parseArgs({
  options: {
    participants: { type: 'string', default: '100' },
    seconds: { type: 'string', default: 'Infinity' },
  },
});
const system = await startSystem(process.env.PGHOST);
const { manager, connection, urls } = system;
const traffic = startTraffic(urls, Number(values.participants));
console.log('receivers', urls.join(' '), 'PGPORT', connection.PGPORT);

let isStopping = false;
process.once('SIGINT', () => {
  isStopping = true;
});
for (let second = 0; second < Number(values.seconds) && !isStopping; second += 1) {
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const [log, place, dead] = await Promise.all([
    manager.streams.info(LOG),
    manager.consumers.info(LOG, CONSUMER),
    manager.streams.info(DEAD_LETTERS),
  ]);
  const counts = TABLES.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
  const [rows] = await query<Record<string, string>>(connection, `SELECT ${counts.join(', ')}`);
  console.log(
    `events sent ${traffic.sent}, in the log ${log.state.messages}, waiting ${place.num_pending + place.num_ack_pending},`,
    `dead letters ${dead.state.messages};`,
    Object.entries(rows ?? {})
      .map(([table, count]) => `${table} ${count}`)
      .join(', '),
  );
}
await system.stop();
process.exit();
