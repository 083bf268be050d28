import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBodies } from 'zoom-qss/store';
import { createSimulator } from 'zoom-qss/testing';
import { root } from '../../scripts/package/pack.js';
import { type PlanOptions, plan } from '../../scripts/plan/plan.js';
import { profileOf } from '../../scripts/plan/profile.js';

const OPTIONS: PlanOptions = {
  participants: 900,
  profile: { events: 60, bytes: 60_000, rows: 360 },
  parts: [
    { name: 'receivers', unit: 'events', perSecond: 4, cores: 1 },
    { name: 'shards', unit: 'rows', perSecond: 50, cores: 4 },
  ],
  peak: 2,
  utilisation: 0.5,
  logHours: 2,
  logCopies: 3,
  logBytesPerEvent: 100,
  bytesPerRow: 500,
  coresPerMachine: 8,
  machinePrice: 3,
};

/** An hour, an event at a time: what every participant sends, and how many parts never get more than they may. */
function naive({ participants, profile, parts, peak, utilisation, ...sizes }: PlanOptions) {
  let [events, rows, logBytes, tableBytes] = [0, 0, 0, 0];
  for (let person = 0; person < participants; person += 1)
    for (let event = 0; event < profile.events; event += 1) {
      events += 1;
      for (let copy = 0; copy < sizes.logCopies; copy += 1)
        logBytes += profile.bytes / profile.events + sizes.logBytesPerEvent;
      for (let row = 0; row < profile.rows / profile.events; row += 1) {
        rows += 1;
        tableBytes += sizes.bytesPerRow;
      }
    }
  const perSecond = { events: (events / 3_600) * peak, rows: (rows / 3_600) * peak };
  let cores = 0;
  const counts = parts.map((part) => {
    let count = 0;
    for (let left = perSecond[part.unit]; left > 1e-9; left -= part.perSecond * utilisation) count += 1;
    cores += count * part.cores;
    return count;
  });
  let machines = 0;
  for (let left = cores; left > 0; left -= sizes.coresPerMachine) machines += 1;
  return { perSecond, counts, machines, logBytes: logBytes * sizes.logHours, tableBytes: tableBytes * 24 };
}

describe('plan', () => {
  it('agrees with counting an hour event by event', () => {
    const planned = plan(OPTIONS);
    const counted = naive(OPTIONS);
    expect(planned.eventsPerSecond).toBeCloseTo(counted.perSecond.events);
    expect(planned.rowsPerSecond).toBeCloseTo(counted.perSecond.rows);
    const countOf = (name: string) => planned.parts.find((part) => part.name === name)?.count;
    expect(OPTIONS.parts.map(({ name }) => countOf(name))).toEqual(counted.counts);
    expect(planned.machines).toBe(counted.machines);
    expect(planned.logBytes).toBeCloseTo(counted.logBytes);
    expect(planned.tableBytesPerDay).toBeCloseTo(counted.tableBytes);
    expect(planned.costPerParticipantHour * OPTIONS.participants).toBeCloseTo(counted.machines * 3);
  });

  it('needs one of a part up to where it is full, and two for one participant more', () => {
    const [first, second] = plan(OPTIONS).parts;
    expect([first?.name, second?.name]).toEqual(['receivers', 'shards']);
    const countFor = (participants: number) => plan({ ...OPTIONS, participants }).parts[0]?.count;
    const full = first?.saturatesAt ?? 0;
    expect([full, countFor(full), countFor(full + 1)]).toEqual([60, 1, 2]);
  });

  it('takes what a participant causes from the simulator', () => {
    const profile = profileOf('quiet-office', 8);
    const bodies = [...createSimulator({ scenario: 'quiet-office' })].map(({ body }) => body);
    const { samples, snapshots } = readBodies(bodies).batch;
    expect(profile.events).toBe(bodies.length / 8);
    expect(profile.bytes).toBe(Buffer.byteLength(bodies.join('')) / 8);
    expect(profile.rows).toBe((samples.length + snapshots.length) / 8);
  });

  it('prints what docs/scale.md shows for a million participants, and its options', () => {
    const run = (...args: string[]) =>
      execFileSync(process.execPath, ['--import', 'tsx', join(root, 'scripts/plan.ts'), ...args], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    const page = readFileSync(join(root, 'docs/scale.md'), 'utf8');
    expect(page).toContain(
      `$ npm run --silent plan -- --participants 1000000\n${run('--participants', '1000000')}\`\`\``,
    );
    expect(run('--help')).toContain('--utilisation share');
  });

  it.each([
    [['--participants', 'many'], '--participants must be a number above 0.'],
    [['--cores', '-1'], '--cores must be a number above 0.'],
    [['--utilisation', '5'], '--utilisation must be at most 1, all of what a part can do.'],
    [['--scenario', 'moon'], '--scenario must be one of quiet-office, '],
    [['--participant', '5'], 'Unknown option --participant. Did you mean --participants?'],
    [['10'], 'plan takes options only.'],
  ])('says in one line what is wrong with %j', (args, message) => {
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(root, 'scripts/plan.ts'), ...args],
      { encoding: 'utf8' },
    );
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`plan: ${message}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
