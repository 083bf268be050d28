import type { Profile } from './profile.js';

/** What one process of each part does in a second, as measured, and how many cores it takes. */
export interface Part {
  readonly name: string;
  /** What it handles. */
  readonly unit: 'events' | 'rows';
  readonly perSecond: number;
  /** The cores of one, with its replicas. */
  readonly cores: number;
}

export interface PlanOptions {
  /** How many people take part at the same time. */
  readonly participants: number;
  readonly profile: Profile;
  readonly parts: readonly Part[];
  /** How much busier the busiest second is than the average one. */
  readonly peak: number;
  /** Which share of its rate a part is to use at the peak, so that it can catch up after an outage. */
  readonly utilisation: number;
  /** How long the log keeps bodies, in how many copies, and what each takes beyond its own bytes. */
  readonly logHours: number;
  readonly logCopies: number;
  readonly logBytesPerEvent: number;
  /** What a row takes in the database, with indexes. */
  readonly bytesPerRow: number;
  readonly coresPerMachine: number;
  /** The price of a machine for an hour, in any currency. */
  readonly machinePrice: number;
}

/** One part of the plan. */
export interface PlannedPart extends Part {
  /** What comes in the busiest second. */
  readonly load: number;
  /** How many of it are needed. */
  readonly count: number;
  /** How many participants one of it can take. The part with the least saturates first. */
  readonly saturatesAt: number;
}

export interface Plan {
  readonly eventsPerSecond: number;
  readonly bytesPerSecond: number;
  readonly rowsPerSecond: number;
  /** Those that saturate first come first. */
  readonly parts: readonly PlannedPart[];
  readonly logBytes: number;
  readonly tableBytesPerDay: number;
  readonly machines: number;
  readonly costPerParticipantHour: number;
}

const HOUR_SECONDS = 3_600;

/** Computes how many of each part a number of participants needs. All figures are of the busiest second, sizes of the average. */
export function plan(options: PlanOptions): Plan {
  const { participants, profile, peak, utilisation } = options;
  const perSecond = (perHour: number) => (participants * perHour) / HOUR_SECONDS;
  const parts = options.parts
    .map((part): PlannedPart => {
      const load = perSecond(profile[part.unit]) * peak;
      const usable = part.perSecond * utilisation;
      const saturatesAt = Math.floor((usable * HOUR_SECONDS) / (profile[part.unit] * peak));
      return { ...part, load, count: Math.ceil(load / usable), saturatesAt };
    })
    .sort((one, other) => one.saturatesAt - other.saturatesAt);
  const cores = parts.reduce((sum, { count, cores }) => sum + count * cores, 0);
  const machines = Math.ceil(cores / options.coresPerMachine);
  const logged = perSecond(profile.bytes + profile.events * options.logBytesPerEvent);
  return {
    eventsPerSecond: perSecond(profile.events) * peak,
    bytesPerSecond: perSecond(profile.bytes) * peak,
    rowsPerSecond: perSecond(profile.rows) * peak,
    parts,
    logBytes: logged * HOUR_SECONDS * options.logHours * options.logCopies,
    tableBytesPerDay: perSecond(profile.rows) * HOUR_SECONDS * 24 * options.bytesPerRow,
    machines,
    costPerParticipantHour: (machines * options.machinePrice) / participants,
  };
}
