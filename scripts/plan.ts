/**
 * Computes what a number of concurrent participants needs, from rates that were measured. docs/scale.md says how.
 *
 *     npm run plan -- --participants 1000000 --machine-price 0.2
 */
import { UsageError } from '../src/cli/usage-error.js';
import { HELP, type Options, readOptions } from './plan/options.js';
import { type Part, plan } from './plan/plan.js';
import { profileOf } from './plan/profile.js';

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) process.stdout.write(HELP);
  else print(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`plan: ${error.message}`);
  process.exitCode = 2;
}

function print({ scenario, numbers }: Options): void {
  const parts: readonly Part[] = [
    { name: 'receivers', unit: 'events', perSecond: numbers.receiver, cores: 1 },
    // A stream with a core on each of three nodes.
    { name: 'log partitions', unit: 'events', perSecond: numbers.log, cores: 3 },
    { name: 'workers', unit: 'rows', perSecond: numbers.worker, cores: 1 },
    // A core for writing, and one for queries.
    { name: 'Postgres shards', unit: 'rows', perSecond: numbers.database, cores: 2 },
  ];
  const profile = profileOf(scenario, 64);
  const planned = plan({
    participants: numbers.participants,
    profile,
    parts,
    peak: numbers.peak,
    utilisation: numbers.utilisation,
    logHours: numbers['log-hours'],
    logCopies: 3,
    logBytesPerEvent: 155,
    bytesPerRow: numbers['row-bytes'],
    coresPerMachine: numbers.cores,
    machinePrice: numbers['machine-price'],
  });

  console.log(
    `A participant-hour of '${scenario}': ${round(profile.events)} events of ${bytes(profile.bytes)}, ${round(profile.rows)} rows.`,
  );
  console.log(`${round(numbers.participants)} participants in their busiest second:`);
  console.log(
    `  ${round(planned.eventsPerSecond)} events, ${bytes(planned.bytesPerSecond)}, ${round(planned.rowsPerSecond)} rows\n`,
  );
  console.log('part             needed  load of it        one takes         is full at');
  for (const { name, count, load, unit, perSecond, saturatesAt } of planned.parts)
    console.log(
      [
        name.padEnd(16),
        round(count).padStart(6),
        ` ${round(load)} ${unit}/s`.padEnd(18),
        `${round(perSecond)} ${unit}/s`.padEnd(17),
        `${round(saturatesAt)} participants`,
      ].join(' '),
    );
  console.log(`\nlog of ${numbers['log-hours']} hours, three copies   ${bytes(planned.logBytes)}`);
  console.log(`tables, a day                   ${bytes(planned.tableBytesPerDay)}`);
  console.log(`machines of ${numbers.cores} cores             ${round(planned.machines)}`);
  console.log(
    `cost of a participant-hour      ${planned.costPerParticipantHour.toPrecision(2)} at ${numbers['machine-price']} for a machine-hour`,
  );
}

function round(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), units.length - 1);
  return `${(count / 1000 ** power).toPrecision(3)} ${units[power]}`;
}
