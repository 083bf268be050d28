/**
 * Computes what a number of concurrent participants needs, from rates that were measured. docs/scale.md says how.
 *
 *     npm run plan -- --participants 1000000 --machine-price 0.2
 */
import { parseArgs } from 'node:util';
import type { Scenario } from '../src/testing/index.js';
import { type Part, plan } from './plan/plan.js';
import { profileOf } from './plan/profile.js';

const { values } = parseArgs({
  options: {
    participants: { type: 'string', default: '1000000' },
    scenario: { type: 'string', default: 'quiet-office' },
    receiver: { type: 'string', default: '2500' },
    log: { type: 'string', default: '3900' },
    worker: { type: 'string', default: '22000' },
    database: { type: 'string', default: '34000' },
    peak: { type: 'string', default: '2' },
    utilisation: { type: 'string', default: '0.5' },
    'log-hours': { type: 'string', default: '72' },
    'row-bytes': { type: 'string', default: '640' },
    cores: { type: 'string', default: '8' },
    'machine-price': { type: 'string', default: '1' },
  },
});

const PARTS: readonly Part[] = [
  { name: 'receivers', unit: 'events', perSecond: numberOf('receiver'), cores: 1 },
  // A stream with a core on each of three nodes.
  { name: 'log partitions', unit: 'events', perSecond: numberOf('log'), cores: 3 },
  { name: 'workers', unit: 'rows', perSecond: numberOf('worker'), cores: 1 },
  // A core for writing, and one for queries.
  { name: 'Postgres shards', unit: 'rows', perSecond: numberOf('database'), cores: 2 },
];

// The simulator rejects a scenario that it does not have.
const scenario = values.scenario as Scenario;
const profile = profileOf(scenario, 64);
const planned = plan({
  participants: numberOf('participants'),
  profile,
  parts: PARTS,
  peak: numberOf('peak'),
  utilisation: numberOf('utilisation'),
  logHours: numberOf('log-hours'),
  logCopies: 3,
  logBytesPerEvent: 155,
  bytesPerRow: numberOf('row-bytes'),
  coresPerMachine: numberOf('cores'),
  machinePrice: numberOf('machine-price'),
});

console.log(
  `A participant-hour of '${scenario}': ${round(profile.events)} events of ${bytes(profile.bytes)}, ${round(profile.rows)} rows.`,
);
console.log(`${round(numberOf('participants'))} participants in their busiest second:`);
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
console.log(`\nlog of ${values['log-hours']} hours, three copies   ${bytes(planned.logBytes)}`);
console.log(`tables, a day                   ${bytes(planned.tableBytesPerDay)}`);
console.log(`machines of ${values.cores} cores             ${round(planned.machines)}`);
console.log(
  `cost of a participant-hour      ${planned.costPerParticipantHour.toPrecision(2)} at ${values['machine-price']} for a machine-hour`,
);

function numberOf(name: Exclude<keyof typeof values, 'scenario'>): number {
  const value = Number(values[name]);
  if (value > 0 && Number.isFinite(value)) return value;
  console.error(`--${name} must be a number above 0.`);
  process.exit(2);
}

function round(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), units.length - 1);
  return `${(count / 1000 ** power).toPrecision(3)} ${units[power]}`;
}
