/**
 * Kills receivers at random moments, and counts the events that were answered 2xx and are not in their file; CI does the
 * same with 20 kills of each.
 *
 *     npm run kill -- --kills 200
 */
import { parseArgs } from 'node:util';
import { killRepeatedly, RECEIVERS, type ReceiverName } from '../test/cli/kill/kill.js';

const { values } = parseArgs({ options: { kills: { type: 'string' } } });
const kills = Number(values.kills ?? 20);
// The keys of the table.
for (const name of Object.keys(RECEIVERS) as ReceiverName[]) {
  const report = await killRepeatedly(name, kills);
  console.log(
    `${name}: ${report.kills} kills, ${report.answered} events answered, ${report.unanswered} not answered, ` +
      `${report.lost} lost, ${report.torn} torn lines`,
  );
  if (report.lost > 0) process.exitCode = 1;
}
