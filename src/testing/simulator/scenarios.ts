import type { ProfileName } from './profiles.js';

/** People who meet repeatedly; for `phone`, agents who each take their own calls. */
export interface Team {
  readonly product: 'meeting' | 'webinar' | 'session' | 'phone';
  readonly size: number;
  /** Assigned to the people round-robin. */
  readonly profiles: readonly ProfileName[];
}

/** The name of a scenario. */
export type Scenario =
  | 'quiet-office'
  | 'home-wifi-burst-loss'
  | 'vpn-latency'
  | 'room-connector'
  | 'web-gateway'
  | 'phone-queue'
  | 'mixed';

/** The teams of each scenario, at its default number of participants. */
export const SCENARIOS: Readonly<Record<Scenario, readonly Team[]>> = {
  'quiet-office': [{ product: 'meeting', size: 8, profiles: ['office'] }],
  'home-wifi-burst-loss': [{ product: 'meeting', size: 8, profiles: ['home'] }],
  'vpn-latency': [{ product: 'meeting', size: 8, profiles: ['vpn', 'vpn', 'vpn', 'office'] }],
  'room-connector': [{ product: 'meeting', size: 6, profiles: ['room', 'room', 'office'] }],
  'web-gateway': [{ product: 'session', size: 6, profiles: ['browser'] }],
  'phone-queue': [{ product: 'phone', size: 6, profiles: ['office'] }],
  mixed: [
    { product: 'meeting', size: 10, profiles: ['office', 'office', 'home'] },
    { product: 'meeting', size: 6, profiles: ['home'] },
    { product: 'meeting', size: 5, profiles: ['vpn', 'office'] },
    { product: 'meeting', size: 4, profiles: ['room', 'office'] },
    { product: 'webinar', size: 8, profiles: ['office', 'home', 'vpn', 'home'] },
    { product: 'session', size: 5, profiles: ['browser', 'home'] },
    { product: 'phone', size: 2, profiles: ['office'] },
  ],
};

/** The teams for a number of participants: full copies of the scenario, then a smaller copy in the same proportions. */
export function teamsFor(scenario: Scenario, participants: number | undefined): Team[] {
  const teams = SCENARIOS[scenario];
  const defaultTotal = teams.reduce((sum, { size }) => sum + size, 0);
  const scaled: Team[] = [];
  for (let left = participants ?? defaultTotal; left > 0; left -= defaultTotal) {
    const scale = (count: number) => Math.floor((count * Math.min(left, defaultTotal)) / defaultTotal);
    let before = 0;
    for (const team of teams) {
      const after = before + team.size;
      const size = scale(after) - scale(before);
      before = after;
      if (size > 0) scaled.push({ ...team, size });
    }
  }
  return scaled;
}
