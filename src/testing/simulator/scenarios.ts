import type { ProfileName } from './profiles.js';

/** A group of people who meet again and again, or, for the telephone, agents who take calls each for themselves. */
export interface Room {
  readonly product: 'meeting' | 'webinar' | 'session' | 'phone';
  readonly seats: number;
  /** Given to its people in turn. */
  readonly profiles: readonly ProfileName[];
}

export type Scenario =
  | 'quiet-office'
  | 'home-wifi-burst-loss'
  | 'vpn-latency'
  | 'room-connector'
  | 'web-gateway'
  | 'phone-queue'
  | 'mixed';

/** The rooms of each scenario, as they are with its usual number of participants. */
export const SCENARIOS: Readonly<Record<Scenario, readonly Room[]>> = {
  'quiet-office': [{ product: 'meeting', seats: 8, profiles: ['office'] }],
  'home-wifi-burst-loss': [{ product: 'meeting', seats: 8, profiles: ['home'] }],
  'vpn-latency': [{ product: 'meeting', seats: 8, profiles: ['vpn', 'vpn', 'vpn', 'office'] }],
  'room-connector': [{ product: 'meeting', seats: 6, profiles: ['room', 'room', 'office'] }],
  'web-gateway': [{ product: 'session', seats: 6, profiles: ['browser'] }],
  'phone-queue': [{ product: 'phone', seats: 6, profiles: ['office'] }],
  mixed: [
    { product: 'meeting', seats: 10, profiles: ['office', 'office', 'home'] },
    { product: 'meeting', seats: 6, profiles: ['home'] },
    { product: 'meeting', seats: 5, profiles: ['vpn', 'office'] },
    { product: 'meeting', seats: 4, profiles: ['room', 'office'] },
    { product: 'webinar', seats: 8, profiles: ['office', 'home', 'vpn', 'home'] },
    { product: 'session', seats: 5, profiles: ['browser', 'home'] },
    { product: 'phone', seats: 2, profiles: ['office'] },
  ],
};

/** The rooms for a number of participants: as many whole sets as there are, then a smaller one of the same proportions. */
export function roomsFor(scenario: Scenario, participants: number | undefined): Room[] {
  const rooms = SCENARIOS[scenario];
  const usual = rooms.reduce((sum, { seats }) => sum + seats, 0);
  const wanted = participants ?? usual;
  const found: Room[] = [];
  for (let left = wanted; left > 0; left -= usual) {
    let before = 0;
    for (const room of rooms) {
      const after = before + room.seats;
      const share = (count: number) => Math.floor((count * Math.min(left, usual)) / usual);
      const seats = share(after) - share(before);
      before = after;
      if (seats > 0) found.push({ ...room, seats });
    }
  }
  return found;
}
